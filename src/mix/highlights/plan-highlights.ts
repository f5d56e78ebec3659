import { apiError } from '../../errors/api-error.ts';
import { distinctWarnings } from '../../errors/warning.ts';
import type { Footage } from '../../timeline/footage.ts';
import { noSound, type SoundCourse } from '../../timeline/sound-course.ts';
import type { HighlightsConfig, Pacing } from '../config/highlights-config.ts';
import { collectWarnings, type Warn } from '../config/warn.ts';
import { drawEvenly, randomFor } from '../random.ts';
import type { PieceLengths } from './cut-points.ts';
import { type HighlightsPlan, type LayOutFacts, layOut } from './lay-out.ts';
import { usableVideos, watchedVideos } from './materials.ts';
import { type Moment, momentsOf } from './moments.ts';
import { type Picked, pickForAll, pickMoments } from './pick-moments.ts';
import { type Strength, strengths } from './score.ts';
import { fixedPiece, type Part, type Piece, piecesOf } from './tiles.ts';

/** Everything a plan of highlights rests on: equal facts give equal plans. */
export type HighlightsFacts = LayOutFacts & {
  /** Shots and sound of every video of `config.input.materials`. */
  footage: ReadonlyMap<string, Footage>;
  sounds: ReadonlyMap<string, SoundCourse>;
};

/** Lengths of a moment in seconds, by the pace of the plot. */
const paces: Record<Pacing, PieceLengths> = {
  fast: { shortest: 1, ideal: 2.5, longest: 5 },
  normal: { shortest: 1, ideal: 4, longest: 8 },
  slow: { shortest: 1, ideal: 7, longest: 14 },
};

/** Without a TargetDuration: this share of what can be shown, within these bounds in seconds. */
const defaultTarget = { share: 0.2, least: 15, most: 180 } as const;

const lengthOf = (moments: readonly Moment[]) =>
  moments.reduce((sum, { in: begin, out }) => sum + out - begin, 0);

/** Steps of a sound that have to be speech for somebody to speak in it: half a second. */
const leastSpeech = 5;

const isSpoken = ({ speech }: SoundCourse) => speech.filter((value) => value > 0.5).length >= leastSpeech;

/** The wanted length of the highlight part in seconds. */
function targetOf({ input }: HighlightsConfig, available: number): number {
  const { share, least, most } = defaultTarget;
  return input.targetDuration ?? Math.min(available, Math.max(least, Math.min(most, available * share)));
}

/** Openings or endings that can be shown, one for each output. */
function drawFixed(facts: HighlightsFacts, part: 'opening' | 'ending', warn: Warn): (string | undefined)[] {
  const { config, materials, seed } = facts;
  const given = part === 'opening' ? config.input.openings : config.input.endings;
  const usable = given.filter((media) => {
    const known = materials.get(media);
    if (known !== undefined && known.kind !== 'audio') return true;
    const fault = known === undefined ? 'cannot be used' : 'has no picture';
    warn('MaterialSkipped', `The ${part} ${media} ${fault}; it was left out.`);
    return false;
  });
  return drawEvenly(usable, config.output.count, randomFor(seed, part));
}

function noteShortcomings(
  facts: HighlightsFacts,
  found: { moments: readonly Moment[]; leftOut: number; nothingLively: boolean },
  distinct: number,
  target: number,
  warn: Warn,
) {
  const { moments, leftOut, nothingLively } = found;
  const { count } = facts.config.output;
  if (leftOut > 0) {
    warn(
      'ShotsLeftOut',
      `Black pictures, frozen ones without speech and cards with text are not shown: ${leftOut} ${leftOut === 1 ? 'shot' : 'shots'}.`,
    );
  }
  if (nothingLively) {
    warn('NothingLively', 'All pictures are black, frozen or cards with text; they are shown all the same.');
  }
  if ([...facts.sounds.values()].every((sound) => !isSpoken(sound))) {
    warn('NoSpeech', 'Nobody speaks in the videos: moments were chosen by motion and loudness alone.');
  }
  if (distinct < count) {
    warn(
      'NotDistinct',
      `The videos allow ${distinct} different highlights of this length; OutputConfig.Count is ${count}, so some outputs show the same.`,
    );
  }
  const available = lengthOf(moments);
  if (available < target - 1) {
    warn(
      'HighlightShort',
      `Only ${available.toFixed(1)} s of the videos can be shown; TargetDuration is ${target} s.`,
    );
  }
}

