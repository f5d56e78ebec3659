import type { SoundCourse } from '../../timeline/sound-course.ts';

/** Bytes of one step: loudness as a 16-bit number of hundredths of a LUFS, then speech as 0 to 255. */
const stepBytes = 3;

/** Writes a course as bytes: 30 for each second. */
export function writeSoundCourse({ loudness, speech }: SoundCourse): Buffer {
  const bytes = Buffer.alloc(loudness.length * stepBytes);
  for (const [step, value] of loudness.entries()) {
    bytes.writeInt16LE(Math.round(Math.max(-32_000, Math.min(32_000, value * 100))), step * stepBytes);
    bytes.writeUInt8(Math.round((speech[step] ?? 0) * 255), step * stepBytes + 2);
  }
  return bytes;
}

/** Reads what {@link writeSoundCourse} wrote. */
export function readSoundCourse(bytes: Buffer): SoundCourse {
  const length = Math.floor(bytes.length / stepBytes);
  const steps = Array.from({ length }, (_, step) => step * stepBytes);
  return {
    loudness: Float32Array.from(steps, (at) => bytes.readInt16LE(at) / 100),
    speech: Float32Array.from(steps, (at) => bytes.readUInt8(at + 2) / 255),
  };
}
