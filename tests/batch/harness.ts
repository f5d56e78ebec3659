import { rmSync } from 'node:fs';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { pino } from 'pino';
import { createSealer } from '../../src/access/secrets.ts';
import { openNews } from '../../src/batch/news.ts';
import { watchRunningWork } from '../../src/batch/running-work.ts';
import { type BatchService, createBatchService } from '../../src/batch/service.ts';
import { createHandlers, dueTasks, type StageTools } from '../../src/batch/stages.ts';
import type { BatchSubmit } from '../../src/batch/submit.ts';
import type { Workshop } from '../../src/batch/workshop.ts';
import { type DatabaseHandle, openDatabase } from '../../src/db/database.ts';
import { openFontBook } from '../../src/fonts/book.ts';
import { fuse } from '../../src/match/fuse.ts';
import { openMessageQueues } from '../../src/mns/message-queues.ts';
import { type CallbackService, createCallbackService } from '../../src/notify/callbacks.ts';
import { type JobQueue, openQueue } from '../../src/queue/queue.ts';
import type { MediaFacts } from '../../src/timeline/material.ts';
import { noSound } from '../../src/timeline/sound-course.ts';
import { speechKey } from '../../src/timeline/speech.ts';

/** Account of every test that needs only one. */
export const account = '1000000000000001';

