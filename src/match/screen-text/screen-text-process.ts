import { memoryExitCode, memoryLimit, type ReadOrder, type ReadReply } from './messages.ts';
import { loadReader, type PictureReader } from './read-picture.ts';

/**
 * The process that reads text in pictures: models run in native code, whose crash must cost no more than this process.
 * It ends when its parent goes.
 */

const memoryCheckMs = 100;

let loading: Promise<PictureReader> | null = null;

async function serve({ files }: ReadOrder): Promise<ReadReply> {
  try {
    loading ??= loadReader();
    const read = await loading;
    const texts: string[] = [];
    for (const file of files) texts.push(await read(file));
    return { texts };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

// The models work on other threads, so this timer runs while a picture is being read.
setInterval(() => {
  if (process.memoryUsage.rss() > memoryLimit) process.exit(memoryExitCode);
}, memoryCheckMs).unref();

process.on('message', async (order: ReadOrder) => {
  process.send?.(await serve(order));
});
process.on('disconnect', () => process.exit());
