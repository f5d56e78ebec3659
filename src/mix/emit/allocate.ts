/** A shot that takes part in sharing out a length: its natural length and the most it can show, in frames. */
export type Share = { natural: number; most: number };

/** Sum of the greatest lengths; may be infinite. */
export function capacity(shares: readonly Share[]): number {
  return shares.reduce((sum, { most }) => sum + most, 0);
}

/** Frames of each share when all are stretched by the same factor, none beyond its most. */
const stretched = (shares: readonly Share[], factor: number) =>
  shares.map(({ natural, most }) => Math.min(most, natural * factor));

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);

/**
 * Shares out `frames` frames in proportion to the natural lengths, none beyond its most. The parts are whole and add up
 * exactly.
 *
 * @throws RangeError when the shares cannot hold as many frames
 */
export function allocate(shares: readonly Share[], frames: number): number[] {
  const whole = shares.map(({ natural, most }) => ({ natural, most: Math.floor(most) }));
  if (capacity(whole) < frames) throw new RangeError(`${frames} frames do not fit into ${capacity(whole)}`);
  let low = 0;
  let high = 1;
  while (sum(stretched(whole, high)) < frames) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (sum(stretched(whole, middle)) < frames) low = middle;
    else high = middle;
  }
  return roundShares(stretched(whole, high), whole, frames);
}

/** Whole parts that add up to `frames`: those with the largest remainder get the frames that are left over. */
function roundShares(exact: readonly number[], shares: readonly Share[], frames: number): number[] {
  const parts = exact.map(Math.floor);
  const order = [...exact.keys()].sort(
    (a, b) => (exact[b] ?? 0) - (parts[b] ?? 0) - ((exact[a] ?? 0) - (parts[a] ?? 0)) || a - b,
  );
  let left = frames - sum(parts);
  while (left !== 0) {
    const before = left;
    for (const index of order) {
      const step = Math.sign(left);
      const part = (parts[index] ?? 0) + step;
      if (step === 0 || part < 0 || part > (shares[index]?.most ?? 0)) continue;
      parts[index] = part;
      left -= step;
    }
    if (left === before) throw new RangeError('the frames do not fit');
  }
  return parts;
}

/**
 * Shows the shots at their natural lengths one after the other and cuts the last one at `frames`. A rest shorter than
 * `least` is taken from the shot before it, so that nothing flashes up.
 */
export function cutAt(shares: readonly Share[], frames: number, least: number): number[] {
  const parts: number[] = [];
  let left = frames;
  for (const { natural } of shares) {
    const part = Math.min(left, Math.round(natural));
    parts.push(part);
    left -= part;
  }
  const last = parts.findLastIndex((part) => part > 0);
  const before = parts[last - 1];
  const end = parts[last];
  if (before !== undefined && end !== undefined && end < least && before >= 2 * least) {
    const wanted = Math.min(least, Math.floor(shares[last]?.most ?? 0));
    parts[last - 1] = before - (wanted - end);
    parts[last] = wanted;
  }
  return parts;
}
