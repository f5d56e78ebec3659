import { type FrameRate, toFrames, toSeconds } from '../../timeline/frames.ts';
import { type Speech, type SpeechRequest, speechKey } from '../../timeline/speech.ts';
import type { SmartConfig } from '../config/batch-config.ts';
import type { SpokenPart } from '../emit/sounds.ts';
import { cutSpeech } from './cut-speech.ts';
import { drawSmartTexts, type Line, type SmartTexts } from './texts.ts';

/** A part of an output for which a picture is chosen. The phrases of an output tile its frames. */
export type Phrase = {
  /** What is said meanwhile, or what the storyboard says of the shot; empty where there is no text. */
  text: string;
  /** What the picture has to show; empty = anything. */
  wanted: string;
  textId: string;
  /** First frame in the output, and number of frames. */
  start: number;
  frames: number;
};

/** What is shown for and heard in one output. */
export type Script = { texts: SmartTexts; phrases: Phrase[]; spoken: SpokenPart[]; frames: number };

/** Seconds of a storyboard's shot that has neither speech nor Duration. */
const defaultShotSeconds = 3;
/** Length of a video without text when MaxDuration is not given (batch.md 9.3). */
const defaultSeconds = 15;

function speechOf(request: SpeechRequest, speeches: ReadonlyMap<string, Speech>): Speech {
  const speech = speeches.get(speechKey(request));
  if (speech === undefined)
    throw new TypeError(`the text ${JSON.stringify(request.text)} has not been spoken`);
  return speech;
}

/** A phrase before it is brought to frames: the second at which it begins. */
type Timed = Omit<Phrase, 'start' | 'frames'> & { at: number };

function timedPhrases(line: Line, speech: Speech | null, at: number, isWhole: boolean): Timed[] {
  const { textId, description } = line;
  if (speech === null) return [{ text: description, wanted: description, textId, at }];
  if (isWhole) {
    return cutSpeech(speech).map(({ text, start }) => ({ text, wanted: text, textId, at: at + start }));
  }
  const text = speech.sentences
    .map((sentence) => sentence.text)
    .join('')
    .trim();
  return [{ text, wanted: description === '' ? text : description, textId, at }];
}

/** Brings phrases to frames. Borders are rounded from the start of the video; what is left without a frame is dropped. */
function onFrames(timed: readonly Timed[], seconds: number, rate: FrameRate): Phrase[] {
  const frames = Math.max(1, toFrames(seconds, rate));
  const borders = timed.map(({ at }, index) => (index === 0 ? 0 : Math.min(frames, toFrames(at, rate))));
  const phrases = timed.map(({ at: _, ...phrase }, index): Phrase => {
    const start = borders[index] as number;
    return { ...phrase, start, frames: (borders[index + 1] ?? frames) - start };
  });
  return phrases.filter((phrase) => phrase.frames > 0);
}

/**
 * A video without text: pictures of about SingleShotDuration each, up to FixedDuration, MaxDuration or 15 s, or for as long
 * as there is footage.
 */
function silentPhrases({ output, editing }: SmartConfig, footageSeconds: number): [Timed[], number] {
  const seconds = output.fixedDuration ?? Math.min(footageSeconds, output.maxDuration ?? defaultSeconds);
  const count = Math.max(1, Math.round(seconds / editing.process.shotDuration));
  const timed = Array.from({ length: count }, (_, index): Timed => {
    return { text: '', wanted: '', textId: '', at: (index * seconds) / count };
  });
  return [timed, seconds];
}

/** Cuts the text of an output into phrases and says when each part is spoken. */
function scriptOf(
  config: SmartConfig,
  texts: SmartTexts,
  speeches: ReadonlyMap<string, Speech>,
  rate: FrameRate,
  footageSeconds: number,
): Script {
  const spoken: SpokenPart[] = [];
  let timed: Timed[] = [];
  let seconds = 0;
  for (const line of texts.lines) {
    const speech = line.request === null ? null : speechOf(line.request, speeches);
    if (speech !== null && line.request !== null)
      spoken.push({ request: line.request, speech, start: seconds });
    timed.push(...timedPhrases(line, speech, seconds, config.input.mode === 'global'));
    seconds += speech?.duration ?? line.duration ?? defaultShotSeconds;
  }
  if (texts.lines.length === 0) [timed, seconds] = silentPhrases(config, footageSeconds);
  const phrases = onFrames(timed, seconds, rate);
  return { texts, phrases, spoken, frames: Math.max(1, toFrames(seconds, rate)) };
}

/**
 * The scripts of all outputs of a batch (batch.md 9.3): the phrases for which pictures are chosen, on the grid of frames.
 *
 * @param footageSeconds how long the footage is altogether; an image counts for SingleShotDuration
 */
export function smartScripts(
  config: SmartConfig,
  seed: string,
  speeches: ReadonlyMap<string, Speech>,
  rate: FrameRate,
  footageSeconds: number,
): Script[] {
  return drawSmartTexts(config, seed).map((texts) => scriptOf(config, texts, speeches, rate, footageSeconds));
}

/** What the shots of a batch are compared with: the distinct texts that its phrases want to see, in order. */
export function smartPhrases(
  config: SmartConfig,
  seed: string,
  speeches: ReadonlyMap<string, Speech>,
): string[] {
  const texts = drawSmartTexts(config, seed).flatMap(({ lines }) =>
    lines.flatMap((line) => {
      const speech = line.request === null ? null : speechOf(line.request, speeches);
      return timedPhrases(line, speech, 0, config.input.mode === 'global').map(({ wanted }) => wanted);
    }),
  );
  return [...new Set(texts)].filter((text) => text !== '');
}

/** Seconds of a phrase. */
export function phraseSeconds({ frames }: Phrase, rate: FrameRate): number {
  return toSeconds(frames, rate);
}
