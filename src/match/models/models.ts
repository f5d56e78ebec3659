import type { Config } from '../../config.ts';
import { type Encoder, openEncoder } from '../embeddings/encoder.ts';
import { openRecogniser, type Recogniser } from '../recognition/recognition.ts';
import { openModelPlaces } from './locate.ts';
import { openModelWorker } from './model-worker.ts';

/** Which models are used, by the names of their folders or their ids on the hub. */
export type ModelSettings = Config['models'];

/** The models of a server. Nothing is loaded before it is needed. */
export type Models = {
  /** Compares pictures with texts; null when no model is set. */
  encoder: Encoder | null;
  /** Writes down what is said; null when no model is set. */
  recogniser: Recogniser | null;
  /** Ends the model process; what is under way fails. */
  close(): Promise<void>;
};

/** Opens the models of a server. */
export function openModels(settings: ModelSettings): Models {
  const worker = openModelWorker();
  const places = openModelPlaces(settings, worker);
  const { vision, visionText, recognition } = settings;
  return {
    encoder:
      vision === '' ? null : openEncoder({ pictures: vision, texts: visionText || vision }, places, worker),
    recogniser: recognition === '' ? null : openRecogniser(recognition, places, worker),
    close: () => worker.close(),
  };
}
