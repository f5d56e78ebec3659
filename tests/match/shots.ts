import type { ShotEvidence } from '../../src/match/judge.ts';
import type { Candidate } from '../../src/mix/smart/matching.ts';
import type { SourceShot } from '../../src/timeline/footage.ts';

/** A shot of two seconds of which nothing is known. */
const plainShot: SourceShot = {
  in: 0,
  out: 2,
  keyTime: 1,
  motion: 0.1,
  brightness: 0.5,
  sharpness: 0.5,
  colours: Array.from({ length: 12 }, () => 0),
  outdoors: 0,
  marks: [],
};

/** A shot with words and nothing else. */
export function shotWith(words: ShotEvidence['words']): ShotEvidence {
  return { media: 'm', index: 0, shot: plainShot, path: '', keyFrame: '', words };
}

/** Candidates of which nothing is known. */
export function candidates(count: number): Candidate[] {
  return Array.from({ length: count }, (_, index) => ({
    media: `m${index}`,
    kind: 'video',
    index: 0,
    shot: plainShot,
  }));
}
