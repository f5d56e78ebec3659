import { openDictionary } from './dictionary.ts';
import type { WordsOrder } from './messages.ts';
import { rankDocuments, textsOf } from './rank.ts';

/**
 * The process in which words are compared: it loads the dictionary, answers its one order and ends. A thread would keep
 * 150 MB of the server's memory for ever after.
 */

process.on('message', (order: WordsOrder) => {
  const reply = rankDocuments(order, openDictionary(textsOf(order)));
  process.send?.(reply, () => process.disconnect());
});
process.on('disconnect', () => process.exit());
