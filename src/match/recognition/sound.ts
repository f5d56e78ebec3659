import { fileURLToPath } from 'node:url';
import { askNewProcess } from '../../processes/ask.ts';
import type { Source } from '../../timeline/material.ts';
import { ModelError } from '../models/model-error.ts';
import type { SoundOrder, SoundReply } from './sound-process.ts';

const processPath = fileURLToPath(new URL('./sound-process.ts', import.meta.url));
/** Decoding two hours takes less than one minute; what takes longer hangs. */
const timeLimit = 10 * 60_000;

/**
 * Writes the sound of a material into a file as a speech model hears it: 16 bits, one channel. It is decoded in a process
 * of its own.
 *
 * @throws ModelError when the sound cannot be decoded, or the reason of the signal
 */
export async function writeSound(
  source: Source,
  output: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const order: SoundOrder = { source, output };
  const answer = await askNewProcess<SoundReply>(processPath, order, { timeLimit, signal });
  const failed = (reason: string) => new ModelError(`the sound could not be decoded: ${reason}`);
  if ('end' in answer) throw failed(answer.end.why === 'crash' ? answer.end.how : 'it takes too long');
  if (answer.reply.failure !== null) throw failed(answer.reply.failure);
}
