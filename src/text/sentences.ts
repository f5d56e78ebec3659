import { type Atom, readingOf } from './reading.ts';
import { languageOfCharacter } from './scripts.ts';
import type { SpeechPart } from './ssml.ts';

/** A stretch that one voice reads in one breath. */
export type Run = {
  /** BCP 47 primary language. */
  language: string;
  /** The atoms' spoken text is pinyin with tone digits. */
  pinyin: boolean;
  atoms: Atom[];
};

/** A part of a sentence up to a comma or a pause. */
export type Clause = {
  runs: Run[];
  /** Seconds of silence after it. */
  pause: number;
};

/** A sentence to speak; the shown parts of its atoms, joined, are its text with the spaces around it. */
export type Sentence = { clauses: Clause[] };

/** A pause from here on, in seconds, ends the sentence: nobody waits that long inside of one. */
const longPause = 0.6;

/** Silences of a calm reader, in seconds. */
const pauses = { comma: 0.16, enumeration: 0.09, sentence: 0.26 } as const;

/** A full stop after these is no end of a sentence. */
const abbreviation = /(?:^|[\s("“])(?:Mr|Mrs|Ms|Dr|Prof|St|No|vs|etc|e\.g|i\.e|[A-Z])\.\s*$/;
const commas = /^[，,:：—–]$/;
const enumerations = /^[、·/]$/;

type Piece =
  | { kind: 'atom'; atom: Atom; pinyin: boolean; unit: boolean }
  | { kind: 'pause'; seconds: number }
  | { kind: 'boundary' };

function piecesOf(parts: readonly SpeechPart[], language: string): Piece[] {
  return parts.flatMap((part): Piece[] => {
    if (part.kind === 'pause' || part.kind === 'boundary') return [part];
    if (part.kind === 'unit') {
      const { shown, spoken, pinyin } = part;
      return [{ kind: 'atom', atom: { shown, spoken }, pinyin, unit: true }];
    }
    return readingOf(part.shown, language).flatMap((atom): Piece[] => {
      const written = atom.spoken !== atom.shown;
      const atoms = written ? [atom] : Array.from(atom.shown, (sign) => ({ shown: sign, spoken: sign }));
      return atoms.map((each) => ({ kind: 'atom', atom: each, pinyin: false, unit: written }));
    });
  });
}

/** Where sentences end, as offsets into the shown text. */
function sentenceEnds(shown: string, language: string): Set<number> {
  const ends = new Set<number>();
  const segments = [...new Intl.Segmenter(language, { granularity: 'sentence' }).segment(shown)];
  for (const { segment, index } of segments) {
    if (!abbreviation.test(segment)) ends.add(index + segment.length);
  }
  // The rules of Unicode leave these signs inside a sentence; a reader stops at them.
  for (const match of shown.matchAll(
    /(?:[。！？；;｡]|[!?](?=\s|[\p{Script=Han}]))+["'”’」』）)】\]]*\s*|\n\s*/gu,
  )) {
    ends.add(match.index + match[0].length);
  }
  return ends;
}

/**
 * Sentences of the pieces: cut after the atom in which the text says that a sentence ends, and at every
 * boundary.
 */
function cutSentences(pieces: readonly Piece[], language: string): Piece[][] {
  const ends = sentenceEnds(
    pieces.map((piece) => (piece.kind === 'atom' ? piece.atom.shown : '')).join(''),
    language,
  );
  const sentences: Piece[][] = [[]];
  let at = 0;
  for (const piece of pieces) {
    const from = at;
    if (piece.kind === 'atom') at += piece.atom.shown.length;
    if (piece.kind !== 'boundary') sentences.at(-1)?.push(piece);
    const said = piece.kind === 'atom' && [...ends].some((end) => end > from && end <= at);
    const ended = said || piece.kind === 'boundary' || (piece.kind === 'pause' && piece.seconds >= longPause);
    if (ended && sentences.at(-1)?.length !== 0) sentences.push([]);
  }
  return sentences.reduce<Piece[][]>((kept, sentence) => {
    const last = kept.at(-1);
    const heard = sentence.some((piece) => piece.kind === 'atom' && audible(piece.atom.spoken));
    // A sentence of signs alone is no sentence: it ends the one before it.
    if (last !== undefined && !heard) last.push(...sentence);
    else if (sentence.length > 0) kept.push(sentence);
    return kept;
  }, []);
}

/** Silence that the sign asks for; 0 for a sign that is part of a word or a number (`1,000`, `10:30`). */
function pauseAt(sign: string, next: string | undefined): number {
  if (enumerations.test(sign)) return sign === '、' ? pauses.enumeration : 0;
  if (!commas.test(sign)) return 0;
  const inWord = /^[,:—–]$/.test(sign) && next !== undefined && /[\p{L}\p{N}]/u.test(next);
  return inWord ? 0 : pauses.comma;
}

/** Splits a clause into stretches of one language. */
function runsOf(pieces: readonly Extract<Piece, { kind: 'atom' }>[], main: string): Run[] {
  const runs: Run[] = [];
  const first = pieces.map(({ atom }) => languageOfCharacter(atom.shown, main)).find((each) => each !== null);
  for (const { atom, pinyin, unit } of pieces) {
    const last = runs.at(-1);
    const before = last?.atoms.at(-1)?.shown ?? '';
    const own = pinyin ? 'zh' : (languageOfCharacter(unit ? atom.spoken : atom.shown, main) ?? null);
    const digit = /^\p{N}/u.test(atom.shown);
    // Digits are read in the main language, except those that end a word of letters (MP4); signs go with what is around.
    const joined = digit && !unit && last !== undefined && /[\p{Script=Latin}]\p{N}*$/u.test(before);
    const language = own ?? (digit && !joined ? main : (last?.language ?? first ?? main));
    if (last === undefined || last.language !== language || last.pinyin !== pinyin) {
      runs.push({ language, pinyin, atoms: [atom] });
    } else {
      last.atoms.push(atom);
    }
  }
  return runs;
}

/** Whether there is something to hear in a text. */
export function audible(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}

function clausesOf(sentence: readonly Piece[], main: string): Clause[] {
  const clauses: Clause[] = [];
  let open: Extract<Piece, { kind: 'atom' }>[] = [];
  const close = (pause: number) => {
    const spoken = open.map(({ atom }) => atom.spoken).join('');
    const last = clauses.at(-1);
    if (last !== undefined && !audible(spoken)) {
      // Signs without a sound belong to what was said before them.
      last.runs.at(-1)?.atoms.push(...open.map(({ atom }) => ({ shown: atom.shown, spoken: ' ' })));
      last.pause = Math.max(last.pause, pause);
    } else if (open.length > 0) {
      clauses.push({ runs: runsOf(open, main), pause });
    }
    open = [];
  };
  sentence.forEach((piece, index) => {
    if (piece.kind === 'pause') {
      close(0);
      const last = clauses.at(-1);
      if (last === undefined) clauses.push({ runs: [], pause: piece.seconds });
      else last.pause = Math.max(last.pause, 0) + piece.seconds;
    } else if (piece.kind === 'atom') {
      open.push(piece);
      const next = sentence[index + 1];
      const pause = piece.unit
        ? 0
        : pauseAt(piece.atom.shown, next?.kind === 'atom' ? next.atom.shown : undefined);
      if (pause > 0) close(pause);
    }
  });
  close(0);
  return clauses;
}

/**
 * Takes a speech text apart into sentences, the sentences into clauses and the clauses into stretches of one
 * language.
 *
 * @param language BCP 47 primary language of the text
 */
export function sentencesOf(parts: readonly SpeechPart[], language: string): Sentence[] {
  const cut = cutSentences(piecesOf(parts, language), language);
  return cut.map((pieces, index) => {
    const clauses = clausesOf(pieces, language);
    const last = clauses.at(-1);
    if (last !== undefined && index < cut.length - 1) last.pause = Math.max(last.pause, pauses.sentence);
    return { clauses };
  });
}

/** The shown text of a sentence, with the spaces around it. */
export function textOfSentence(sentence: Sentence): string {
  return sentence.clauses
    .flatMap(({ runs }) => runs.flatMap(({ atoms }) => atoms.map(({ shown }) => shown)))
    .join('');
}
