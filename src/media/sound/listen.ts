import { setImmediate } from 'node:timers/promises';
import type { Source } from '../../timeline/material.ts';
import type { SoundCourse } from '../../timeline/sound-course.ts';
import { decodeSound } from './decode-sound.ts';
import { openLoudnessMeter } from './loudness.ts';
import { openSpeechDetector, speechRate } from './speech-detector.ts';

/** Samples after which the process may look up: a second. */
const breath = speechRate;

/**
 * Listens to the sound of a video once, from its first to its last sample. Runs in a listener process.
 *
 * @throws SourceError, EngineError when the sound cannot be decoded
 */
export async function listen(source: Source): Promise<SoundCourse> {
  const meter = openLoudnessMeter(speechRate);
  const detector = await openSpeechDetector();
  try {
    let heard = 0;
    for (const samples of decodeSound(source)) {
      meter.add(samples);
      await detector.add(samples);
      heard += samples.length;
      if (heard < breath) continue;
      heard = 0;
      await setImmediate();
    }
    const speech = await detector.course();
    const loudness = meter.course();
    const steps = Math.min(speech.length, loudness.length);
    return { loudness: loudness.subarray(0, steps), speech: speech.subarray(0, steps) };
  } finally {
    await detector.close();
  }
}
