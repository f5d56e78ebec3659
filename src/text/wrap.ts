import LineBreaker from 'linebreak';

/** How lines may be broken (batch.md 4.3, AdaptMode). */
export type WrapMode =
  /** Where the language allows it; inside a word only when it is wider than a line. */
  | 'anywhere'
  /** At spaces; inside a word only when it is wider than a line. */
  | 'spaces'
  /** At spaces, nowhere else. */
  | 'strictlySpaces';

/** What it costs to break a line at a place, against the square of the free share of a line. */
const costs = { sign: 0, space: 0.02, word: 0.06, insideWord: 0.5 } as const;
/** Longest paragraph that is balanced, in signs; a longer one is prose and needs no beauty. */
const longest = 4000;

/** For each place between signs the cost of breaking there, or null where a line may not be broken. */
export function breakCosts(signs: readonly string[], mode: WrapMode): (number | null)[] {
  const text = signs.join('');
  const allowed = new Set<number>();
  const breaker = new LineBreaker(text);
  for (let next = breaker.nextBreak(); next !== null; next = breaker.nextBreak()) allowed.add(next.position);
  const boundaries = new Set<number>();
  for (const { index } of new Intl.Segmenter('zh', { granularity: 'word' }).segment(text))
    boundaries.add(index);
  let offset = 0;
  return signs.map((sign, at) => {
    const place = offset;
    offset += sign.length;
    const before = signs[at - 1];
    if (before === undefined || !allowed.has(place)) return null;
    if (before.trim() === '') return /\p{P}\s*$/u.test(signs[at - 2] ?? '') ? costs.sign : costs.space;
    if (mode !== 'anywhere') return null;
    if (/\p{P}/u.test(before)) return costs.sign;
    return boundaries.has(place) ? costs.word : costs.insideWord;
  });
}

/** The best way to break up to a place: no forced break if possible, then few lines, then even ones. */
type Step = { forced: number; lines: number; cost: number; from: number };

const better = (a: Step, b: Step | null) =>
  b === null ||
  a.forced < b.forced ||
  (a.forced === b.forced && (a.lines < b.lines || (a.lines === b.lines && a.cost < b.cost)));

/**
 * Breaks signs into lines: as few as fit, then as even as the language allows.
 *
 * @param signs what is broken, one grapheme each
 * @param widths width of each sign, in the unit of `limit`
 * @returns the index at which each line starts; the first is 0
 */
export function breakLines(
  signs: readonly string[],
  widths: readonly number[],
  limit: number,
  mode: WrapMode,
): number[] {
  const total = widths.reduce((sum, width) => sum + width, 0);
  if (total <= limit || signs.length === 0) return [0];
  const places = breakCosts(signs, mode);
  const sums = [0];
  for (const width of widths) sums.push((sums.at(-1) ?? 0) + width);
  // Spaces at the end of a line take no room.
  const visible = (from: number, to: number) => {
    let end = to;
    while (end > from && signs[end - 1]?.trim() === '') end--;
    return (sums[end] ?? 0) - (sums[from] ?? 0);
  };
  const balanced = signs.length <= longest;
  const best: (Step | null)[] = [{ forced: 0, lines: 0, cost: 0, from: 0 }];
  for (let to = 1; to <= signs.length; to++) {
    const cost = to === signs.length ? 0 : (places[to] ?? null);
    const forced = cost === null ? 1 : 0;
    let step: Step | null = null;
    for (let from = to - 1; from >= 0 && !(cost === null && mode === 'strictlySpaces'); from--) {
      const start = best[from];
      if (start === null || start === undefined) continue;
      const width = visible(from, to);
      const tooWide = width > limit;
      // A sign, or in strict mode a word, that is wider than a line stands alone on it.
      if (tooWide && step !== null) break;
      const slack = tooWide || !balanced ? 0 : (limit - width) / limit;
      const candidate: Step = {
        forced: start.forced + forced,
        lines: start.lines + 1,
        cost: start.cost + slack ** 2 + (cost ?? 0),
        from,
      };
      if (better(candidate, step)) step = candidate;
      if (tooWide) break;
    }
    best.push(step);
  }
  const starts: number[] = [];
  for (let at = signs.length; at > 0; ) {
    const step = best[at];
    if (step === null || step === undefined) break;
    starts.unshift(step.from);
    at = step.from;
  }
  return starts.length === 0 ? [0] : starts;
}
