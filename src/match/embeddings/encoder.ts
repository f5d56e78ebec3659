import type { ModelPlaces } from '../models/locate.ts';
import type { Vectors } from '../models/messages.ts';
import { ModelError, UnreadablePicture } from '../models/model-error.ts';
import type { ModelWorker } from '../models/model-worker.ts';
import { openBatches } from './batches.ts';

/** Turns pictures and texts into vectors that can be compared. */
export type Encoder = {
  /**
   * Names of the models that come from the hub when they are first needed.
   *
   * @throws ModelError when a folder is named that is not there
   */
  absent(): string[];
  /** Names the picture model by its content, so that vectors are not taken for those of another. */
  fingerprint(signal?: AbortSignal): Promise<string>;
  /**
   * Vectors of length 1, in the order of the files.
   *
   * @param files absolute paths of pictures
   * @throws UnreadablePicture when one of them is none, ModelError when the model cannot be used
   */
  pictures(files: readonly string[], signal?: AbortSignal): Promise<Vectors>;
  /** Vectors of length 1, in the order of the texts; those of texts of late are remembered. */
  texts(texts: readonly string[], signal?: AbortSignal): Promise<Vectors>;
  /**
   * Compares phrases with pictures: cosines, and scores from 0 to 1 that say how much a picture stands out. Both have a
   * row for each phrase, a column for each picture.
   *
   * @throws ModelError when the vectors have different lengths
   */
  compare(
    phrases: Vectors,
    pictures: Vectors,
    signal?: AbortSignal,
  ): Promise<{ cosines: Float32Array[]; scores: Float32Array[] }>;
};

/** Items that the process gets at a time; a cancelled job gives up after so many. */
const batchSizes = { pictures: 64, texts: 64 };
/** Texts whose vectors are remembered: a batch asks for the same sentences in several of its steps. */
const rememberedTexts = 4000;

/** Stands for a vector that is not known yet. */
const nothing = new Float32Array();

const batchesOf = (items: readonly string[], size: number): string[][] =>
  Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );

/** One after the other. */
function joined(parts: readonly Vectors[]): Vectors {
  const data = new Float32Array(parts.reduce((sum, part) => sum + part.data.length, 0));
  let at = 0;
  for (const part of parts) {
    data.set(part.data, at);
    at += part.data.length;
  }
  return { data, length: parts[0]?.length ?? 0 };
}

/**
 * Opens the encoder over a picture model and the text model that goes with it.
 *
 * @param names folders or ids of models
 */
export function openEncoder(
  names: { pictures: string; texts: string },
  places: ModelPlaces,
  worker: Pick<ModelWorker, 'ask'>,
): Encoder {
  const remembered = new Map<string, Float32Array>();
  /** Fingerprint of the model whose vectors are remembered. */
  let rememberedOf = '';

  const pictureBatches = openBatches<Float32Array>(batchSizes.pictures, async (files) => {
    const model = await places.filesOf(names.pictures);
    const { data, length } = await worker.ask({ task: 'pictures', model, files });
    return files.map((file, index) => {
      const vector = data.slice(index * length, (index + 1) * length);
      return Number.isNaN(vector[0]) ? new UnreadablePicture(`the picture ${file} cannot be read`) : vector;
    });
  });

  return {
    absent: () => [...new Set(Object.values(names))].filter((name) => places.present(name) === null),
    fingerprint: async (signal) => (await places.filesOf(names.pictures, signal)).fingerprint,
    async pictures(files, signal) {
      // The model comes here, so that one caller who gives up does not end the wait of the others.
      await places.filesOf(names.pictures, signal);
      const vectors = await pictureBatches.run(files, signal);
      return joined(vectors.map((data) => ({ data, length: data.length })));
    },
    async texts(texts, signal) {
      const model = await places.filesOf(names.texts, signal);
      if (model.fingerprint !== rememberedOf) remembered.clear();
      rememberedOf = model.fingerprint;
      const vectors = new Map<string, Float32Array>();
      for (const text of texts) vectors.set(text, remembered.get(text) ?? nothing);
      const unknown = [...vectors.keys()].filter((text) => vectors.get(text) === nothing);
      for (const batch of batchesOf(unknown, batchSizes.texts)) {
        const { data, length } = await worker.ask({ task: 'texts', model, texts: batch }, signal);
        for (const [index, text] of batch.entries()) {
          vectors.set(text, data.slice(index * length, (index + 1) * length));
        }
      }
      for (const text of unknown) remembered.set(text, vectors.get(text) ?? nothing);
      for (const text of remembered.keys()) {
        if (remembered.size <= rememberedTexts) break;
        remembered.delete(text);
      }
      return joined(
        texts.map((text) => {
          const data = vectors.get(text) ?? nothing;
          return { data, length: data.length };
        }),
      );
    },
    async compare(phrases, shots, signal) {
      const { length } = phrases;
      if (length !== shots.length) {
        throw new ModelError(
          `the models do not go together: vectors of texts have ${length} numbers, those of pictures ${shots.length}`,
        );
      }
      const order = { task: 'compare' as const, phrases: phrases.data, pictures: shots.data, length };
      const { cosines, scores } = await worker.ask(order, signal);
      const width = shots.data.length / length;
      const rowsOf = (table: Float32Array) =>
        Array.from({ length: phrases.data.length / length }, (_, row) =>
          table.subarray(row * width, (row + 1) * width),
        );
      return { cosines: rowsOf(cosines), scores: rowsOf(scores) };
    },
  };
}
