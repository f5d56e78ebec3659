import { fileURLToPath } from 'node:url';
import type { ProcessEnd } from '../../processes/ask.ts';
import { networkNames } from '../../processes/process.ts';
import { openServant } from '../../processes/servant.ts';
import type { ModelFindings, ModelOrder, ModelReply } from './messages.ts';
import { ModelError } from './model-error.ts';

/** The server's side of the model process, which runs while there is something to do. */
export type ModelWorker = {
  /**
   * Orders are done one after the other: each has all of the threads.
   *
   * @param signal ends the wait; an order that is being done is finished for nobody
   * @throws ModelError with a sentence for who runs the server, or the reason of the signal
   */
  ask<Order extends ModelOrder>(order: Order, signal?: AbortSignal): Promise<ModelFindings[Order['task']]>;
  /** Ends the process; what is under way fails. */
  close(): Promise<void>;
};

const processPath = fileURLToPath(new URL('./model-process.ts', import.meta.url));
/** An order that takes longer hangs; one to bring a model may wait for a slow line. */
const timeLimits = { usual: 10 * 60_000, download: 4 * 60 * 60_000 };
/** An idle process gives its memory back after so many milliseconds. */
const idleLimit = 90_000;

/** How a process ended, with the line that says why when it wrote one: a library may lack files for this machine. */
function endError(end: ProcessEnd, limit: number): ModelError {
  if (end.why === 'closed') return new ModelError('the server is going down');
  if (end.why === 'late')
    return new ModelError(`the model process was ended: it took longer than ${limit / 60_000} minutes`);
  const line = end.complaint.split('\n').find((each) => /Error\b/.test(each));
  const how = [end.how, ...(line === undefined ? [] : [line.trim()])].join(': ');
  return new ModelError(`the model process ended (${how})`);
}

/** Opens a worker; no process runs until something is asked. */
export function openModelWorker(): ModelWorker {
  const servant = openServant(processPath, idleLimit, networkNames);
  return {
    async ask<Order extends ModelOrder>(order: Order, signal?: AbortSignal) {
      const limit = order.task === 'download' ? timeLimits.download : timeLimits.usual;
      const answer = await servant.ask<ModelReply>(order, limit, signal);
      if ('end' in answer) throw endError(answer.end, limit);
      if ('failure' in answer.reply) throw new ModelError(answer.reply.failure);
      return answer.reply.found as ModelFindings[Order['task']];
    },
    close: () => servant.close(),
  };
}
