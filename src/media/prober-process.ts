import { AV_LOG_QUIET, Log } from 'node-av';
import type { Progress } from '../processes/ask.ts';
import {
  memoryExitCode,
  memoryLimit,
  type ProberReply,
  type ProberRequest,
  type ProberResults,
} from './prober-protocol.ts';
import { readFootage } from './reading/footage/read-footage.ts';
import { writeKeyFrames } from './reading/footage/write-key-frames.ts';
import { makePoster } from './reading/make-poster.ts';
import { readMedia } from './reading/read-media.ts';
import { UnreadableMedia } from './reading/unreadable.ts';

/**
 * The process in which strangers' files are read (design.md section 7): a decoder that crashes or swells takes this
 * process with it and not the server. The server ends it when it takes too long; the memory bound it keeps by itself.
 */

const memoryCheckMs = 20;

Log.setLevel(AV_LOG_QUIET);

const tell = (progress: Progress) => process.send?.(progress);

async function work(request: ProberRequest): Promise<Partial<ProberResults>> {
  switch (request.task) {
    case 'probe':
      return { probe: await readMedia(request.path) };
    case 'poster':
      await makePoster(request.path, request.output);
      return { poster: request.output };
    case 'footage':
      return { footage: await readFootage(request, (share) => tell({ share })) };
    case 'keyFrames':
      return { keyFrames: await writeKeyFrames(request.path, request.folder, request.times) };
  }
}

async function answer(request: ProberRequest): Promise<ProberReply> {
  try {
    return { result: await work(request) };
  } catch (error) {
    if (error instanceof UnreadableMedia) return { unreadable: error.message };
    return { failed: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}

// FFmpeg works on other threads, or gives way now and then, so this timer runs while a file is being read.
setInterval(() => {
  if (process.memoryUsage.rss() > memoryLimit) process.exit(memoryExitCode);
}, memoryCheckMs).unref();

process.on('message', async (request: ProberRequest) => {
  process.send?.(await answer(request));
});
process.on('disconnect', () => process.exit(0));
