import { AV_LOG_ERROR } from 'node-av/constants';
import { Log } from 'node-av/lib';
import { apiError } from '../errors/api-error.ts';
import { EditError } from '../timeline/edit.ts';
import { SourceError } from './engine/failure.ts';
import type { RendererMessage, RendererOrder } from './messages.ts';
import { produce } from './produce.ts';
import type { RenderResult } from './request.ts';
import { produceStill } from './still.ts';

/**
 * The renderer process: takes one order, makes one video or picture, ends. Whatever goes wrong in native code ends this process
 * alone. It also ends when its parent does.
 */

function send(message: RendererMessage): Promise<void> {
  return new Promise((resolve) => {
    if (process.send === undefined) throw new Error('the renderer process is started by render.ts');
    process.send(message, () => resolve());
  });
}

function failureOf(error: unknown): RendererMessage {
  if (error instanceof SourceError) {
    const { message } = apiError('InvalidParameter.ResourceContentBad', {
      Source: error.key,
      Reason: error.message,
    });
    return { type: 'failed', code: 'InvalidParameter.ResourceContentBad', message, source: error.key };
  }
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof EditError ? 'InvalidTimelineFormat' : 'ProduceFailed';
  return { type: 'failed', code, message: apiError(code, { Reason: reason }).message, source: null };
}

/** Progress in whole percents, so that a long video does not flood the channel. */
function progressReporter(): (percent: number) => void {
  let told = -1;
  return (percent) => {
    const whole = Math.floor(percent);
    if (whole <= told) return;
    told = whole;
    void send({ type: 'progress', percent: whole });
  };
}

async function run({ request, still }: RendererOrder): Promise<void> {
  try {
    let result: RenderResult | null = null;
    if (still === null) result = await produce(request, progressReporter());
    else await produceStill(request, still);
    await send({ type: 'done', result });
  } catch (error) {
    if (error instanceof Error) process.stderr.write(`${error.stack}\n`);
    await send(failureOf(error));
  }
  process.disconnect();
}

Log.setLevel(AV_LOG_ERROR);
process.once('message', (order) => void run(order as RendererOrder));
// The parent is gone: nobody wants this video any more.
process.once('disconnect', () => process.exit());
