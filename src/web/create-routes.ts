import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Access } from '../access/access.ts';
import type { Workshop } from '../batch/workshop.ts';
import { ApiError, apiError } from '../errors/api-error.ts';
import type { OpenedFontBook } from '../fonts/book.ts';
import type { Throttle } from '../gateway/throttle.ts';
import { voices } from '../speech/voices.ts';
import { motionNames } from '../text/motion.ts';
import { drawableTransitions, transitionNames } from '../timeline/transitions.ts';
import { callerOf } from './guard.ts';
import { closeOrder, frameOrder, transitionOrder } from './previews/orders.ts';
import type { Previews } from './previews/previews.ts';

/** What the pages that make jobs need besides operations. */
export type CreateRoutes = {
  access: Access;
  throttle: Throttle;
  speak: Workshop['speak'];
  fonts(): Promise<Pick<OpenedFontBook, 'families'>>;
  previews: Previews;
};

/** Hearing a text costs as much as a small dry run, and is allowed to whoever may make one. */
const planning = 'ValidateBatchMediaProducingJob';
/** Seconds for which a browser keeps a preview. */
const keepSeconds = 86_400;

const voiceQuery = z.object({
  text: z.string().trim().min(1).max(1000),
  voice: z.string().max(64).default(''),
  language: z.string().max(16).default('zh'),
  rate: z.coerce.number().min(-500).max(500).default(0),
});

const pixels = z.coerce.number().int().min(16).max(4096).optional();

/** A text in a style: in its place in a frame whose size is given, else seen from near. */
const textQuery = z.object({
  style: z.string().max(4000).default(''),
  text: z.string().default(''),
  kind: z.enum(['caption', 'title', 'subheading']).default('caption'),
  width: pixels,
  height: pixels,
});

/** Adds the voice, the catalogue of names, and previews of transitions and texts. */
export function createRoutes(scope: FastifyInstance, options: CreateRoutes): void {
  const { access, throttle, speak, fonts, previews } = options;

  scope.get('/catalogue', async () => {
    const drawn = new Set(drawableTransitions);
    return {
      voices: voices.map(({ id, language, gender }) => ({ id, language, gender })),
      transitions: transitionNames.map((name) => ({ name, drawn: drawn.has(name) })),
      fonts: (await fonts()).families.map((name) => ({ name })),
      motions: motionNames,
    };
  });

  scope.get('/voice', async (request, reply) => {
    const caller = callerOf(request);
    const action = `ice:${planning}`;
    await access.authorize(caller, { action, resources: null, requestId: request.id });
    await throttle.admit(caller.principal.account, planning);
    const { text, voice, language, rate } = readQuery(voiceQuery, request.query);
    const { path } = await speak({ text, voice, language, rate, pitch: 0, masked: [] }).catch(shownFault);
    const { size } = await stat(path);
    return reply
      .headers({ 'content-length': size, 'cache-control': `private, max-age=${keepSeconds}` })
      .type('audio/wav')
      .send(createReadStream(path));
  });

  const previewHeaders = { 'cache-control': `private, max-age=${keepSeconds}` };

  scope.get('/previews/transition/:file', async (request, reply) => {
    const { file } = request.params as { file: string };
    const [, name = '', ending] = /^([A-Za-z_]{1,64})\.(mp4|webp)$/.exec(file) ?? [];
    if (!drawableTransitions.includes(name)) throw apiError('NoSuchKey');
    const order = transitionOrder(name, ending === 'mp4' ? 'clip' : 'picture');
    return reply.headers(previewHeaders).sendFile(await previews.find(order), previews.folder);
  });

  scope.get('/previews/caption.png', async (request, reply) => {
    const { width, height, ...sample } = readQuery(textQuery, request.query);
    const isWhole = width !== undefined && height !== undefined;
    const order = isWhole ? frameOrder(sample, { width, height }) : closeOrder(sample);
    return reply.headers(previewHeaders).sendFile(await previews.find(order), previews.folder);
  });
}

function readQuery<Schema extends z.ZodType>(schema: Schema, query: unknown): z.output<Schema> {
  const parsed = schema.safeParse(query);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw apiError('InvalidParameter', { Reason: `${issue?.path.join('.')}: ${issue?.message}` });
}

/** A job has the fault of a voice in its state; here it is the answer. */
function shownFault(error: unknown): never {
  if (error instanceof ApiError && error.status < 400) {
    throw apiError('InvalidParameter', { Reason: error.message }, error);
  }
  throw error;
}
