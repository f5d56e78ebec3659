import type { Sound } from './filter.ts';

/** Where sound begins and ends, in samples: what lies outside is more than 46 dB below the loudest sample. */
export function edgesOf({ samples }: Sound): { from: number; to: number } {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  const threshold = Math.max(peak * 0.005, 1e-4);
  let from = 0;
  while (from < samples.length && Math.abs(samples[from] ?? 0) < threshold) from++;
  let to = samples.length;
  while (to > from && Math.abs(samples[to - 1] ?? 0) < threshold) to--;
  return { from, to };
}

/** Greatest absolute sample. */
export function peakOf({ samples }: Sound): number {
  let peak = 0;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return peak;
}

/** Root mean square of sounds taken together; 0 for silence. */
export function levelOf(sounds: readonly Sound[]): number {
  let sum = 0;
  let count = 0;
  for (const { samples } of sounds) {
    for (const sample of samples) sum += sample * sample;
    count += samples.length;
  }
  return count === 0 ? 0 : Math.sqrt(sum / count);
}

type Section = { b: [number, number, number]; a: [number, number] };

/** The two filters of ITU-R BS.1770 (a shelf for the head, a high pass), for any sample rate. */
function weighting(rate: number): [Section, Section] {
  const shelf = () => {
    const k = Math.tan((Math.PI * 1681.974450955533) / rate);
    const q = 0.7071752369554196;
    const high = 10 ** (3.999843853973347 / 20);
    const band = high ** 0.4996667741545416;
    const norm = 1 + k / q + k * k;
    const b: Section['b'] = [
      (high + (band * k) / q + k * k) / norm,
      (2 * (k * k - high)) / norm,
      (high - (band * k) / q + k * k) / norm,
    ];
    return { b, a: [(2 * (k * k - 1)) / norm, (1 - k / q + k * k) / norm] } satisfies Section;
  };
  const highPass = () => {
    const k = Math.tan((Math.PI * 38.13547087602444) / rate);
    const q = 0.5003270373238773;
    const norm = 1 + k / q + k * k;
    return { b: [1, -2, 1], a: [(2 * (k * k - 1)) / norm, (1 - k / q + k * k) / norm] } satisfies Section;
  };
  return [shelf(), highPass()];
}

/** A filter that is fed sample by sample. */
function running({ b, a }: Section): (x: number) => number {
  let [x1, x2, y1, y2] = [0, 0, 0, 0];
  return (x) => {
    const y = b[0] * x + b[1] * x1 + b[2] * x2 - a[0] * y1 - a[1] * y2;
    x2 = x1;
    x1 = x;
    y2 = y1;
    y1 = y;
    return y;
  };
}

/**
 * The weighting of ITU-R BS.1770 for one channel, fed sample by sample: power behind it is as loud as it sounds.
 *
 * @param rate samples a second
 */
export function loudnessWeighting(rate: number): (sample: number) => number {
  const [shelf, highPass] = weighting(rate).map(running) as [(x: number) => number, (x: number) => number];
  return (sample) => highPass(shelf(sample));
}

/**
 * Weighted power of each tenth of a second; what is left at the end counts as one when it is all there is.
 */
function powersOf({ samples, rate }: Sound): number[] {
  const weigh = loudnessWeighting(rate);
  const hop = Math.max(1, Math.round(rate / 10));
  const powers: number[] = [];
  let sum = 0;
  samples.forEach((sample, at) => {
    const weighted = weigh(sample);
    sum += weighted * weighted;
    if ((at + 1) % hop === 0) {
      powers.push(sum / hop);
      sum = 0;
    }
  });
  return powers.length > 0 || samples.length === 0 ? powers : [sum / samples.length];
}

/**
 * Loudness of one channel in LUFS after ITU-R BS.1770 with its gates (-70 LUFS and 10 LU below the mean);
 * -Infinity for silence. A sound shorter than a block of 400 ms is one block.
 */
export function loudnessOf(sound: Sound): number {
  const tenths = powersOf(sound);
  const length = Math.min(4, tenths.length);
  const mean = (list: number[]) => list.reduce((sum, power) => sum + power, 0) / list.length;
  const loudness = (power: number) => -0.691 + 10 * Math.log10(power);
  const blocks = tenths.slice(length - 1).map((_, index) => mean(tenths.slice(index, index + length)));
  const audible = blocks.filter((power) => loudness(power) > -70);
  if (audible.length === 0) return Number.NEGATIVE_INFINITY;
  const gate = loudness(mean(audible)) - 10;
  return loudness(mean(audible.filter((power) => loudness(power) > gate)));
}
