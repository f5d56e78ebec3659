import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';

/** A call that a receiver got. */
export type Received = { url: string; headers: IncomingHttpHeaders; body: string; time: number };

/** A receiver of callbacks on the loopback address. */
export type Receiver = {
  received: Received[];
  /** `http://127.0.0.1:PORT/PATH`. */
  address(path: string): string;
  /** Waits until there are `count` calls. */
  got(count: number): Promise<Received[]>;
};

/**
 * Opens a receiver that ends with the test.
 *
 * @param statusOf status of the answer to each call, by its number from 1; 0 answers never
 */
export async function openReceiver(
  test: TestContext,
  statusOf: (call: number) => number = () => 200,
): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ url: request.url ?? '', headers: request.headers, body, time: performance.now() });
    const status = statusOf(received.length);
    if (status !== 0) response.writeHead(status).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    received,
    address: (path) => `http://127.0.0.1:${port}/${path}`,
    async got(count) {
      const end = performance.now() + 20_000;
      while (received.length < count) {
        if (performance.now() > end) throw new Error(`only ${received.length} calls came, not ${count}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      return received;
    },
  };
}
