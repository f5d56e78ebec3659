import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { Source } from '../../timeline/material.ts';
import { ModelError } from '../models/model-error.ts';
import type { SoundOrder, SoundReply } from './sound-process.ts';

const processPath = fileURLToPath(new URL('./sound-process.ts', import.meta.url));
/** Decoding two hours takes less than one minute; what takes longer hangs. */
const timeLimitMs = 10 * 60_000;

/**
 * Writes the sound of a material into a file as a speech model hears it: 16 bits, one channel. It is decoded in a process
 * of its own.
 *
 * @throws ModelError when the sound cannot be decoded, or the reason of the signal
 */
export async function writeSound(
  source: Source,
  output: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  signal?.throwIfAborted();
  const child = fork(processPath, [], {
    env: { PATH: process.env.PATH ?? '' },
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  const { promise, resolve, reject } = Promise.withResolvers<SoundReply>();
  const giveUp = () => reject(signal?.reason);
  signal?.addEventListener('abort', giveUp, { once: true });
  const timer = setTimeout(() => child.kill('SIGKILL'), timeLimitMs);
  child.once('message', (reply: SoundReply) => resolve(reply));
  child.once('error', reject);
  const exited = new Promise<void>((done) =>
    child.once('exit', (code, killer) => {
      reject(new ModelError(`the sound could not be decoded (${killer ?? `exit code ${code}`})`));
      done();
    }),
  );
  try {
    child.send({ source, output } satisfies SoundOrder);
    const { failure } = await promise;
    if (failure !== null) throw new ModelError(`the sound could not be decoded: ${failure}`);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
    child.kill('SIGKILL');
    await exited;
  }
}
