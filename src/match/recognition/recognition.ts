import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Source } from '../../timeline/material.ts';
import type { SpokenSpan } from '../../timeline/speech.ts';
import type { ModelPlaces } from '../models/locate.ts';
import type { HeardPiece } from '../models/messages.ts';
import type { ModelWorker } from '../models/model-worker.ts';
import { writeSound } from './sound.ts';

/** Writes down what is said in materials. */
export type Recogniser = {
  /**
   * The name of the model when it comes from the hub at its first use.
   *
   * @throws ModelError when a folder is named that is not there
   */
  absent(): string[];
  /** Names the model by its content, so that what it heard is not taken for what another heard. */
  fingerprint(signal?: AbortSignal): Promise<string>;
  /**
   * What is said in a material, in order; times are seconds of the material.
   *
   * @throws ModelError when the sound cannot be decoded or the model cannot be used
   */
  recognise(source: Source, signal?: AbortSignal): Promise<SpokenSpan[]>;
  /** Loads the model and says of what family it is. */
  inspect(signal?: AbortSignal): Promise<string>;
};

/**
 * Opens the recogniser over a speech model.
 *
 * @param name folder or id of the model
 */
export function openRecogniser(
  name: string,
  places: ModelPlaces,
  worker: Pick<ModelWorker, 'ask'>,
): Recogniser {
  return {
    absent: () => (places.present(name) === null ? [name] : []),
    fingerprint: async (signal) => (await places.filesOf(name, signal)).fingerprint,
    async recognise(source, signal) {
      const model = await places.filesOf(name, signal);
      const drafts = await mkdtemp(join(tmpdir(), 'reelmill-sound-'));
      const sound = join(drafts, 'sound');
      try {
        await writeSound(source, sound, signal);
        const spans: SpokenSpan[] = [];
        // Piece by piece: others get their turn, and a cancelled job is given up soon.
        for (let from: number | null = 0; from !== null; ) {
          const heard: HeardPiece = await worker.ask({ task: 'recognise', model, sound, from }, signal);
          spans.push(...heard.spans);
          from = heard.next;
        }
        return spans;
      } finally {
        await rm(drafts, { recursive: true, force: true });
      }
    },
    async inspect(signal) {
      const { kind } = await worker.ask(
        { task: 'inspect', model: await places.filesOf(name, signal) },
        signal,
      );
      return kind;
    },
  };
}
