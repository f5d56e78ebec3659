import { existsSync } from 'node:fs';
import { compareVectors } from '../embeddings/compare.ts';
import { loadPictureTower, loadTextTower } from '../embeddings/towers.ts';
import { loadRecogniser } from '../recognition/recogniser.ts';
import { downloadModel } from './download.ts';
import { keepLoaded } from './keep-loaded.ts';
import type { ModelFindings, ModelOrder, ModelReply } from './messages.ts';
import { reasonOf } from './model-error.ts';
import { knownHub } from './runtime.ts';
import { filesOf } from './weights.ts';

/**
 * The process in which models run: native code of others, with models of anybody and much memory. The server's event loop
 * stays free, a crash costs one order, and what a model took is given back when nobody has needed it for a while.
 */

const pictureTowers = keepLoaded(loadPictureTower);
const textTowers = keepLoaded(loadTextTower);
const recognisers = keepLoaded(loadRecogniser);

async function serve(order: ModelOrder): Promise<ModelFindings[ModelOrder['task']]> {
  switch (order.task) {
    case 'download': {
      const { id, folder, hub } = order;
      await downloadModel(hub === '' ? knownHub : hub, id, folder, existsSync(folder) ? filesOf(folder) : []);
      return { folder };
    }
    case 'pictures':
      return (await pictureTowers.take(order.model)).embed(order.files);
    case 'texts':
      return (await textTowers.take(order.model)).embed(order.texts);
    case 'compare':
      return compareVectors(order.phrases, order.pictures, order.length);
    case 'recognise':
      return (await recognisers.take(order.model)).recognise(order.sound, order.from);
    case 'inspect':
      return { kind: (await recognisers.take(order.model)).kind };
  }
}

process.on('disconnect', () => process.exit());
process.on('message', async (order: ModelOrder) => {
  const answer = (reply: ModelReply) => process.send?.(reply);
  try {
    answer({ found: await serve(order) });
  } catch (error) {
    answer({ failure: reasonOf(error) });
  }
});
