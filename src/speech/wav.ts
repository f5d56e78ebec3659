import type { Sound } from './filter.ts';

const headerSize = 44;
/** Channels of a WAV file that are still mixed down; more is no speech. */
const mostChannels = 8;

/** A 16-bit mono WAV file. */
export function encodeWav({ samples, rate }: Sound): Buffer {
  const file = Buffer.alloc(headerSize + samples.length * 2);
  file.write('RIFF', 0, 'latin1');
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8, 'latin1');
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(1, 22);
  file.writeUInt32LE(rate, 24);
  file.writeUInt32LE(rate * 2, 28);
  file.writeUInt16LE(2, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36, 'latin1');
  file.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, at) => {
    file.writeInt16LE(Math.round(Math.min(1, Math.max(-1, sample)) * 32767), headerSize + at * 2);
  });
  return file;
}

type Layout = { float: boolean; channels: number; rate: number; bytes: number };

function readSample(file: Buffer, at: number, { float, bytes }: Layout): number {
  if (float) return bytes === 8 ? file.readDoubleLE(at) : file.readFloatLE(at);
  if (bytes === 1) return (file.readUInt8(at) - 128) / 128;
  return file.readIntLE(at, bytes) / 2 ** (bytes * 8 - 1);
}

function readLayout(file: Buffer, at: number): Layout {
  // 0xFFFE keeps the real format in its extension, whose first two bytes are the number.
  const tag = file.readUInt16LE(at);
  const format = tag === 0xfffe ? file.readUInt16LE(at + 24) : tag;
  const layout = {
    float: format === 3,
    channels: file.readUInt16LE(at + 2),
    rate: file.readUInt32LE(at + 4),
    bytes: file.readUInt16LE(at + 14) / 8,
  };
  const sizes = layout.float ? [4, 8] : [1, 2, 3, 4];
  const known = (format === 1 || format === 3) && sizes.includes(layout.bytes);
  if (
    !known ||
    layout.channels < 1 ||
    layout.channels > mostChannels ||
    layout.rate < 4000 ||
    layout.rate > 192_000
  ) {
    throw new Error('the WAV file has a format that cannot be read');
  }
  return layout;
}

/**
 * Reads a WAV file (8 to 32-bit PCM or float), mixed down to one channel. Lengths in the header that are
 * wrong, as in streamed answers, are taken as "to the end".
 *
 * @throws Error when it is none
 */
export function decodeWav(file: Buffer): Sound {
  if (
    file.length < 12 ||
    file.toString('latin1', 0, 4) !== 'RIFF' ||
    file.toString('latin1', 8, 12) !== 'WAVE'
  ) {
    throw new Error('the answer is not a WAV file');
  }
  let layout: Layout | null = null;
  for (let at = 12; at + 8 <= file.length; ) {
    const name = file.toString('latin1', at, at + 4);
    const size = Math.min(file.readUInt32LE(at + 4), file.length - at - 8);
    if (name === 'fmt ' && size >= 16) layout = readLayout(file, at + 8);
    if (name === 'data' && layout !== null) {
      const { channels, bytes, rate } = layout;
      const frame = channels * bytes;
      const samples = new Float32Array(Math.floor(size / frame));
      for (let index = 0; index < samples.length; index++) {
        let sum = 0;
        for (let channel = 0; channel < channels; channel++) {
          sum += readSample(file, at + 8 + index * frame + channel * bytes, layout);
        }
        samples[index] = sum / channels;
      }
      return { samples, rate };
    }
    at += 8 + size + (size % 2);
  }
  throw new Error('the WAV file has no sound in it');
}
