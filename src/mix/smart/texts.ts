import { type SpeechRequest, speechKey } from '../../timeline/speech.ts';
import type { SmartConfig } from '../config/batch-config.ts';
import { drawByPart, drawHeadings, type HeadingTexts } from '../emit/draws.ts';
import { drawEvenly, randomFor } from '../random.ts';

/** A part of an output's text: the whole voice-over in global mode, a shot of the storyboard else. */
export type Line = {
  /** Place of the text in SpeechTextArray, or of the shot in ShotScripts, as a string (batch.md 7.5). */
  textId: string;
  /** What the pictures have to show; empty = what is said. */
  description: string;
  /** What is spoken; null = nothing. */
  request: SpeechRequest | null;
  /** Seconds where nothing is said; null = not given. */
  duration: number | null;
};

/** The texts of one output. Without any line the video has no text. */
export type SmartTexts = HeadingTexts & { lines: Line[] };

/** Draws the texts of every output; equal configs and seeds give equal draws. */
export function drawSmartTexts(config: SmartConfig, seed: string): SmartTexts[] {
  const { input, editing, output } = config;
  const { language, rate, pitch, masked } = editing.speech;
  const texts = drawEvenly([...input.speechTexts.keys()], output.count, randomFor(seed, 'speech text'));
  const alternatives = input.shotScripts.map((shot) => shot.speechTexts);
  const spoken = drawByPart(alternatives, output.count, seed);
  return drawHeadings(config, seed).map((headings, index) => {
    const requestOf = (text: string): SpeechRequest => ({
      text,
      voice: headings.voice,
      language,
      rate,
      pitch,
      masked,
    });
    const text = texts[index];
    const whole = text === undefined ? [] : [{ place: text, text: input.speechTexts[text] as string }];
    const lines =
      input.mode === 'global'
        ? whole.map(
            ({ place, text }): Line => ({
              textId: String(place),
              description: '',
              request: requestOf(text),
              duration: null,
            }),
          )
        : input.shotScripts.map(({ description, duration }, place): Line => {
            const said = spoken[index]?.[place];
            const request = said === undefined ? null : requestOf(said);
            return { textId: String(place), description, request, duration };
          });
    return { ...headings, lines };
  });
}

/**
 * Everything that has to be spoken before a Smart_Mix batch can be planned, each request once. `planSmart` with the same
 * config and seed asks for these and no others.
 */
export function smartSpeechRequests(config: SmartConfig, seed: string): SpeechRequest[] {
  const requests = new Map<string, SpeechRequest>();
  for (const { request } of drawSmartTexts(config, seed).flatMap(({ lines }) => lines)) {
    if (request !== null) requests.set(speechKey(request), request);
  }
  return [...requests.values()];
}
