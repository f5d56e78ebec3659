import { fraction, random, turn } from './paint.ts';

/** Samples a second of every sound that is made here. */
export const sampleRate = 48000;

/** Waves that roll in and out: noise through a slowly opening low-pass filter. */
export function surf(seconds: number): Float32Array {
  const roll = random(42);
  let low = 0;
  let lower = 0;
  return Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, sample) => {
    const second = sample / sampleRate;
    const swell = 0.5 - 0.5 * Math.cos(fraction(second / 4.5) * turn);
    low += (roll() * 2 - 1 - low) * (0.02 + 0.16 * swell * swell);
    lower += (low - lower) * 0.3;
    return lower * (0.22 + 0.5 * swell);
  });
}

/** A few birds that answer each other: short whistles that glide up and down. */
export function birdsong(seconds: number): Float32Array {
  const sound = new Float32Array(Math.round(seconds * sampleRate));
  const roll = random(7);
  for (let start = 0.4; start < seconds - 0.6; start += 0.25 + roll() * 0.65) {
    const pitch = 2300 + roll() * 1500;
    const chirps = 1 + Math.floor(roll() * 4);
    for (let chirp = 0; chirp < chirps; chirp++) {
      addChirp(sound, start + chirp * 0.11, pitch * (1 + chirp * 0.03), 0.09 + roll() * 0.08);
    }
  }
  return sound;
}

function addChirp(sound: Float32Array, start: number, pitch: number, loudness: number) {
  const length = 0.085;
  let phase = 0;
  for (let sample = 0; sample < length * sampleRate; sample++) {
    const part = sample / (length * sampleRate);
    phase += (pitch * (1 + 0.25 * Math.sin(part * Math.PI * 2))) / sampleRate;
    const at = Math.round(start * sampleRate) + sample;
    if (at < sound.length)
      sound[at] = (sound[at] ?? 0) + Math.sin(phase * turn) * Math.sin(part * Math.PI) ** 2 * loudness;
  }
}

/** A soft far bang with a crackle after it, at each of the given seconds. */
export function pops(seconds: number, times: number[]): Float32Array {
  const sound = new Float32Array(Math.round(seconds * sampleRate));
  const roll = random(99);
  for (const time of times) {
    let low = 0;
    for (let sample = 0; sample < sampleRate * 1.6; sample++) {
      const at = Math.round(time * sampleRate) + sample;
      if (at >= sound.length) break;
      const age = sample / sampleRate;
      low += (roll() * 2 - 1 - low) * 0.035;
      const bang = low * Math.exp(-age * 7) * 1.9;
      const crackle = age > 0.25 && roll() > 0.9985 ? (roll() - 0.5) * Math.exp(-age * 2.4) * 0.7 : 0;
      sound[at] = (sound[at] ?? 0) + bang + crackle;
    }
  }
  return sound.map((value) => Math.tanh(value));
}
