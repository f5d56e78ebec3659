import { type SpeechRequest, speechKey } from '../../timeline/speech.ts';
import type { MediaGroup, ScriptConfig } from '../config/batch-config.ts';
import { drawEvenly, randomFor } from '../random.ts';

/** The texts of one output. */
export type DrawnTexts = {
  title: string | null;
  /** By rising level. */
  subheadings: { level: number; text: string }[];
  /** Empty = the default voice. */
  voice: string;
  /** What is spoken: one entry for the whole video in global mode, one per group in grouped mode; null = nothing. */
  speeches: (SpeechRequest | null)[];
};

/** For each output the text of each group (batch.md 9.2): by index where all groups have as many, else each by itself. */
function drawGroupTexts(
  groups: readonly MediaGroup[],
  count: number,
  seed: string,
): (string | undefined)[][] {
  const sizes = new Set(groups.map((group) => group.speechTexts.length).filter((size) => size > 0));
  const byIndex = sizes.size === 1;
  const draws = groups.map(({ speechTexts }, group) =>
    byIndex
      ? Array.from({ length: count }, (_, output) => speechTexts[output % speechTexts.length])
      : drawEvenly(speechTexts, count, randomFor(seed, 'group text', group)),
  );
  return Array.from({ length: count }, (_, output) => draws.map((draw) => draw[output]));
}

/** Draws the texts of every output; equal configs and seeds give equal draws. */
export function drawTexts(config: ScriptConfig, seed: string): DrawnTexts[] {
  const { input, editing, output } = config;
  const { count } = output;
  const { language, rate, pitch, masked } = editing.speech;
  const titles = drawEvenly(input.titles, count, randomFor(seed, 'title'));
  const voices = drawEvenly(editing.speech.voices, count, randomFor(seed, 'voice'));
  const subheadings = input.subheadings.map(({ level, texts }) => ({
    level,
    draw: drawEvenly(texts, count, randomFor(seed, 'subheading', level)),
  }));
  const spoken =
    input.mode === 'global'
      ? drawEvenly(input.speechTexts, count, randomFor(seed, 'speech text')).map((text) => [text])
      : drawGroupTexts(input.groups, count, seed);
  return Array.from({ length: count }, (_, index) => {
    const voice = voices[index] ?? '';
    return {
      title: titles[index] ?? null,
      subheadings: subheadings.flatMap(({ level, draw }) => {
        const text = draw[index];
        return text === undefined ? [] : [{ level, text }];
      }),
      voice,
      speeches: (spoken[index] ?? []).map((text) =>
        text === undefined ? null : { text, voice, language, rate, pitch, masked },
      ),
    };
  });
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
