import { type SpeechRequest, speechKey } from '../../timeline/speech.ts';
import type { ScriptConfig } from '../config/batch-config.ts';
import { drawByPart, drawHeadings, type HeadingTexts } from '../emit/draws.ts';
import { drawEvenly, randomFor } from '../random.ts';

/** The texts of one output. */
export type DrawnTexts = HeadingTexts & {
  /** What is spoken: one entry for the whole video in global mode, one per group in grouped mode; null = nothing. */
  speeches: (SpeechRequest | null)[];
};

/** Draws the texts of every output; equal configs and seeds give equal draws. */
export function drawTexts(config: ScriptConfig, seed: string): DrawnTexts[] {
  const { input, editing, output } = config;
  const { language, rate, pitch, masked } = editing.speech;
  const alternatives = input.groups.map((group) => group.speechTexts);
  const spoken =
    input.mode === 'global'
      ? drawEvenly(input.speechTexts, output.count, randomFor(seed, 'speech text')).map((text) => [text])
      : drawByPart(alternatives, output.count, seed);
  return drawHeadings(config, seed).map((headings, index) => ({
    ...headings,
    speeches: (spoken[index] ?? []).map((text) =>
      text === undefined ? null : { text, voice: headings.voice, language, rate, pitch, masked },
    ),
  }));
}

/**
 * Everything that has to be spoken before a batch can be planned, each request once. `planBatch` with the same config
 * and seed asks for these and no others.
 */
export function speechRequests(config: ScriptConfig, seed: string): SpeechRequest[] {
  const requests = new Map<string, SpeechRequest>();
  for (const { speeches } of drawTexts(config, seed)) {
    for (const request of speeches) if (request !== null) requests.set(speechKey(request), request);
  }
  return [...requests.values()];
}