/** A temporary folder that goes away with the test. */
export async function temporaryFolder(test: TestContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-batch-'));
  test.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Facts of a 20 s clip. */
export const clipFacts: MediaFacts = {
  kind: 'video',
  format: 'mov,mp4,m4a,3gp,3g2,mj2',
  duration: 20,
  size: 1_000_000,
  bitrate: 400_000,
  picture: {
    width: 1080,
    height: 1920,
    codedWidth: 1080,
    codedHeight: 1920,
    rotation: 0,
    sampleAspect: 1,
    fps: 25,
    codec: 'h264',
    pixelFormat: 'yuv420p',
    alpha: false,
    transfer: 'sdr',
    colorSpace: 'bt709',
    colorRange: 'tv',
    colorPrimaries: 'bt709',
    interlaced: false,
  },
  sound: null,
};

/** A workshop that makes nothing: every material is there, every text takes two seconds, every render works at once. */
export function paperWorkshop(folder: string, changes: Partial<Workshop> = {}): Workshop {
  return {
    addresses: () => ({ ownUrls: ['http://127.0.0.1:8080'], allowHosts: [] }),
    material: async (_account, reference) => ({ mediaId: null, path: `/${reference}`, facts: clipFacts }),
    footage: { of: async () => ({ shots: [] }), keyFrames: async () => [] },
    sounds: { of: async () => noSound },
    match: async ({ phrases, candidates }) => ({
      matching: fuse(phrases, candidates, []),
      judges: [],
      warnings: [],
    }),
    search: async () => ({ ids: [], warnings: [] }),
    speak: async (request) => {
      const { text } = request;
      const span = { text, start: 0, end: 2 };
      return {
        key: speechKey(request),
        duration: 2,
        sentences: [span],
        words: [span],
        path: '/voice.wav',
        warnings: [],
      };
    },
    fonts: () => openFontBook(null),
    fontDir: null,
    workDir: join(folder, 'work'),
    render: async (request, options) => {
      options.onProgress?.(50);
      await writeFile(request.outputFile, 'video');
      return { frames: 50, duration: 2, size: 5, warnings: [] };
    },
    store: async () => {},
    register: async () => async () => {},
    ...changes,
  };
}

/** What a test of jobs works with. */
export type Bench = {
  database: DatabaseHandle;
  queue: JobQueue;
  service: BatchService;
  tools: StageTools;
  callbacks: CallbackService;
  /** Starts the workers. */
  work(): Promise<void>;
  /** Waits until a batch has ended, and returns it. */
  ended(id: string): ReturnType<BatchService['get']>;
};

let template: Promise<string> | undefined;

/** A data folder with all tables and nothing in them, made once in a process: making one takes seconds, copying it does not. */
function templateFolder(): Promise<string> {
  template ??= (async () => {
    const folder = await mkdtemp(join(tmpdir(), 'reelmill-template-'));
    process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    const database = await openDatabase({ dataDir: folder, databaseUrl: '' });
    const queue = await openQueue(database, { renderConcurrency: 0, logger: pino({ level: 'silent' }) });
    await queue.close();
    await database.close();
    return folder;
  })();
  return template;
}

/** Tools that are not of paper, and a database that is not the embedded one. */
export type BenchChanges = Partial<Workshop> &
  Partial<Pick<StageTools, 'post' | 'isRefusal' | 'pace' | 'queueEncoding'>> & { databaseUrl?: string };

/** Opens a database and a queue with paper tools; the test closes them. */
export async function openBench(test: TestContext, changes: BenchChanges = {}): Promise<Bench> {
  const folder = await temporaryFolder(test);
  const { databaseUrl = '', ...tools } = changes;
  if (databaseUrl === '') await fillFolder(folder);
  const bench = await assembleBench(folder, databaseUrl, tools);
  test.after(bench.close);
  return bench;
}

/** Puts an empty database into a data folder. */
export async function fillFolder(folder: string): Promise<void> {
  await cp(await templateFolder(), folder, { recursive: true });
}

/** The parts of {@link openBench}, for a process that is no test. */
export async function assembleBench(
  folder: string,
  databaseUrl: string,
  { post, isRefusal, pace, queueEncoding, ...workshop }: Omit<BenchChanges, 'databaseUrl'>,
): Promise<Bench & { close(): Promise<void> }> {
  const logger = pino({ level: 'silent' });
  const database = await openDatabase({ dataDir: folder, databaseUrl });
  const queue = await openQueue(database, { renderConcurrency: 2, logger });
  const queues = openMessageQueues(database.kysely);
  const tokenKey = Buffer.alloc(32, 7);
  const sealer = createSealer(Buffer.alloc(32, 9), 'callback keys');
  const callbacks = createCallbackService({ db: database.kysely, queues, sealer, tokenKey });
  const news = await openNews(database, logger);
  const running = watchRunningWork(database.kysely, news);
  const tools: StageTools = {
    db: database.kysely,
    running,
    queue,
    queues,
    callbacks,
    queueEncoding: queueEncoding ?? 'plain',
    workshop: paperWorkshop(folder, workshop),
    logger,
    post: post ?? (async () => 200),
    isRefusal: isRefusal ?? (() => false),
    ...(pace === undefined ? {} : { pace }),
  };
  const service = createBatchService({
    db: database.kysely,
    queue,
    queues,
    // Whose buckets are whose is tried in tests/access; here every account has all.
    buckets: { check: async () => {} },
    tokenKey,
    addresses: tools.workshop.addresses,
    workshop: tools.workshop,
  });
  return {
    database,
    queue,
    service,
    callbacks,
    tools,
    async close() {
      queues.close();
      await queue.close();
      running.close();
      await news.close();
      await database.close();
    },
    work: () => queue.work(createHandlers(tools), () => dueTasks(database.kysely)),
    async ended(id) {
      const giveUp = performance.now() + 60_000;
      for (;;) {
        const job = await service.get(account, id);
        if (job.Status === 'Finished' || job.Status === 'Failed') return job;
        if (performance.now() > giveUp) throw new Error(`the batch is still ${job.Status} after a minute`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

/** A small job: two groups of two clips, no speech. */
export function smallSubmit(
  changes: Partial<BatchSubmit> = {},
  output: Record<string, unknown> = {},
): BatchSubmit {
  return {
    InputConfig: JSON.stringify({
      MediaGroupArray: [
        { GroupName: 'a', MediaArray: ['oss://clips/1.mp4', 'oss://clips/2.mp4'] },
        { GroupName: 'b', MediaArray: ['oss://clips/3.mp4', 'oss://clips/4.mp4'] },
      ],
    }),
    EditingConfig: '',
    OutputConfig: JSON.stringify({
      MediaURL: 'http://out.oss-cn-shanghai.aliyuncs.com/v_{index}.mp4',
      Count: 2,
      Width: 180,
      Height: 320,
      ...output,
    }),
    TemplateConfig: '',
    UserData: '',
    ClientToken: '',
    ...changes,
  };
}
