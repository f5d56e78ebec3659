import { random, turn } from './paint.ts';
import { sampleRate } from './sounds.ts';

/** A quarter note at 80 beats a minute, in samples; the piece is 8 bars of 4. */
const beat = sampleRate * 0.75;
const bars = 8;

/** Notes of each bar as semitones above C4, bass note first. */
const chords = [
  [-19, 5, 9, 12, 16],
  [-20, 4, 7, 11, 14],
  [-22, 2, 5, 9, 12],
  [-24, 0, 4, 7, 11],
  [-19, 5, 9, 12, 16],
  [-17, 7, 11, 14, 16],
  [-15, 4, 9, 12, 16],
  [-24, 0, 4, 7, 14],
];
/** Which chord note each eighth of a bar plays. */
const figure = [1, 3, 2, 4, 3, 2, 4, 3];

/** Makes the piece a quiet bed of about -20 LUFS. */
const loudness = 0.73;

const hertz = (semitones: number) => 261.6256 * 2 ** (semitones / 12);

/** Two channels of samples that start again seamlessly when they end: 24 seconds of calm chords, plucks and soft drums. */
export function composeMusic(): [left: Float32Array, right: Float32Array] {
  const length = beat * 4 * bars;
  const left = new Float32Array(length);
  const right = new Float32Array(length);
  /** Adds a sound at a sample; what goes past the end is heard at the start, so that the loop has no seam. */
  const play = (start: number, seconds: number, pan: number, tone: (second: number) => number) => {
    for (let sample = 0; sample < seconds * sampleRate; sample++) {
      const at = (Math.round(start) + sample) % length;
      const value = tone(sample / sampleRate);
      left[at] = (left[at] ?? 0) + value * (1 - pan);
      right[at] = (right[at] ?? 0) + value * (1 + pan);
    }
  };
  for (const [bar, [bass = 0, ...notes]] of chords.entries()) {
    const start = bar * 4 * beat;
    for (const [index, note] of notes.entries()) play(start, 3.6, (index - 1.5) * 0.25, pad(hertz(note)));
    for (const at of [0, 1.5, 2, 3.5]) play(start + at * beat, 0.9, 0, low(hertz(bass)));
    for (const [eighth, pick] of figure.entries()) {
      const high = notes[pick - 1] ?? 0;
      const strength = eighth % 4 === 0 ? 1 : 0.72;
      play(
        start + (eighth * beat) / 2,
        1.5,
        Math.sin(bar * 8 + eighth) * 0.45,
        pluck(hertz(high + 12), strength),
      );
    }
    drums(play, start, bar);
  }
  return [left.map(settle), right.map(settle)];
}

const settle = (value: number) => Math.tanh(value * 1.1) * loudness;

type Play = (start: number, seconds: number, pan: number, tone: (second: number) => number) => void;

function drums(play: Play, start: number, bar: number) {
  const roll = random(bar + 1);
  for (const at of [0, 2, ...(bar % 2 === 1 ? [2.75] : [])]) play(start + at * beat, 0.4, 0, kick);
  for (const at of [1, 3])
    play(start + at * beat, 0.16, 0.1, (second) => (roll() - 0.5) * 0.2 * Math.exp(-second * 32));
  for (let sixteenth = 0; sixteenth < 16; sixteenth++) {
    let last = 0;
    const strength = sixteenth % 4 === 2 ? 0.1 : 0.035;
    play(start + (sixteenth * beat) / 4, 0.06, -0.3, (second) => {
      const noise = roll() - 0.5;
      const sharp = noise - last;
      last = noise;
      return sharp * strength * Math.exp(-second * 70);
    });
  }
}

const kick = (second: number) => {
  const phase = 46 * second + (64 / 28) * (1 - Math.exp(-28 * second));
  return Math.sin(phase * turn) * 0.5 * Math.exp(-second * 11);
};

const pad = (pitch: number) => (second: number) => {
  const swell = Math.min(1, second / 0.7) * Math.min(1, (3.6 - second) / 0.9);
  const voice = (detune: number) => {
    const phase = second * pitch * detune * turn;
    return Math.sin(phase) + 0.22 * Math.sin(phase * 2) + 0.07 * Math.sin(phase * 3);
  };
  return (voice(1.0018) + voice(0.9982)) * 0.022 * swell;
};

const low = (pitch: number) => (second: number) => {
  const phase = second * pitch * turn;
  const shape = Math.min(1, second / 0.012) * Math.exp(-second * 2.6) * Math.min(1, (0.9 - second) / 0.1);
  return (Math.sin(phase) + 0.35 * Math.sin(phase * 2) + 0.1 * Math.sin(phase * 3)) * 0.2 * shape;
};

const pluck = (pitch: number, strength: number) => (second: number) => {
  const phase = second * pitch * turn;
  const bright = Math.exp(-second * 9);
  const shape = Math.min(1, second / 0.004) * Math.exp(-second * 3.4);
  return (
    (Math.sin(phase) + 0.4 * bright * Math.sin(phase * 2) + 0.25 * bright * Math.sin(phase * 4)) *
    0.085 *
    strength *
    shape
  );
};

/** A 16-bit WAV file of the channels. */
export function wavFile(channels: Float32Array[]): Buffer {
  const samples = channels[0]?.length ?? 0;
  const block = channels.length * 2;
  const file = Buffer.alloc(44 + samples * block);
  file.write('RIFF', 0);
  file.writeUInt32LE(file.length - 8, 4);
  file.write('WAVEfmt ', 8);
  file.writeUInt32LE(16, 16);
  file.writeUInt16LE(1, 20);
  file.writeUInt16LE(channels.length, 22);
  file.writeUInt32LE(sampleRate, 24);
  file.writeUInt32LE(sampleRate * block, 28);
  file.writeUInt16LE(block, 32);
  file.writeUInt16LE(16, 34);
  file.write('data', 36);
  file.writeUInt32LE(samples * block, 40);
  for (const [channel, values] of channels.entries()) {
    for (let sample = 0; sample < samples; sample++) {
      const value = Math.max(-1, Math.min(1, values[sample] ?? 0));
      file.writeInt16LE(Math.round(value * 32767), 44 + sample * block + channel * 2);
    }
  }
  return file;
}
