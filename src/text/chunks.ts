import type { SpokenSpan } from '../timeline/speech.ts';

/** A word of a caption, with what decides where captions and lines may end. */
export type CaptionWord = {
  /** With the signs and spaces behind it. */
  text: string;
  start: number;
  end: number;
  /** Pixels, with and without the signs and spaces at its end that a line does not show. */
  width: number;
  widthAtEnd: number;
  /** Whether the rules of writing allow a line to end behind it. */
  breakable: boolean;
};

/** Words `from` to `to` (not included) as one caption; the second line, if any, starts at `split`. */
export type Chunk = { from: number; to: number; split: number | null };

/** Seconds below which a caption is gone before it is read, and above which it stands for too long. */
const shortest = 1;
const longest = 5;
/** What makes a caption worse, in a common unit: more captions, two lines, a break without a sign, … */
const costs = {
  caption: 0.6,
  secondLine: 0.35,
  plainBreak: 1,
  clingingWord: 2,
  second: 1.5,
  unevenLines: 0.6,
} as const;

const strongEnd = /[。！？!?.…；;][\s"'”’」』）)]*$/u;
const weakEnd = /[\p{P}][\s"'”’」』）)]*$/u;
/** Words that lean on the one before them, so that no line should start with them. */
const leaning =
  /^(?:[的了吗呢吧啊呀嘛们着过地得和与及、]|元|块|折|个|件|款|岁|年|月|日|号|点|分|秒|斤|克|米|倍|次)/u;
/** Words that lean on the one behind them. */
const introducing =
  /^(?:an?|the|of|to|in|on|at|by|for|with|from|and|or|but|is|are|was|were|my|your|our|his|her|its|their|这|那|很|不|在|把|被|让|从|向|对|就|都|也|又|还|最)\s*$/iu;

/** What it costs to part two words. */
function partingCost(before: CaptionWord, after: CaptionWord): number {
  if (strongEnd.test(before.text)) return 0;
  if (weakEnd.test(before.text)) return 0.1;
  const numberAndUnit = /\p{N}$/u.test(before.text) && /^\p{Script=Han}/u.test(after.text);
  const clinging = numberAndUnit || leaning.test(after.text) || introducing.test(before.text);
  return costs.plainBreak + (clinging ? costs.clingingWord : 0);
}

const widthOfWords = (words: readonly CaptionWord[], from: number, to: number) => {
  let width = words[to - 1]?.widthAtEnd ?? 0;
  for (let at = from; at < to - 1; at++) width += words[at]?.width ?? 0;
  return width;
};

type Layout = { split: number | null; cost: number };

/** One line where the words fit on one, else the best two; null when they do not fit on two. */
function layout(words: readonly CaptionWord[], from: number, to: number, limit: number): Layout | null {
  if (widthOfWords(words, from, to) <= limit) return { split: null, cost: 0 };
  let best: Layout | null = null;
  for (let split = from + 1; split < to; split++) {
    const [before, after] = [words[split - 1], words[split]];
    if (before === undefined || after === undefined || !before.breakable) continue;
    const [first, second] = [widthOfWords(words, from, split), widthOfWords(words, split, to)];
    if (first > limit || second > limit) continue;
    const uneven = Math.abs(first - second) / limit;
    const cost = costs.secondLine + costs.unevenLines * uneven + 0.3 * partingCost(before, after);
    if (best === null || cost < best.cost) best = { split, cost };
  }
  return best;
}

function timeCost(seconds: number): number {
  return costs.second * (Math.max(0, shortest - seconds) + Math.max(0, seconds - longest));
}

type Step = { cost: number; from: number; split: number | null };

/**
 * Divides the words of a sentence into captions of at most two lines: few, not too short, and ended where the
 * sentence breathes.
 *
 * @param limit width of a line in pixels; a single word that is wider stands alone
 */
export function chunksOf(words: readonly CaptionWord[], limit: number): Chunk[] {
  const best: (Step | null)[] = [{ cost: 0, from: 0, split: null }];
  for (let to = 1; to <= words.length; to++) {
    const [last, next] = [words[to - 1], words[to]];
    let step: Step | null = null;
    if (last !== undefined && (next === undefined || last.breakable)) {
      const ending = next === undefined ? 0 : partingCost(last, next);
      for (let from = to - 1; from >= 0; from--) {
        const [start, first] = [best[from], words[from]];
        if (start === null || start === undefined || first === undefined) continue;
        const fitted = layout(words, from, to, limit);
        // What does not fit on two lines and has no place to part stands as it is.
        if (fitted === null && step !== null) break;
        const cost =
          start.cost + costs.caption + ending + (fitted?.cost ?? 100) + timeCost(last.end - first.start);
        if (step === null || cost < step.cost) step = { cost, from, split: fitted?.split ?? null };
        if (fitted === null) break;
      }
    }
    best.push(step);
  }
  const chunks: Chunk[] = [];
  for (let to = words.length; to > 0; ) {
    const step = best[to];
    if (step === null || step === undefined) break;
    chunks.unshift({ from: step.from, to, split: step.split });
    to = step.from;
  }
  return chunks;
}

/**
 * Words of a sentence as the speech knows them; a speech whose words do not make up the sentence is divided
 * by length.
 */
export function timedWords(
  sentence: SpokenSpan,
  words: readonly SpokenSpan[],
  divide: (text: string) => string[],
): SpokenSpan[] {
  const own = words.filter(({ start, end }) => start >= sentence.start - 1e-6 && end <= sentence.end + 1e-6);
  if (own.length > 0 && own.map(({ text }) => text).join('') === sentence.text) return own;
  const duration = sentence.end - sentence.start;
  let at = 0;
  return divide(sentence.text).map((text) => {
    const start = sentence.start + (duration * at) / sentence.text.length;
    at += text.length;
    return { text, start, end: sentence.start + (duration * at) / sentence.text.length };
  });
}
