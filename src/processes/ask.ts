import {
  endProcess,
  hasEnded,
  holdProcess,
  releaseProcess,
  type StartedProcess,
  startProcess,
} from './process.ts';

/** What a process tells while it works: the share (0 to 1) that is done. Every other message is a reply. */
export type Progress = { share: number };

/** Why there is no reply. */
export type ProcessEnd =
  /** It took too long, and was ended. */
  | { why: 'late' }
  /** Its servant was closed. */
  | { why: 'closed' }
  | {
      why: 'crash';
      /** `SIGSEGV`, `exit code 3`, or why it could not be started. */
      how: string;
      code: number | null;
      /** What it wrote to its error output, or an empty text. */
      complaint: string;
    };

/** The reply to an order, or why there is none. */
export type Answer<Reply> = { reply: Reply } | { end: ProcessEnd };

/** How an order is watched while it is under way. */
export type Watch = {
  /** Milliseconds after which the process is ended. */
  timeLimit: number;
  /** Ends the process. */
  signal?: AbortSignal | undefined;
  onProgress?: ((share: number) => void) | undefined;
};

/**
 * Sends an order to a process that has nothing else to do. When there is no reply the process is gone.
 *
 * @throws the reason of the signal
 */
export async function askProcess<Reply extends object>(
  started: StartedProcess,
  order: object,
  { timeLimit, signal, onProgress }: Watch,
): Promise<Answer<Reply>> {
  signal?.throwIfAborted();
  const { child } = started;
  const { promise, resolve } = Promise.withResolvers<Answer<Reply>>();
  let isLate = false;
  const end = (how: string, code: number | null = null) =>
    resolve({ end: isLate ? { why: 'late' } : { why: 'crash', how, code, complaint: started.complaint } });
  if (hasEnded(started)) end('it could not be started, or has ended');
  const onMessage = (message: Reply | Progress) => {
    if ('share' in message) onProgress?.(message.share);
    else resolve({ reply: message });
  };
  const onClose = (code: number | null, by: NodeJS.Signals | null) => end(by ?? `exit code ${code}`, code);
  const onError = ({ message }: Error) => end(message);
  const giveUp = () => child.kill('SIGKILL');
  const timer = setTimeout(() => {
    isLate = true;
    giveUp();
  }, timeLimit);
  signal?.addEventListener('abort', giveUp, { once: true });
  // Not `exit`: a reply and last words may come later.
  child.on('message', onMessage).once('close', onClose).once('error', onError);
  holdProcess(started);
  try {
    child.send(order, (error) => error !== null && giveUp());
    const answer = await promise;
    if ('end' in answer) signal?.throwIfAborted();
    return answer;
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
    child.off('message', onMessage).off('close', onClose).off('error', onError);
    releaseProcess(started);
  }
}

/**
 * Has an order done by a process of its own, which is gone afterwards.
 *
 * @param program as {@link startProcess} takes it
 * @throws the reason of the signal
 */
export async function askNewProcess<Reply extends object>(
  program: string,
  order: object,
  watch: Watch,
): Promise<Answer<Reply>> {
  watch.signal?.throwIfAborted();
  const started = startProcess(program);
  try {
    return await askProcess<Reply>(started, order, watch);
  } finally {
    await endProcess(started);
  }
}
