import { AV_LOG_QUIET } from 'node-av/constants';
import { Log } from 'node-av/lib';
import { EngineError, SourceError } from '../../render/engine/failure.ts';
import { memoryExitCode, memoryLimit } from '../prober-protocol.ts';
import { listen } from './listen.ts';
import type { ListenerReply, ListenerRequest } from './listener-protocol.ts';
import { writeSoundCourse } from './sound-bytes.ts';

/** The process in which the sound of one stranger's file is decoded; it lives as long as that takes. */

const memoryCheckMs = 100;

Log.setLevel(AV_LOG_QUIET);

async function answer({ source }: ListenerRequest): Promise<ListenerReply> {
  try {
    return { course: writeSoundCourse(await listen(source)).toString('base64') };
  } catch (error) {
    if (error instanceof SourceError || error instanceof EngineError) return { unreadable: error.message };
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

setInterval(() => {
  if (process.memoryUsage.rss() > memoryLimit) process.exit(memoryExitCode);
}, memoryCheckMs).unref();

process.on('message', async (request: ListenerRequest) => {
  process.send?.(await answer(request));
});
process.on('disconnect', () => process.exit(0));
