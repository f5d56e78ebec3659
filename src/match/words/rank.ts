import { type Concept, conceptsOf, indexTerms } from './concepts.ts';
import type { Dictionary } from './dictionary.ts';
import type { FoundConcept, WordsOrder, WordsReply } from './messages.ts';
import { findConcept, indexDocuments, scorePhrase } from './ranking.ts';
import { tokensOf } from './segment.ts';

/** All texts of an order. */
export function textsOf({ phrases, documents }: WordsOrder): string[] {
  return [...phrases, ...documents.flatMap((fields) => fields.map(({ text }) => text))];
}

/** An expression that is met so well is meant; its last word alone then counts by this share. */
const leastGrade = 0.5;
const refinedShare = 0.4;

const isFound = (concept: FoundConcept | undefined) =>
  concept?.grades.some((grade) => grade >= leastGrade) ?? false;

/** Compares all phrases with all documents; pure. */
export function rankDocuments({ phrases, documents }: WordsOrder, dictionary: Dictionary): WordsReply {
  const index = indexDocuments(
    documents.map((fields) =>
      fields.map(({ source, text }) => ({
        source,
        terms: indexTerms(tokensOf(text, dictionary, source === 'fileName'), dictionary),
      })),
    ),
  );
  const concepts: FoundConcept[] = [];
  const places = new Map<string, number>();
  const remembered = new Map<string, Concept>();
  const placeOf = (concept: Concept): number => {
    const known = places.get(concept.key);
    if (known !== undefined) return known;
    const { shown, alternatives } = concept;
    concepts.push({ ...findConcept(concept, index), shown, instead: alternatives.map((each) => each.shown) });
    places.set(concept.key, concepts.length - 1);
    return concepts.length - 1;
  };
  const rows = phrases.map((phrase) => {
    const asked = conceptsOf(tokensOf(phrase, dictionary, false), dictionary, remembered);
    const mine = asked.map((concept) => ({ ...concept, place: placeOf(concept) }));
    const refined = new Set(
      mine.flatMap(({ refines, place }) => (isFound(concepts[place]) ? (refines ?? []) : [])),
    );
    const hits = mine.flatMap(({ key, place }) => {
      const found = concepts[place];
      if (found === undefined) return [];
      return refined.has(key) ? { ...found, information: found.information * refinedShare } : found;
    });
    return { concepts: mine.map(({ place }) => place), scores: scorePhrase(hits, documents.length) };
  });
  return { concepts, phrases: rows };
}
