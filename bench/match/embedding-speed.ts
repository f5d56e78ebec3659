import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { openModels } from '../../src/match/models/models.ts';
import { paintKeyFrames } from '../../tests/embeddings/key-frames.ts';
import { randomConcepts } from '../../tests/models/tiny-picture.ts';
import { makeTransformer, pictureSide } from './transformer.ts';

/** How fast key frames are looked at, and phrases compared with them. */
export type EmbeddingSpeed = {
  /** What looks: a model of the size of published ones. */
  model: string;
  /** Pictures a second, from JPEG files to vectors, through the model process. */
  pictures: number;
  /** Pictures a second of the bare network with as many threads: no files, no process between. */
  bare: number;
  /** Seconds for comparing 2,000 phrases with 2,000 shots (vectors of 512 numbers). */
  compareSeconds: number;
};

const pictureCount = 192;
const batch = 16;

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}

async function bareSpeed(path: string): Promise<number> {
  const threads = Math.max(1, Math.ceil(availableParallelism() / 2));
  const session = await InferenceSession.create(path, { intraOpNumThreads: threads });
  const pixels = new Float32Array(batch * 3 * pictureSide ** 2).fill(0.1);
  const run = () =>
    session.run({ pixel_values: new Tensor('float32', pixels, [batch, 3, pictureSide, pictureSide]) });
  await run();
  const spent = await seconds(async () => {
    for (let done = 0; done < pictureCount; done += batch) await run();
  });
  await session.release();
  return pictureCount / spent;
}

/** Measures the way from key frames to scores, with a model of the size of published ones. */
export async function measureEmbeddings(): Promise<EmbeddingSpeed> {
  const folder = await mkdtemp(join(tmpdir(), 'reelmill-bench-'));
  const vision = join(folder, 'model');
  const models = openModels({
    vision,
    visionText: '',
    recognition: '',
    hub: '',
    folder: join(folder, 'models'),
  });
  try {
    const path = await makeTransformer(vision);
    const files = await paintKeyFrames(folder, randomConcepts(pictureCount, 'bench'), 'bench');
    const { encoder } = models;
    if (encoder === null) throw new Error('there is no model');
    // The first pictures wait for the process and the model.
    await encoder.pictures(files.slice(0, batch));
    const spent = await seconds(() => encoder.pictures(files));
    const vectors = { data: new Float32Array(2000 * 512).fill(0.04), length: 512 };
    await encoder.compare(vectors, vectors);
    const compareSeconds = await seconds(() => encoder.compare(vectors, vectors));
    const bare = await bareSpeed(path);
    return { model: 'ViT-S/32', pictures: pictureCount / spent, bare, compareSeconds };
  } finally {
    await models.close();
    await rm(folder, { recursive: true, force: true });
  }
}
