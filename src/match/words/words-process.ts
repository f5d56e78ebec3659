import type { WordsOrder } from './messages.ts';
import { hasHan, rankDocuments, textsOf } from './rank.ts';

/**
 * The process in which words are compared: it loads the dictionary, answers its one order and ends. A thread would keep
 * 150 MB of the server's memory for ever after.
 */

process.on('message', async (order: WordsOrder) => {
  const dictionary = hasHan(order) ? (await import('./dictionary.ts')).openDictionary(textsOf(order)) : null;
  process.send?.(rankDocuments(order, dictionary), () => process.disconnect());
});
process.on('disconnect', () => process.exit());
