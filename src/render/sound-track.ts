import type { Packet } from 'node-av/lib';
import type { Edit, Sound } from '../timeline/edit.ts';
import { startGraph } from './engine/filter-graph.ts';
import { openSoundEncoder, type SoundEncoder } from './engine/sound-encoder.ts';
import { frameOfSamples, openSound, type SoundReader, sampleInput } from './engine/sounds.ts';
import { masterGraph, sampleRate } from './graph/sound.ts';

/** The sound of the video: all clips added up, limited, encoded. */
export type SoundTrack = {
  encoder: SoundEncoder;
  /** Mixes and encodes up to a frame of the video; the last frame ends the track. */
  advanceTo(frame: number, sink: (packet: Packet) => void): void;
  /** Frees everything it holds. */
  close(): void;
};

/** Samples that are mixed at once. */
const block = 4096;

/** Prepares the track; a video without any sound gets a silent one, which players and joiners expect. */
export function openSoundTrack(edit: Edit): SoundTrack {
  const toSamples = (frames: number) => Math.round((frames * edit.rate.den * sampleRate) / edit.rate.num);
  const total = toSamples(edit.frames);
  const encoder = openSoundEncoder();
  const master = startGraph(masterGraph(encoder.context.frameSize), 'audio', [sampleInput]);
  const waiting = edit.sounds.map((sound) => ({
    sound,
    start: toSamples(sound.start),
    end: toSamples(sound.end),
  }));
  const open = new Map<Sound, SoundReader>();
  let position = 0;

  const mix = (count: number): Float32Array => {
    const samples = new Float32Array(count * 2);
    for (const { sound, start, end } of waiting) {
      if (end <= position || start >= position + count) continue;
      const reader = open.get(sound) ?? openSound(sound, end - start);
      open.set(sound, reader);
      const from = Math.max(0, start - position);
      const to = Math.min(count, end - position);
      reader.addTo(samples.subarray(from * 2, to * 2));
      if (end > position + count) continue;
      reader.close();
      open.delete(sound);
    }
    return samples;
  };

  const encodeReady = (sink: (packet: Packet) => void) => {
    for (let frame = master.pull(); frame !== null; frame = master.pull()) {
      encoder.send(frame, sink);
      frame.free();
    }
  };

  return {
    encoder,
    advanceTo(frame, sink) {
      const until = toSamples(frame);
      while (position < until) {
        const count = Math.min(block, until - position);
        const input = frameOfSamples(mix(count), position);
        master.push(0, input);
        input.free();
        position += count;
        encodeReady(sink);
      }
      if (position < total) return;
      master.finish();
      encodeReady(sink);
      encoder.send(null, sink);
    },
    close() {
      for (const reader of open.values()) reader.close();
      master.close();
      encoder.close();
    },
  };
}
