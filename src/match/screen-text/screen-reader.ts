import { fileURLToPath } from 'node:url';
import type { ProcessEnd } from '../../processes/ask.ts';
import { openServant } from '../../processes/servant.ts';
import { memoryExitCode, type ReadOrder, type ReadReply } from './messages.ts';

/** Text in pictures could not be read; the message is a sentence for the user. */
export class ScreenTextError extends Error {
  override readonly name = 'ScreenTextError';
}

/** Reads text in pictures, in a process of its own that runs while there is something to read. */
export type ScreenReader = {
  /**
   * @param files absolute paths of JPEG, PNG or WebP files
   * @param signal ends the wait
   * @returns a text for each file, its lines from top to bottom joined by line breaks; empty when there is none
   * @throws ScreenTextError when a picture or the models cannot be read, or the reason of the signal
   */
  read(files: readonly string[], signal?: AbortSignal): Promise<string[]>;
  /** Ends the process; what is under way fails. */
  close(): Promise<void>;
};

const processPath = fileURLToPath(new URL('./screen-text-process.ts', import.meta.url));
/** Pictures of one order: few, so that a call that is called off, or waits for another, does not wait for long. */
const picturesAtOnce = 8;
/** An order that takes longer hangs: a picture takes a tenth of a second, on a busy machine some. */
const timeLimitMs = 120_000;
/** An idle process gives its memory back after so long. */
const idleMs = 60_000;

function endError(end: ProcessEnd): ScreenTextError {
  if (end.why === 'closed') return new ScreenTextError('the server is going down');
  if (end.why === 'late')
    return new ScreenTextError(`pictures took longer than ${timeLimitMs / 1000} seconds to be read`);
  const reason = end.code === memoryExitCode ? 'it needed too much memory' : end.how;
  return new ScreenTextError(`the process that reads text in pictures failed (${reason})`);
}

/** Opens a reader; no process runs until the first picture. */
export function openScreenReader(): ScreenReader {
  const servant = openServant(processPath, idleMs);

  async function readSome(order: ReadOrder, signal: AbortSignal | undefined): Promise<string[]> {
    const answer = await servant.ask<ReadReply>(order, timeLimitMs, signal);
    if ('end' in answer) throw endError(answer.end);
    if ('texts' in answer.reply) return answer.reply.texts;
    throw new ScreenTextError(`text in pictures could not be read: ${answer.reply.failure}`);
  }

  return {
    async read(files, signal) {
      const texts: string[] = [];
      for (let from = 0; from < files.length; from += picturesAtOnce)
        texts.push(...(await readSome({ files: files.slice(from, from + picturesAtOnce) }, signal)));
      return texts;
    },
    close: () => servant.close(),
  };
}
