import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fingerprintOf } from '../../media/fingerprint.ts';
import { filesOf } from './weights.ts';

/** Files that decide what a model finds. */
const deciding = /\.(json|onnx|onnx_data(_\d+)?|safetensors|txt|model)$/;

/**
 * Names a model by what is in its files (20 hex digits), so that what it found is found again only with the same model,
 * wherever its folder lies.
 *
 * @throws ModelError when there is no such folder
 */
export async function modelFingerprint(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of filesOf(folder).toSorted()) {
    if (deciding.test(file)) hash.update(`${file} ${await fingerprintOf(join(folder, file))}\n`);
  }
  return hash.digest('hex').slice(0, 20);
}
