import { apiError } from '../../errors/api-error.ts';
import { distinctWarnings } from '../../errors/warning.ts';
import type { Footage } from '../../timeline/footage.ts';
import { type FrameRate, frameRate, toFrames } from '../../timeline/frames.ts';
import type { MediaFacts } from '../../timeline/material.ts';
import { type Speech, speechKey } from '../../timeline/speech.ts';
import { show } from '../config/fields.ts';
import type { TimeRange } from '../config/media-config.ts';
import { collectWarnings, type Warn } from '../config/warn.ts';
import type { SpokenPart } from '../emit/sounds.ts';
import type { Tile } from '../emit/tile.ts';
import type { BatchPlan } from '../plan.ts';
import { isMediaId } from '../reference.ts';
import { finishOutputs, type PicturedOutput } from './finish-outputs.ts';
import type { SmartPlanFacts } from './plan-smart.ts';
import { type MediaSelection, type SelectedClip, type SelectedSentence, selectionPath } from './selection.ts';
import { type SelectedOutput, type SelectedPart, selectedOutputs } from './selection-speech.ts';
import { tilePhrase } from './tile-phrase.ts';

/** Everything that the plan of a selection rests on: its materials, the speeches of `selectionSpeechRequests`, and so on. */
export type SelectionPlanFacts = Omit<SmartPlanFacts, 'matching'>;

/** A clip that is longer than its piece of the source is slowed down to this rate; then its last picture is held. */
const slowest = 0.5;
/** A clip shorter than this (seconds) has no end of its own: it is shown as long as it is needed. */
const shortest = 0.04;
/** Seconds by which the sentences of a text may miss its speech without a word: roundings of many sentences. */
const slack = 0.5;

/** A piece of a source, found among the materials. */
type Piece = { media: string; facts: MediaFacts; range: TimeRange; room: TimeRange };

type Context = { facts: SelectionPlanFacts; rate: FrameRate; warn: Warn };

/** The shot that a piece lies in, as far as that is known: transitions may reach into it. */
function roomAround(footage: Footage | undefined, range: TimeRange): TimeRange {
  const around = footage?.shots.find((shot) => shot.in <= range.in + 1e-3 && range.out <= shot.out + 1e-3);
  return around === undefined ? range : { in: around.in, out: around.out };
}

/**
 * The piece of a source that a clip stands for.
 *
 * @throws ApiError InvalidMaterial.NotFound, InvalidParameter when there is nothing to show
 */
function pieceOf({ facts, warn }: Context, clip: SelectedClip, path: string): Piece {
  const { mediaId: media, startTime, endTime } = clip;
  const material = facts.materials.get(media);
  if (material === undefined) {
    throw apiError('InvalidMaterial.NotFound', {
      By: isMediaId(media) ? 'id' : 'url',
      Names: JSON.stringify([media]),
    });
  }
  const refuse = (reason: string) => apiError('InvalidParameter', { Reason: `${path} ${reason}.` });
  if (material.picture === null || material.kind === 'audio') {
    throw refuse(`names ${show(media)}, which has no picture`);
  }
  const endless = { in: 0, out: Number.POSITIVE_INFINITY };
  if (material.kind === 'image') return { media, facts: material, range: endless, room: endless };
  if (startTime > material.duration - shortest) {
    throw refuse(
      `has a startTime of ${startTime}, but ${show(media)} is ${material.duration.toFixed(2)} s long`,
    );
  }
  const out = endTime >= startTime + shortest ? Math.min(endTime, material.duration) : material.duration;
  if (endTime > material.duration + 0.05) {
    warn(
      'ClipShortened',
      `${path} ends at ${endTime} s, but ${show(media)} is ${material.duration.toFixed(2)} s long.`,
    );
  }
  const range = { in: startTime, out };
  return { media, facts: material, range, room: roomAround(facts.footage.get(media), range) };
}

