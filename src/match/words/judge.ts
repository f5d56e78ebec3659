import { fileURLToPath } from 'node:url';
import { askNewProcess } from '../../processes/ask.ts';
import type { Judge, WordSource } from '../judge.ts';
import type { FoundConcept, WordsOrder, WordsReply } from './messages.ts';
import { wordSources } from './ranking.ts';

const places: Record<WordSource, string> = {
  title: 'the title',
  tags: 'the tags',
  description: 'the description',
  screenText: 'the text on screen',
  spokenWords: 'what is spoken',
  fileName: 'the file name',
  category: 'the category',
};

const processPath = fileURLToPath(new URL('./words-process.ts', import.meta.url));

/** A comparison that takes longer hangs: a large library takes seconds. */
const timeLimit = 10 * 60_000;

/** Asks a process of its own; ends it when the signal comes. */
async function ask(order: WordsOrder, signal: AbortSignal): Promise<WordsReply> {
  const answer = await askNewProcess<WordsReply>(processPath, order, { timeLimit, signal });
  if ('reply' in answer) return answer.reply;
  const { end } = answer;
  const how = end.why === 'crash' ? end.how : 'it took too long';
  throw new Error(`the process that compares words ended early (${how})`);
}

/** Where in its lists a concept has a document, or -1. */
function placeOf({ documents }: FoundConcept, document: number): number {
  let [low, high] = [0, documents.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const here = documents[middle] ?? 0;
    if (here === document) return middle;
    if (here < document) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

/** `红色 (red), 裙子 (skirt) in the file name; sale in the text on screen`, the best place first. */
function describe(concepts: readonly FoundConcept[], document: number): string {
  const byPlace = new Map<string, string[]>();
  for (const concept of concepts) {
    const at = placeOf(concept, document);
    if (at < 0) continue;
    const instead = concept.instead[concept.alternatives[at] ?? 0] ?? '';
    const word = instead === '' ? concept.shown : `${concept.shown} (${instead})`;
    const source = wordSources.find((_, bit) => ((concept.masks[at] ?? 0) >> bit) & 1);
    const place = places[source ?? 'title'];
    byPlace.set(place, [...(byPlace.get(place) ?? []), word]);
  }
  const order = wordSources.map((source) => places[source]);
  return [...byPlace]
    .sort(([a], [b]) => order.indexOf(a) - order.indexOf(b))
    .map(([place, words]) => `${words.join(', ')} in ${place}`)
    .join('; ');
}

/**
 * Compares phrases with the words of shots (`ShotEvidence.words`): BM25 over told-apart words, across Chinese and
 * English. A rare word that is met in full scores near 1, one that most of the footage has scores little; scores of
 * different phrases are comparable. Works in a process of its own.
 */
export const wordsJudge: Judge = async (phrases, shots, signal) => {
  // Shots of a material mostly have the same words: they are one document, and count once for how rare a word is.
  const keys = new Map<string, number>();
  const documents: WordsOrder['documents'][number][] = [];
  const documentOf = shots.map(({ words }) => {
    const key = JSON.stringify(words.map(({ source, text }) => [source, text]));
    const known = keys.get(key);
    if (known !== undefined) return known;
    keys.set(key, documents.length);
    return documents.push(words.map(({ source, text }) => ({ source, text }))) - 1;
  });
  const reply = await ask({ phrases, documents }, signal);
  return {
    judge: 'words',
    scores: reply.phrases.map(({ scores }) =>
      Float32Array.from(documentOf, (document) => scores[document] ?? 0),
    ),
    detail(phrase, shot) {
      const concepts = reply.phrases[phrase]?.concepts.flatMap((place) => reply.concepts[place] ?? []);
      return describe(concepts ?? [], documentOf[shot] ?? -1);
    },
  };
};
