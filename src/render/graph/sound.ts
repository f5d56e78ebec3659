import type { Sound } from '../../timeline/edit.ts';

/**
 * Filter graph text for the sound: one graph for each clip, one for the whole. Everything inside is 48 kHz stereo
 * float. Pure.
 */

/** Samples a second of the output. */
export const sampleRate = 48_000;

const number = (value: number) => String(Number(value.toFixed(6)));

/** atempo takes 0.5 to 100; slower speeds are reached in steps. */
function tempoFilters(speed: number): string[] {
  const filters: string[] = [];
  let rest = speed;
  while (rest < 0.5) {
    filters.push('atempo=0.5');
    rest /= 0.5;
  }
  if (Math.abs(rest - 1) > 1e-6) filters.push(`atempo=${number(rest)}`);
  return filters;
}

/**
 * The piece of a source, once: cut, levelled, at its speed, from time 0. Input times (`[in]`) are source times.
 *
 * @param channels of the input
 */
export function pieceGraph(sound: Sound, channels: number): string {
  const volumes = sound.effects.flatMap((effect) => {
    if (effect.Type !== 'Volume' || effect.Gain === 1) return [];
    const range = effect.In !== undefined || effect.Out !== undefined;
    const when = range ? `:enable='between(t,${number(effect.In ?? 0)},${number(effect.Out ?? 1e9)})'` : '';
    return [`volume=${number(effect.Gain)}${when}`];
  });
  return `[in]${[
    `atrim=start=${number(sound.in)}:end=${number(sound.out)}`,
    ...volumes,
    `asetpts=PTS-${number(sound.in)}/TB`,
    // Puts the samples at their times: silence where the source has none.
    `aresample=${sampleRate}:async=1:first_pts=0`,
    // FFmpeg's own way from one channel to two loses 3 dB.
    ...(channels === 1 ? ['pan=stereo|c0=c0|c1=c0'] : []),
    'aformat=sample_fmts=flt:channel_layouts=stereo',
    ...tempoFilters(sound.speed),
  ].join(',')}[out]`;
}

/** Milliseconds of fade at both ends of every clip: a sound that is cut in the middle of a wave clicks. */
const edge = 0.004;

/**
 * Fades of a clip, over its whole length on the output.
 *
 * @param seconds length of the clip on the output
 */
export function fadeGraph(sound: Sound, seconds: number): string {
  const fades = sound.effects.flatMap((effect) => {
    if (effect.Type !== 'AFade' || effect.Duration <= 0) return [];
    const duration = Math.min(effect.Duration, seconds);
    const start = effect.SubType === 'In' ? 0 : seconds - duration;
    const curve = /^[a-z]+$/.test(effect.Curve ?? '') ? effect.Curve : 'exp';
    return [
      `afade=t=${effect.SubType.toLowerCase()}:st=${number(start)}:d=${number(duration)}:curve=${curve}`,
    ];
  });
  const edges = [
    `afade=t=in:st=0:d=${edge}:curve=tri`,
    `afade=t=out:st=${number(Math.max(0, seconds - edge))}:d=${edge}:curve=tri`,
  ];
  return `[in]${[...fades, ...edges].join(',')}[out]`;
}

/**
 * The master: a limiter that keeps the true peak at or below -1 dBTP, working on four times the sample rate so that
 * it sees the peaks between the samples, and leaves everything below alone.
 *
 * @param frameSize samples of a frame of the encoder
 */
export function masterGraph(frameSize: number): string {
  return `[in]${[
    `aresample=${sampleRate * 4}`,
    // -1.5 dB: the encoder adds a little to the peaks.
    'alimiter=limit=0.8414:attack=5:release=50:level=disabled:latency=1',
    `aresample=${sampleRate}`,
    'aformat=sample_fmts=fltp:channel_layouts=stereo',
    `asetnsamples=n=${frameSize}:p=0`,
  ].join(',')}[out]`;
}
