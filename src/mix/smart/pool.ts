import type { Warn } from '../config/warn.ts';
import type { AssignableShot } from './assign.ts';
import { type CandidateFacts, smartCandidates } from './candidates.ts';
import type { Candidate, Matching } from './matching.ts';
import type { SourceRoom } from './place.ts';

/** A shot that may be shown, with what is known of it. */
export type PoolShot = AssignableShot & {
  candidate: Candidate;
  /** What may be shown of it, in source seconds; an image has no end. */
  room: SourceRoom;
};

/** Column of the scores that speak of a shot: that of the same shot, of several parts of it the one with its key frame. */
function columnsOf({ candidates }: Matching): (candidate: Candidate) => number {
  const columns = new Map<string, number[]>();
  const keyOf = ({ media, index }: Candidate) => `${media}\n${index}`;
  for (const [column, candidate] of candidates.entries()) {
    const key = keyOf(candidate);
    columns.set(key, [...(columns.get(key) ?? []), column]);
  }
  return (candidate) => {
    const same = columns.get(keyOf(candidate)) ?? [];
    const { keyTime } = candidate.shot;
    const own = same.find((column) => {
      const shot = candidates[column]?.shot;
      return shot !== undefined && shot.in <= keyTime && keyTime < shot.out;
    });
    return own ?? same[0] ?? -1;
  };
}

/** The shots that the outputs of a batch are made of, in the order of the materials and of their time. */
export function shotPool(facts: CandidateFacts & { matching: Matching }, warn: Warn): PoolShot[] {
  const columnOf = columnsOf(facts.matching);
  return smartCandidates(facts, warn).map((candidate): PoolShot => {
    const { media, kind, index, shot } = candidate;
    const out = kind === 'image' ? Number.POSITIVE_INFINITY : shot.out;
    return {
      candidate,
      key: `${media}\n${index}\n${shot.in}`,
      column: columnOf(candidate),
      seconds: out - shot.in,
      room: { in: shot.in, out, keyTime: shot.keyTime },
    };
  });
}
