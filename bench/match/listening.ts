import { openSpeechDetector, speechRate } from '../../src/media/sound/speech-detector.ts';
import { randomFor } from '../../src/mix/random.ts';

const soundSeconds = 120;

/**
 * Measures how fast speech is looked for in sound, on one thread.
 *
 * @returns seconds of sound for a second of processor time
 */
export async function measureListening(): Promise<number> {
  const random = randomFor('bench', 'sound');
  const second = Float32Array.from({ length: speechRate }, () => (random.fraction() - 0.5) / 4);
  const detector = await openSpeechDetector();
  try {
    await detector.add(second);
    const before = process.cpuUsage();
    for (let done = 0; done < soundSeconds; done++) await detector.add(second);
    const { user, system } = process.cpuUsage(before);
    return soundSeconds / ((user + system) / 1e6);
  } finally {
    await detector.close();
  }
}