/** Picks the moments of every output; transitions take their time from the pieces, so that more is picked for them. */
function pickAll(
  facts: HighlightsFacts,
  moments: readonly Moment[],
  strength: readonly Strength[],
  target: number,
): ReturnType<typeof pickForAll> {
  const { config, sounds, seed } = facts;
  const seconds = config.editing.process.transition?.duration ?? 0;
  const { intro } = config.input;
  const soundOf = (media: string) => sounds.get(media) ?? noSound;
  const borders = (picked: Picked) =>
    piecesOf(picked.moments, 'highlight', ({ id }) => strength[id] as Strength).length;
  const pick = (scores: readonly number[]) => {
    const plain = pickMoments(moments, scores, { seconds: target, intro }, soundOf);
    if (seconds === 0) return plain;
    return pickMoments(moments, scores, { seconds: target + borders(plain) * seconds, intro }, soundOf);
  };
  const scores = strength.map(({ total }) => total);
  return pickForAll(scores, pick, { seed, count: config.output.count });
}

/** The pieces of an output in their order: opening, intro, highlight part, ending (batch.md 9.4). */
function piecesOfOutput(
  facts: HighlightsFacts,
  { intro, moments }: Picked,
  fixed: { opening: string | undefined; ending: string | undefined },
  strength: readonly Strength[],
): Piece[] {
  const { config, materials } = facts;
  const strengthOf = ({ id }: Moment) => strength[id] as Strength;
  const whole = (media: string | undefined, part: Part) => {
    const known = media === undefined ? undefined : materials.get(media);
    if (media === undefined || known === undefined) return [];
    return [fixedPiece(media, known, part, config.editing.process.imageDuration)];
  };
  return [
    ...whole(fixed.opening, 'opening'),
    ...(intro === null ? [] : piecesOf([intro], 'intro', strengthOf)),
    ...piecesOf(moments, 'highlight', strengthOf),
    ...whole(fixed.ending, 'ending'),
  ];
}

/**
 * Plans highlights of screen media (batch.md 3.6, 9.4): the strongest moments of all videos by motion, loudness and
 * speech, cut between words where possible, in the order of the plot, between a fixed opening and ending. Equal facts give
 * equal plans.
 *
 * @throws ApiError InvalidMaterial.NotFound, InvalidParameter (see `usableVideos`; or nothing can be shown)
 */
export function planHighlights(facts: HighlightsFacts): HighlightsPlan {
  const { warnings, warn } = collectWarnings();
  const { config } = facts;
  const { videos } = usableVideos(config, facts.materials, warn);
  const found = momentsOf(
    watchedVideos(videos, config, facts.footage, facts.sounds),
    paces[config.input.pacing],
  );
  if (found.moments.length === 0) {
    throw apiError('InvalidParameter', {
      Reason:
        'InputConfig.MediaArray: nothing can be shown; the videos, or their time ranges, are too short.',
    });
  }
  const strength = strengths(found.moments);
  const target = targetOf(config, lengthOf(found.moments));
  const { picked, distinct } = pickAll(facts, found.moments, strength, target);
  noteShortcomings(facts, found, distinct, target, warn);
  const openings = drawFixed(facts, 'opening', warn);
  const endings = drawFixed(facts, 'ending', warn);
  const pieces = picked.map((choice, index) =>
    piecesOfOutput(facts, choice, { opening: openings[index], ending: endings[index] }, strength),
  );
  return { ...layOut(facts, pieces, warn), warnings: distinctWarnings(warnings) };
}
