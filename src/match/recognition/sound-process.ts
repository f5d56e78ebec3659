import { closeSync, openSync, writeSync } from 'node:fs';
import { AV_LOG_QUIET, Log } from 'node-av';
import { decodeSound } from '../../media/sound/decode-sound.ts';
import type { Source } from '../../timeline/material.ts';

/**
 * The process that decodes the sound of one material for a speech model: a decoder that crashes takes this process with
 * it and not the models. It writes as it decodes, so that its memory does not grow with the length of the sound.
 */

/** What the process is asked for: the sound of `source`, written to the file `output` in 16 bits. */
export type SoundOrder = { source: Source; output: string };
/** Its answer; `failure` says why there is no sound. */
export type SoundReply = { failure: string | null };

function decode({ source, output }: SoundOrder): void {
  const file = openSync(output, 'w');
  try {
    for (const samples of decodeSound(source)) {
      const bits = Int16Array.from(samples, (sample) =>
        Math.round(Math.min(1, Math.max(-1, sample)) * 32_767),
      );
      writeSync(file, new Uint8Array(bits.buffer));
    }
  } finally {
    closeSync(file);
  }
}

Log.setLevel(AV_LOG_QUIET);
process.on('disconnect', () => process.exit());
process.on('message', (order: SoundOrder) => {
  const answer = (reply: SoundReply) => process.send?.(reply, () => process.disconnect());
  try {
    decode(order);
    answer({ failure: null });
  } catch (error) {
    answer({ failure: error instanceof Error ? error.message : String(error) });
  }
});
