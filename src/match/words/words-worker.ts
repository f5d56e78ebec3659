import { parentPort, workerData } from 'node:worker_threads';
import type { WordsOrder } from './messages.ts';
import { hasHan, rankDocuments } from './rank.ts';

/**
 * The thread in which words are compared: it loads the dictionary, answers its one order and ends, which gives the
 * memory back and keeps the server's event loop free.
 */

const order = workerData as WordsOrder;
const dictionary = hasHan(order) ? (await import('./dictionary.ts')).openDictionary() : null;
parentPort?.postMessage(rankDocuments(order, dictionary));
