import { AV_LOG_QUIET, Log } from 'node-av';
import { memoryExitCode, memoryLimit, type ProberReply, type ProberRequest } from './prober-protocol.ts';
import { makePoster } from './reading/make-poster.ts';
import { readMedia } from './reading/read-media.ts';
import { UnreadableMedia } from './reading/unreadable.ts';

/**
 * The process in which strangers' files are read (design.md section 7): a decoder that crashes or swells takes this
 * process with it and not the server. The server ends it when it takes too long; the memory bound it keeps by itself.
 */

const memoryCheckMs = 20;

Log.setLevel(AV_LOG_QUIET);

async function answer(request: ProberRequest): Promise<ProberReply> {
  try {
    if (request.task === 'probe') return { probe: await readMedia(request.path) };
    await makePoster(request.path, request.output);
    return { probe: null };
  } catch (error) {
    if (error instanceof UnreadableMedia) return { unreadable: error.message };
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

// FFmpeg works on other threads, so this timer runs while a file is being read.
setInterval(() => {
  if (process.memoryUsage.rss() > memoryLimit) process.exit(memoryExitCode);
}, memoryCheckMs).unref();

process.on('message', async (request: ProberRequest) => {
  process.send?.(await answer(request));
});
process.on('disconnect', () => process.exit(0));
