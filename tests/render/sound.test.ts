import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startGraph } from '../../src/render/engine/filter-graph.ts';
import { frameOfSamples, sampleInput } from '../../src/render/engine/sounds.ts';
import type { AudioTrackClip, ClipEffect } from '../../src/timeline/model.ts';
import { tone } from '../media/make-media.ts';
import { loudness, openStage, plain, type Stage, samplesOf } from './stage.ts';

/** What is heard in a rendered video, and when. */

type Samples = ReturnType<typeof samplesOf>;

/** Peak between the samples, in dBTP: the greatest value at four times the sample rate. */
function truePeak({ channels }: Samples): number {
  const [left = new Float32Array(), right = left] = channels;
  const interleaved = new Float32Array(left.length * 2);
  left.forEach((sample, index) => {
    interleaved[index * 2] = sample;
    interleaved[index * 2 + 1] = right[index] ?? 0;
  });
  const graph = startGraph('[in]aresample=192000[out]', 'audio', [sampleInput]);
  graph.push(0, frameOfSamples(interleaved, 0));
  graph.finish();
  let peak = 0;
  for (let frame = graph.pull(); frame !== null; frame = graph.pull()) {
    const bytes = frame.toBuffer();
    const floats = new Float32Array(
      bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + frame.nbSamples * 8),
    );
    for (const sample of floats) peak = Math.max(peak, Math.abs(sample));
  }
  return 20 * Math.log10(peak);
}

/** Share of the power of one frequency in a stretch of samples (Goertzel). */
function hasTone({ rate, channels }: Samples, frequency: number, from: number, to: number): boolean {
  const samples = (channels[0] ?? new Float32Array()).subarray(
    Math.round(from * rate),
    Math.round(to * rate),
  );
  const factor = 2 * Math.cos((2 * Math.PI * frequency) / rate);
  let [before, last, power] = [0, 0, 0];
  for (const sample of samples) {
    [before, last] = [last, sample + factor * last - before];
    power += sample * sample;
  }
  const share = (before * before + last * last - factor * before * last) / ((samples.length / 2) * power);
  return share > 0.1;
}

