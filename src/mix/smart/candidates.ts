import { apiError } from '../../errors/api-error.ts';
import { colourNames, type Footage, type SourceShot } from '../../timeline/footage.ts';
import type { MediaFacts } from '../../timeline/material.ts';
import type { SmartConfig } from '../config/batch-config.ts';
import { show } from '../config/fields.ts';
import type { TimeRange } from '../config/media-config.ts';
import type { Warn } from '../config/warn.ts';
import { isMediaId } from '../reference.ts';
import { usableWindows } from '../windows.ts';
import type { Candidate } from './matching.ts';

/** What candidates are taken from. */
export type CandidateFacts = {
  /** With the materials that were found, where they are searched for. */
  config: SmartConfig;
  materials: ReadonlyMap<string, MediaFacts>;
  /** By material; a video without footage is cut into pieces of equal length. */
  footage: ReadonlyMap<string, Footage>;
};

/** Shots shorter than this (seconds) are over before they are understood. */
const shortest = 0.5;
/** What is not even this long (seconds) is nothing to show. */
const nothing = 0.04;
/** Seconds at a cut that are not shown: a border may be found a frame late, and a flash of another shot is seen at once. */
const guard = 0.04;

/** Marks of shots that are kept out (batch.md 4.6, EnableClipDetection); black ones are of no use to anybody. */
const unwanted = {
  film: new Set<string>(['black', 'frozen', 'titleCard']),
  general: new Set<string>(['black']),
};

const neutral: Omit<SourceShot, 'in' | 'out' | 'keyTime'> = {
  motion: 0.2,
  brightness: 0.5,
  sharpness: 0.5,
  colours: colourNames.map(() => 0),
  outdoors: 0.5,
  marks: [],
};

const middle = ({ in: from, out: to }: TimeRange) => (from + to) / 2;

/** A window cut into pieces of about equal length, each with the looks of the shot that it lies in. */
function evenPieces(window: TimeRange, seconds: number, shots: readonly SourceShot[]): SourceShot[] {
  const length = window.out - window.in;
  const count = Math.max(1, Math.floor(length / seconds + 1e-6));
  return Array.from({ length: count }, (_, index) => {
    const range = {
      in: window.in + (index * length) / count,
      out: window.in + ((index + 1) * length) / count,
    };
    const keyTime = middle(range);
    const around = shots.find((shot) => shot.in <= keyTime && keyTime < shot.out);
    return { ...neutral, ...around, ...range, keyTime };
  });
}

function windowsOf(config: SmartConfig, media: string, duration: number): TimeRange[] {
  const given = config.editing.media.ranges.filter((item) => item.media === media);
  return usableWindows(
    given.flatMap(({ ranges }) => ranges),
    duration,
  );
}

/** The parts of a shot that lie inside of the windows, with the key frame inside. */
function inWindows(shot: SourceShot, windows: readonly TimeRange[]): SourceShot[] {
  return windows.flatMap((window) => {
    const range = { in: Math.max(shot.in, window.in), out: Math.min(shot.out, window.out) };
    if (range.out <= range.in) return [];
    const inside = shot.keyTime >= range.in && shot.keyTime < range.out;
    return [{ ...shot, ...range, keyTime: inside ? shot.keyTime : middle(range) }];
  });
}

/** A shot without its first and last moment where those border on other shots. */
function guarded(shot: SourceShot, duration: number): SourceShot {
  if (shot.out - shot.in < shortest + 2 * guard) return shot;
  return {
    ...shot,
    in: shot.in > guard ? shot.in + guard : shot.in,
    out: shot.out < duration - guard ? shot.out - guard : Math.min(shot.out, duration),
  };
}

