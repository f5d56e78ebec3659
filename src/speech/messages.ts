import type { Config } from '../config.ts';
import type { Warning } from '../errors/warning.ts';
import type { SpeechRequest, SpokenSpan } from '../timeline/speech.ts';

/** What the speech process is asked for. */
export type SpeechOrder = {
  id: number;
  request: SpeechRequest;
  service: Config['speechService'];
  /** Absolute path of the WAV file to write. */
  file: string;
};

/** What is known of a speech besides its sound. */
export type SpeechFacts = {
  duration: number;
  sentences: SpokenSpan[];
  words: SpokenSpan[];
  warnings: Warning[];
};

/** What the speech process answers. */
export type SpeechReply = { id: number } & ({ facts: SpeechFacts } | { failure: string });
