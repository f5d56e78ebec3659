import { once } from 'node:events';
import { connect } from 'node:net';

/** Writes bytes to a server and reads until it closes the connection, or until `patience` milliseconds are over. */
export async function talk(port: number, bytes: Buffer | string, { end = false, patience = 5_000 } = {}) {
  const socket = connect(port, '127.0.0.1');
  const chunks: Buffer[] = [];
  socket.on('data', (chunk: Buffer) => chunks.push(chunk));
  // A reset after the answer is the server's way of not reading on.
  socket.on('error', () => {});
  const started = performance.now();
  let isPatient = true;
  const timer = setTimeout(() => {
    isPatient = false;
    socket.destroy();
  }, patience);
  if (end) socket.end(bytes);
  else socket.write(bytes);
  await once(socket, 'close');
  clearTimeout(timer);
  return { text: Buffer.concat(chunks).toString('utf8'), isPatient, took: performance.now() - started };
}

/** Statuses and bodies of the answers that lie in a text one after the other. */
export function answersIn(text: string): { status: number; body: string }[] {
  const answers = [];
  for (const match of text.matchAll(/HTTP\/1\.1 (\d{3}) [^\r]*\r\n([\s\S]*?)\r\n\r\n/g)) {
    const length = Number(/content-length: (\d+)/i.exec(match[2] ?? '')?.[1] ?? 0);
    const from = match.index + match[0].length;
    answers.push({ status: Number(match[1]), body: text.slice(from, from + length) });
  }
  return answers;
}