function candidatesOf({ config, materials, footage }: CandidateFacts, media: string): Candidate[] {
  const facts = materials.get(media);
  // A sound file may carry a cover picture; it is still nothing to watch.
  if (facts === undefined || facts.picture === null || facts.kind === 'audio') return [];
  const found = footage.get(media)?.shots;
  if (facts.kind === 'image') {
    const shot = { ...neutral, ...found?.[0], in: 0, out: 0, keyTime: 0, marks: [] };
    return [{ media, kind: 'image', index: 0, shot }];
  }
  const { clipDetection, shotDuration } = config.editing.process;
  const windows = windowsOf(config, media, facts.duration);
  if (!clipDetection || found === undefined || found.length === 0) {
    return windows
      .flatMap((window) => evenPieces(window, shotDuration, found ?? []))
      .map((shot, index): Candidate => ({ media, kind: 'video', index, shot }));
  }
  return found.flatMap((shot, index) =>
    inWindows(guarded(shot, facts.duration), windows).map(
      (part): Candidate => ({ media, kind: 'video', index, shot: part }),
    ),
  );
}

const lengthOf = ({ kind, shot }: Candidate) =>
  kind === 'image' ? Number.POSITIVE_INFINITY : shot.out - shot.in;

/** The shots that are long enough to see; where none is, those that come nearest to it. */
function longEnough(candidates: readonly Candidate[]): Candidate[] {
  const longest = candidates.reduce((most, candidate) => Math.max(most, lengthOf(candidate)), 0);
  const least = longest >= shortest ? shortest : longest / 2;
  return candidates.filter((candidate) => lengthOf(candidate) >= least - 1e-6);
}

function noteLeftOut(left: readonly Candidate[], warn: Warn) {
  const byMedia = new Map<string, number>();
  for (const { media } of left) byMedia.set(media, (byMedia.get(media) ?? 0) + 1);
  for (const [media, count] of byMedia) {
    const shots = count === 1 ? '1 shot' : `${count} shots`;
    warn('ShotsLeftOut', `${shots} of ${show(media)} show a black, still or title picture and are left out.`);
  }
}

function noteMaterials({ config, materials }: CandidateFacts, all: readonly Candidate[], warn: Warn) {
  const used = new Set(all.map(({ media }) => media));
  const missing = config.input.materials.filter((media) => !materials.has(media));
  if (all.length === 0 && missing.length > 0) {
    throw apiError('InvalidMaterial.NotFound', {
      By: missing.every(isMediaId) ? 'id' : 'url',
      Names: JSON.stringify(missing),
    });
  }
  if (all.length === 0) {
    throw apiError('InvalidParameter', {
      Reason: `InputConfig.MediaArray: ${config.input.materials.map(show).join(', ')} has no picture in the given time ranges.`,
    });
  }
  for (const media of config.input.materials.filter((each) => !used.has(each))) {
    const fault = materials.has(media) ? 'has nothing to show' : 'cannot be used';
    warn('MaterialSkipped', `The material ${show(media)} ${fault}; it was left out.`);
  }
}

/**
 * The shots that may be shown, in the order of the materials and of their time. Time ranges of MediaConfig are kept to;
 * shots that show nothing are left out while there are others, and so are shots too short to see.
 *
 * @throws ApiError InvalidMaterial.NotFound, InvalidParameter when there is nothing to show at all
 */
export function smartCandidates(facts: CandidateFacts, warn: Warn): Candidate[] {
  const all = facts.config.input.materials
    .flatMap((media) => candidatesOf(facts, media))
    .filter((candidate) => lengthOf(candidate) > nothing);
  noteMaterials(facts, all, warn);
  const { scene } = facts.config.input;
  const isWanted = ({ shot }: Candidate) =>
    !facts.config.editing.process.clipDetection || !shot.marks.some((mark) => unwanted[scene].has(mark));
  const wanted = all.filter(isWanted);
  const shown = wanted.length > 0 ? wanted : all;
  if (shown === wanted) {
    noteLeftOut(
      all.filter((candidate) => !isWanted(candidate)),
      warn,
    );
  }
  return longEnough(shown);
}