describe('sound of a rendered video', () => {
  let stage: Stage;
  const mix = async (
    clips: AudioTrackClip[],
    video: { MediaURL: string; Effects?: ClipEffect[] } = { MediaURL: 'mute.mp4' },
  ) => {
    const result = await stage.render({
      VideoTracks: [{ VideoTrackClips: [{ In: 0, Out: 2, ...video }], MainTrack: true }],
      AudioTracks: clips.map((clip) => ({ AudioTrackClips: [clip] })),
    });
    return samplesOf(result.file);
  };
  const wav = (frequency: number, seconds: number, layout = 'mono', rate = 48000) => ({
    graph: `sine=frequency=${frequency}:sample_rate=${rate}:duration=${seconds},volume=4,aformat=sample_fmts=s16:channel_layouts=${layout}`,
    codec: 'pcm_s16le',
  });

  before(async () => {
    stage = await openStage();
    await stage.add('mute.mp4', { streams: [plain('blue')] });
    await stage.add('loud.mp4', {
      streams: [
        plain('blue'),
        tone({ seconds: 2, filters: 'volume=4,aformat=sample_fmts=fltp:channel_layouts=stereo' }),
      ],
    });
    await stage.add('low.wav', { streams: [wav(300, 1)] });
    await stage.add('high.wav', { streams: [wav(1000, 0.5, 'stereo', 22050)] });
    await stage.add('surround.wav', { streams: [wav(600, 2, '5.1')] });
  });
  after(() => stage.close());

  it('is always there, in stereo, exactly as long as the video', async () => {
    for (const samples of [await mix([]), await mix([{ MediaURL: 'low.wav' }])]) {
      assert.equal(samples.rate, 48_000);
      assert.equal(samples.channels.length, 2);
      assert.ok(Math.abs((samples.channels[0]?.length ?? 0) - 2 * 48_000) < 1024);
    }
    assert.ok(loudness(await mix([]), 0, 2) < 1e-4, 'silence without sounds');
  });

  it('plays clips at their times', async () => {
    const samples = await mix([
      { MediaURL: 'low.wav', TimelineIn: 0.5, TimelineOut: 1.5 },
      { MediaURL: 'high.wav', TimelineIn: 1.5, TimelineOut: 2 },
    ]);
    assert.ok(loudness(samples, 0, 0.48) < 0.001);
    assert.ok(loudness(samples, 0.52, 0.6) > 0.1);
    assert.ok(hasTone(samples, 300, 0.55, 1.45) && !hasTone(samples, 1000, 0.55, 1.45));
    assert.ok(hasTone(samples, 1000, 1.55, 1.95) && !hasTone(samples, 300, 1.55, 1.95));
  });

  it('plays the own sound of a video unless it is muted', async () => {
    assert.ok(loudness(await mix([], { MediaURL: 'loud.mp4' }), 0.1, 1.9) > 0.1);
    const muted = await mix([], { MediaURL: 'loud.mp4', Effects: [{ Type: 'Volume', Gain: 0 }] });
    assert.ok(loudness(muted, 0.1, 1.9) < 1e-4);
  });

  it('scales the volume and fades', async () => {
    const whole = loudness(await mix([{ MediaURL: 'low.wav' }]), 0.2, 0.8);
    const half = await mix([{ MediaURL: 'low.wav', Effects: [{ Type: 'Volume', Gain: 0.5 }] }]);
    assert.ok(Math.abs(loudness(half, 0.2, 0.8) / whole - 0.5) < 0.02);
    const faded = await mix([
      { MediaURL: 'low.wav', Effects: [{ Type: 'AFade', SubType: 'Out', Duration: 0.5, Curve: 'tri' }] },
    ]);
    assert.ok(Math.abs(loudness(faded, 0.1, 0.4) / whole - 1) < 0.02);
    assert.ok(Math.abs(loudness(faded, 0.73, 0.77) / whole - 0.5) < 0.1);
    assert.ok(loudness(faded, 0.97, 1) / whole < 0.1);
  });

  it('loops music to its end without gaps', async () => {
    const samples = await mix([{ MediaURL: 'high.wav', LoopMode: true, TimelineIn: 0, TimelineOut: 2 }]);
    const pieces = Array.from({ length: 38 }, (_, index) =>
      loudness(samples, 0.05 + index * 0.05, 0.1 + index * 0.05),
    );
    const [least, most] = [Math.min(...pieces), Math.max(...pieces)];
    assert.ok(least > most * 0.9, `${least} to ${most}`);
  });

  it('keeps the pitch when the speed changes', async () => {
    const samples = await mix([{ MediaURL: 'low.wav', Speed: 0.5 }]);
    assert.ok(hasTone(samples, 300, 0.2, 1.8));
    assert.ok(loudness(samples, 1.7, 1.9) > 0.1, 'half the speed, twice the length');
  });

  it('mixes mono to both sides and surround down to two', async () => {
    for (const MediaURL of ['low.wav', 'surround.wav']) {
      const { rate, channels } = await mix([{ MediaURL }]);
      const sides = channels.map((channel) => loudness({ rate, channels: [channel] }, 0.2, 0.8));
      assert.ok(
        (sides[0] ?? 0) > 0.05 && Math.abs((sides[0] ?? 0) - (sides[1] ?? 0)) < 0.01,
        `${MediaURL}: ${sides}`,
      );
    }
  });

  it('never peaks above -1 dBTP, and leaves quiet mixes alone', async () => {
    const loud: ClipEffect[] = [{ Type: 'Volume', Gain: 10 }];
    const samples = await mix(
      [
        { MediaURL: 'low.wav', Effects: loud },
        { MediaURL: 'high.wav', LoopMode: true, TimelineIn: 0, TimelineOut: 2, Effects: loud },
      ],
      { MediaURL: 'loud.mp4', Effects: loud },
    );
    assert.ok(truePeak(samples) <= -1, `${truePeak(samples)} dBTP`);
    assert.ok(loudness(samples, 0.2, 0.8) > 0.2, 'it is still loud');
    // A sine of amplitude 0.5: its root mean square is 0.354.
    const quiet = await mix([{ MediaURL: 'low.wav' }]);
    assert.ok(Math.abs(loudness(quiet, 0.2, 0.8) - 0.354) < 0.01, `${loudness(quiet, 0.2, 0.8)}`);
  });
});
