import { fileURLToPath } from 'node:url';
import { askNewProcess, type ProcessEnd } from '../../processes/ask.ts';
import type { Source } from '../../timeline/material.ts';
import { ProbeError } from '../probe.ts';
import { memoryExitCode } from '../prober-protocol.ts';
import type { ListenerReply, ListenerRequest } from './listener-protocol.ts';

/** Listens to files, each in a process of its own. */
export type Listener = {
  /**
   * The course of a source's sound, as `sound-bytes.ts` reads it.
   *
   * @throws ProbeError when the sound cannot be decoded or takes too long; the reason of the signal
   */
  listen(source: Source, signal: AbortSignal): Promise<Buffer>;
  /** Ends the processes; what is under way fails. */
  close(): void;
};

const processPath = fileURLToPath(new URL('./listener-process.ts', import.meta.url));
/** Listening is far faster than the sound; whoever needs as long as it lasts, and a minute, will not end. */
const timeLimitMs = ({ facts }: Source) => 60_000 + facts.duration * 1000;

const unusable = (reason: string) => new ProbeError(`has a sound that cannot be used: ${reason}`);

function endReason(end: ProcessEnd, timeLimit: number): string {
  if (end.why !== 'crash') return `listening takes longer than ${Math.round(timeLimit / 1000)} seconds`;
  return end.code === memoryExitCode ? 'it needs too much memory' : `the media engine fails (${end.how})`;
}

function courseOf(reply: ListenerReply): Buffer {
  if ('course' in reply) return Buffer.from(reply.course, 'base64');
  if ('unreadable' in reply) throw unusable(reply.unreadable);
  throw new Error(`listening failed: ${reply.failed}`);
}

/** Opens a listener. One file is listened to at a time: it keeps a core busy. */
export function openListener(): Listener {
  const closing = new AbortController();
  let line: Promise<unknown> = Promise.resolve();

  async function ask(source: Source, caller: AbortSignal): Promise<Buffer> {
    const timeLimit = timeLimitMs(source);
    const signal = AbortSignal.any([caller, closing.signal]);
    const order: ListenerRequest = { source };
    const answer = await askNewProcess<ListenerReply>(processPath, order, { timeLimit, signal });
    if ('reply' in answer) return courseOf(answer.reply);
    throw unusable(endReason(answer.end, timeLimit));
  }

  return {
    listen(source, signal) {
      const turn = line.then(() => ask(source, signal));
      line = turn.catch(() => {});
      return turn;
    },
    close: () => closing.abort(new ProbeError('was not listened to: the server stops')),
  };
}
