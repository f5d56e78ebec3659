import type { Speech, SpokenSpan } from '../../timeline/speech.ts';

/** A part of a spoken text that one picture is shown for; times are seconds from the start of the speech. */
export type SpokenPhrase = { text: string; start: number };

/** A phrase longer than this (seconds) is cut where the text allows. */
const longest = 4.5;
/** A picture shorter than this is over before it is understood. */
const shortest = 1.2;
/** What is weighed against each other: a second too long or too short, and a border between sentences that is not used. */
const cost = { tooLong: 1.5, tooShort: 4, sentencesJoined: 1.5 } as const;
/** Cost of a cut by what stands there; the things of an enumeration belong together more than the parts of a sentence. */
const cutCost = { sentence: 0, comma: 0.4, enumeration: 0.8 } as const;

/** Signs after which a sentence may be cut: commas, colons and dashes, also before a closing quote. */
const clauseEnd = /[,，、;；:：—–]["'”’」』）)】\]]*\s*$/u;

const enumeration = /、\s*$/u;

/** The smallest parts that phrases are made of, with what stands at their end. */
type Clause = { text: string; start: number; end: keyof typeof cutCost };

function clausesOfSentence(sentence: SpokenSpan, words: readonly SpokenSpan[]): Clause[] {
  const clauses: Clause[] = [];
  let open: Clause | null = null;
  for (const word of words) {
    open ??= { text: '', start: word.start, end: 'comma' };
    open.text += word.text;
    if (!clauseEnd.test(word.text)) continue;
    if (enumeration.test(word.text)) open.end = 'enumeration';
    clauses.push(open);
    open = null;
  }
  if (open !== null) clauses.push(open);
  const last = clauses.at(-1);
  if (last === undefined) return [{ text: sentence.text, start: sentence.start, end: 'sentence' }];
  last.end = 'sentence';
  return clauses;
}

function clausesOf({ sentences, words }: Speech): Clause[] {
  let at = 0;
  return sentences.flatMap((sentence) => {
    const from = at;
    while (at < words.length && (words[at] as SpokenSpan).start < sentence.end - 1e-6) at++;
    return clausesOfSentence(sentence, words.slice(from, at));
  });
}

/** Cost of a phrase by its length, and of what it leaves together or takes apart. */
function costOf(clauses: readonly Clause[], from: number, to: number, seconds: number): number {
  const joined = clauses.slice(from, to - 1).filter(({ end }) => end === 'sentence').length;
  return (
    Math.max(0, seconds - longest) * cost.tooLong +
    Math.max(0, shortest - seconds) * cost.tooShort +
    joined * cost.sentencesJoined +
    cutCost[clauses[to - 1]?.end ?? 'sentence']
  );
}

/** A phrase is never made of more clauses than this, however short they are. */
const mostClauses = 12;

/**
 * Cuts a speech into phrases: sentences, the long ones cut at commas, the tiny ones joined to a neighbour (batch.md 7.5
 * shows it). All borders are weighed together. The phrases tile the speech: a pause belongs to the phrase before it.
 */
export function cutSpeech(speech: Speech): SpokenPhrase[] {
  const clauses = clausesOf(speech);
  // Nothing but a pause.
  if (clauses.length === 0) return [{ text: '', start: 0 }];
  // The first phrase begins with the sound.
  const startOf = (index: number) => (index === 0 ? 0 : (clauses[index]?.start ?? speech.duration));
  const best: { cost: number; from: number }[] = [{ cost: 0, from: 0 }];
  for (let to = 1; to <= clauses.length; to++) {
    let chosen = { cost: Number.POSITIVE_INFINITY, from: to - 1 };
    for (let from = to - 1; from >= Math.max(0, to - mostClauses); from--) {
      const total = (best[from]?.cost ?? 0) + costOf(clauses, from, to, startOf(to) - startOf(from));
      if (total < chosen.cost) chosen = { cost: total, from };
    }
    best.push(chosen);
  }
  const phrases: SpokenPhrase[] = [];
  for (let to = clauses.length; to > 0; ) {
    const { from } = best[to] as { from: number };
    const text = clauses
      .slice(from, to)
      .map((clause) => clause.text)
      .join('')
      .trim();
    phrases.unshift({ text, start: startOf(from) });
    to = from;
  }
  return phrases;
}
