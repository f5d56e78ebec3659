import type { FrameRate } from '../../timeline/frames.ts';
import type { TimeRange } from '../config/media-config.ts';
import type { Piece, ShownPhrase, SmartCut } from './cut-outputs.ts';
import type { Matching, Reason } from './matching.ts';
import { phraseSeconds } from './phrases.ts';
import type { PoolShot } from './pool.ts';
import { type MediaSelection, type SelectedClip, type SelectedSentence, sentenceKey } from './selection.ts';

/** Shots that are named besides the one that was taken. */
const mostRunnersUp = 3;
/** Longest text of a reason. */
const longestDetail = 120;
/** Selections of more sentences than this tell the reasons of a text and clip only once, so that they stay small. */
const talkative = 500;

const sixDecimals = (value: number) => Math.round(value * 1e6) / 1e6;
const scoreText = (value: number) => Math.round(value * 1e4) / 1e4;

type Facts = { pool: readonly PoolShot[]; matching: Matching; materials: readonly string[]; rate: FrameRate };

/** Reasons as a selection tells them: scores with four decimals, details of bounded length. */
export function toldReasons(reasons: readonly Reason[]): Reason[] {
  return reasons.map(({ judge, score, detail }) => ({
    judge,
    score: scoreText(score),
    detail: [...detail].slice(0, longestDetail).join(''),
  }));
}

function reasonsOf({ matching }: Facts, row: number | null, { column }: PoolShot): Reason[] {
  return row === null || column < 0 ? [] : toldReasons(matching.reasons(row, column));
}

const scoreOf = ({ matching }: Facts, row: number | null, { column }: PoolShot) =>
  row === null ? 0 : scoreText(matching.scores[row]?.[column] ?? 0);

function clipOf(facts: Facts, row: number | null, shot: PoolShot, range: TimeRange): SelectedClip {
  const { media, index } = shot.candidate;
  return {
    clipId: `${facts.materials.indexOf(media)}-${index}`,
    mediaId: media,
    startTime: sixDecimals(range.in),
    endTime: sixDecimals(range.out),
    score: scoreOf(facts, row, shot),
  };
}

function withReasons(facts: Facts, row: number | null, shot: PoolShot, clip: SelectedClip): SelectedClip {
  const reasons = reasonsOf(facts, row, shot);
  return reasons.length > 0 ? { ...clip, reasons } : clip;
}

/** The shots of greatest score for every row, as many as can be needed to find runners-up; worked out once a row. */
function bestShots({ pool, matching }: Facts): (row: number) => PoolShot[] {
  const best = new Map<number, PoolShot[]>();
  return (row) => {
    const known = best.get(row);
    if (known !== undefined) return known;
    const scores = matching.scores[row];
    const ranked = pool
      .filter(({ column }) => (scores?.[column] ?? 0) > 0)
      .sort((a, b) => (scores?.[b.column] ?? 0) - (scores?.[a.column] ?? 0))
      .slice(0, 40);
    best.set(row, ranked);
    return ranked;
  };
}

const longestPiece = (pieces: readonly Piece[]) =>
  pieces.reduce((longest, piece) => (piece.frames > longest.frames ? piece : longest));

function runnersUp(facts: Facts, { row, pieces }: ShownPhrase, best: readonly PoolShot[]): SelectedClip[] {
  const shown = new Set(pieces.map(({ shot }) => shot.key));
  return best
    .filter(({ key }) => !shown.has(key))
    .slice(0, mostRunnersUp)
    .map((shot) => {
      const { room, candidate } = shot;
      const out = candidate.kind === 'image' ? 0 : room.out;
      return withReasons(facts, row, shot, clipOf(facts, row, shot, { in: room.in, out }));
    });
}

/** What was chosen for every phrase of every output, and why (batch.md 7.5, with keys of our own). */
export function writeSelection(cuts: readonly SmartCut[], facts: Facts): MediaSelection {
  const best = bestShots(facts);
  const isLarge = cuts.reduce((sum, { shown }) => sum + shown.length, 0) > talkative;
  const told = new Set<string>();
  const sentenceOf = (shown: ShownPhrase): SelectedSentence => {
    const { phrase, row, pieces } = shown;
    const clips = pieces.map(({ shot, range }) => clipOf(facts, row, shot, range));
    const sentence: SelectedSentence = {
      text: phrase.text,
      textId: phrase.textId,
      duration: sixDecimals(phraseSeconds(phrase, facts.rate)),
      matchClipList: clips,
      matchScore: scoreOf(facts, row, longestPiece(pieces).shot),
    };
    const key = sentenceKey(sentence);
    if (row === null || (isLarge && told.has(key))) return sentence;
    told.add(key);
    const others = runnersUp(facts, shown, best(row));
    return {
      ...sentence,
      matchClipList: pieces.map(({ shot }, index) =>
        withReasons(facts, row, shot, clips[index] as SelectedClip),
      ),
      ...(others.length > 0 ? { runnersUp: others } : {}),
    };
  };
  return {
    textMatchMediaOutputList: cuts.map(({ shown }) => ({
      textMatchMediaSentenceOutputList: shown.map(sentenceOf),
    })),
  };
}
