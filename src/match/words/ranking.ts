import type { WordSource } from '../judge.ts';
import type { Alternative, Concept } from './concepts.ts';

/**
 * BM25 over several fields (BM25F: the fields are weighed before the frequency is saturated, so that a word that stands
 * in the title and in the tags does not outweigh two different words). It is written by hand because a word may be met
 * by alternatives of different worth, of which the best one counts, and because scores have to mean the same for every
 * phrase; a search engine's sum over fields and words gives neither.
 */

/** Where words of a document stand, in the order of the bits of a mask. */
export const wordSources: readonly WordSource[] = [
  'title',
  'tags',
  'description',
  'screenText',
  'spokenWords',
  'fileName',
  'category',
];

/** What a word is worth in each place: what people wrote about the footage counts more than what happens to be in it. */
const fieldWeight: Record<WordSource, number> = {
  title: 2,
  tags: 2,
  description: 1.4,
  screenText: 1,
  spokenWords: 1,
  fileName: 0.8,
  category: 0.4,
};

/** Frequency at which a word has half its worth. */
const saturation = 0.2;
/** How much a word loses in a long field, 0 to 1. */
const lengthPenalty = 0.3;

/** The terms of one document, place by place. */
export type Terms = readonly { source: WordSource; terms: readonly string[] }[];

type Posting = { document: number; weight: number; mask: number };

/** Documents by their terms. */
export type Index = { size: number; postings: ReadonlyMap<string, readonly Posting[]> };

/** Builds the index of some documents. */
export function indexDocuments(documents: readonly Terms[]): Index {
  const lengths = new Map<WordSource, { sum: number; count: number }>();
  for (const { source, terms } of documents.flat()) {
    // A camera's name has no words: it does not make the names that people gave long ones.
    if (terms.length === 0) continue;
    const known = lengths.get(source) ?? { sum: 0, count: 0 };
    lengths.set(source, { sum: known.sum + terms.length, count: known.count + 1 });
  }
  const postings = new Map<string, Posting[]>();
  documents.forEach((fields, document) => {
    for (const { source, terms } of fields) {
      const { sum = 0, count = 1 } = lengths.get(source) ?? {};
      const relative = sum === 0 ? 1 : (terms.length * count) / sum;
      const weight = fieldWeight[source] / (1 - lengthPenalty + lengthPenalty * relative);
      const bit = 1 << wordSources.indexOf(source);
      for (const term of terms) {
        const list = postings.get(term) ?? [];
        const last = list.at(-1);
        if (last?.document === document) {
          last.weight += weight;
          last.mask |= bit;
        } else {
          list.push({ document, weight, mask: bit });
          postings.set(term, list);
        }
      }
    }
  });
  return { size: documents.length, postings };
}

/** The documents that have a concept, and how. The lists belong together. */
export type Hits = {
  documents: Uint32Array;
  /** How well each has it, 0 to 1. */
  grades: Float32Array;
  /** Which alternative was met. */
  alternatives: Uint16Array;
  /** Where, as bits in the order of {@link wordSources}. */
  masks: Uint8Array;
  /** How much the concept tells the documents apart, 0 (all have it) to 1 (one has it). */
  information: number;
};

/** The documents that meet one alternative: each of its terms has to be there, the weakest one decides. */
function meet(
  { terms, strength }: Alternative,
  { postings }: Index,
): Map<number, { grade: number; mask: number }> {
  let met: Map<number, { grade: number; mask: number }> | null = null;
  for (const term of new Set(terms)) {
    const here = new Map<number, { grade: number; mask: number }>();
    for (const { document, weight, mask } of postings.get(term) ?? []) {
      const before = met?.get(document);
      if (met !== null && before === undefined) continue;
      const grade = (strength * weight) / (weight + saturation);
      here.set(document, { grade: Math.min(grade, before?.grade ?? 1), mask: mask | (before?.mask ?? 0) });
    }
    met = here;
    if (met.size === 0) break;
  }
  return met ?? new Map();
}

/** BM25's inverse document frequency as a share of that of a word that one document has. */
function informationOf(frequency: number, size: number): number {
  const inverse = (count: number) => Math.log(1 + (size - count + 0.5) / (count + 0.5));
  return Math.min(1, inverse(Math.min(size, Math.max(1, frequency))) / inverse(1));
}

/** Finds a concept in all documents. */
export function findConcept(concept: Concept, index: Index): Hits {
  const best = new Map<number, { grade: number; mask: number; alternative: number }>();
  concept.alternatives.forEach((each, alternative) => {
    for (const [document, { grade, mask }] of meet(each, index)) {
      const known = best.get(document);
      if (known === undefined || grade > known.grade) best.set(document, { grade, mask, alternative });
    }
  });
  const rows = [...best].sort(([a], [b]) => a - b);
  const grades = Float32Array.from(rows, ([, { grade }]) => grade);
  const top = grades.reduce((most, grade) => Math.max(most, grade), 0);
  const frequency = top === 0 ? 0 : grades.reduce((sum, grade) => sum + grade / top, 0);
  return {
    documents: Uint32Array.from(rows, ([document]) => document),
    grades,
    alternatives: Uint16Array.from(rows, ([, { alternative }]) => alternative),
    masks: Uint8Array.from(rows, ([, { mask }]) => mask),
    information: informationOf(frequency, index.size),
  };
}

/** Part of a score that does not depend on how much of the phrase was found. */
const certainShare = 0.5;
/** A word that is met at least so well is there: a translation as much as the word itself. */
const solid = 0.35;

/**
 * How well each document fits a phrase, 0 to 1. Each concept is evidence of its own, so that one rare word is nearly
 * enough and a word that most documents have is little; of what can be found at all, the more the better.
 */
export function scorePhrase(concepts: readonly Hits[], size: number): Float32Array {
  const doubt = new Float32Array(size).fill(1);
  const found = new Float32Array(size);
  let possible = 0;
  for (const { documents, grades, information } of concepts) {
    let top = 0;
    documents.forEach((document, at) => {
      const grade = grades[at] ?? 0;
      const has = information * Math.min(1, grade / solid);
      doubt[document] = (doubt[document] ?? 1) * (1 - information * grade);
      found[document] = (found[document] ?? 0) + has;
      top = Math.max(top, has);
    });
    possible += top;
  }
  return doubt.map((left, document) => {
    const coverage = possible === 0 ? 0 : (found[document] ?? 0) / possible;
    return (1 - left) * (certainShare + (1 - certainShare) * coverage);
  });
}