/** Frames of each sentence of a part; the last one makes up for what its speech needs. */
function framesOf(
  { sentences, first }: SelectedPart,
  speech: Speech | null,
  at: number,
  output: number,
  { rate, warn }: Context,
): { frames: number[]; seconds: number } {
  const sum = sentences.reduce((total, { duration }) => total + duration, 0);
  const said = speech?.duration ?? 0;
  const near = speech !== null && Math.abs(said - sum) <= slack;
  if (said > sum + slack) {
    warn(
      'SentenceExtended',
      `${selectionPath(output, first + sentences.length - 1)} was made longer by ${(said - sum).toFixed(1)} s, as the speech lasts ${said.toFixed(1)} s.`,
    );
  }
  const seconds = near ? said : Math.max(said, sum);
  const borders = [toFrames(at, rate)];
  let end = at;
  for (const [index, { duration }] of sentences.entries()) {
    end = index === sentences.length - 1 ? at + seconds : Math.min(end + duration, at + seconds);
    borders.push(toFrames(end, rate));
  }
  const frames = borders.slice(1).map((border, index) => border - (borders[index] as number));
  return { frames, seconds };
}

/** The clips of a sentence, stretched or held to fill its frames (batch.md 7.5). */
function tilesOf(sentence: SelectedSentence, frames: number, path: string, context: Context): Tile[] {
  const { rate, facts, warn } = context;
  const pieces = sentence.matchClipList.map((clip, index) =>
    pieceOf(context, clip, `${path}.matchClipList[${index}]`),
  );
  const lengths = pieces.map(({ range }) => range.out - range.in);
  const seconds = (frames * rate.den) / rate.num;
  const lacking = seconds * slowest - lengths.reduce((sum, length) => sum + length, 0);
  const held = lacking > 0;
  // A held picture counts as if there were more of it.
  if (held) lengths[lengths.length - 1] = (lengths.at(-1) ?? 0) + lacking;
  if (lacking > slack) warn('ClipHeld', `${path} is longer than its clips; its last picture is held.`);
  return tilePhrase(lengths, frames, rate).flatMap(({ frames: own, speed }, index): Tile[] => {
    const { media, facts: material, range, room } = pieces[index] as Piece;
    if (own === 0) return [];
    const length = (own * speed * rate.den) / rate.num;
    const kind = material.kind === 'image' ? 'image' : 'video';
    const natural = { in: range.in, out: Math.min(range.out, range.in + length) };
    const last = held && index === pieces.length - 1 ? range : room;
    return [
      {
        media,
        kind,
        window: last,
        natural: kind === 'image' ? { in: 0, out: length } : natural,
        room: last,
        frames: own,
        speed,
        volume: facts.config.editing.media.volume,
      },
    ];
  });
}

function pictureOutput({ texts, parts }: SelectedOutput, output: number, context: Context): PicturedOutput {
  const spoken: SpokenPart[] = [];
  const tiles: Tile[] = [];
  let at = 0;
  for (const part of parts) {
    const { request } = part;
    const speech = request === null ? null : (context.facts.speeches.get(speechKey(request)) ?? null);
    if (request !== null && speech === null) {
      throw new TypeError(`the text ${JSON.stringify(request.text)} has not been spoken`);
    }
    if (request !== null && speech !== null) spoken.push({ request, speech, start: at });
    const { frames, seconds } = framesOf(part, speech, at, output, context);
    for (const [index, sentence] of part.sentences.entries()) {
      const own = frames[index] as number;
      const path = selectionPath(output, part.first + index);
      if (own > 0) tiles.push(...tilesOf(sentence, own, path, context));
    }
    at += seconds;
  }
  if (tiles.length === 0) {
    throw apiError('InvalidParameter', {
      Reason: `MediaSelectResult.textMatchMediaOutputList[${output}] must be at least a frame long, not ${at.toFixed(2)} s.`,
    });
  }
  return { tiles, frames: tiles.reduce((sum, { frames }) => sum + frames, 0), spoken, texts };
}

/**
 * Lays a selection, perhaps edited, on timelines: one output for each of its entries, with the voice-over of its sentences
 * and everything else as in the job itself (batch.md 1.5, 7.5). Clips are stretched, and held where that is not enough.
 *
 * @throws ApiError InvalidMaterial.NotFound, InvalidParameter for what cannot be shown
 */
export function planFromSelection(facts: SelectionPlanFacts, selection: MediaSelection): BatchPlan {
  const { warnings, warn } = collectWarnings();
  const outputs = selection.textMatchMediaOutputList.length;
  const config = { ...facts.config, output: { ...facts.config.output, count: outputs } };
  const rate = frameRate(config.output.fps);
  const context: Context = { facts: { ...facts, config }, rate, warn };
  const pictured = selectedOutputs(config, facts.seed, selection).map((output, index) =>
    pictureOutput(output, index, context),
  );
  return {
    ...finishOutputs(context.facts, pictured, rate, warn),
    warnings: distinctWarnings(warnings),
  };
}
