import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A stream of random choices; each call moves it on. */
export type Random = {
  /** An integer from 0 to `below - 1`. */
  int(below: number): number;
  /** A number from 0 (included) to 1 (excluded). */
  fraction(): number;
  /** A copy of the items in random order. */
  shuffle<T>(items: readonly T[]): T[];
};

/**
 * The random choices for one purpose (design.md section 7): equal seeds and purposes give equal streams, and a choice
 * that is made or left out for one purpose moves no other.
 *
 * @example randomFor(seed, 'sticker').int(10)
 * @example randomFor(seed, 'offset', outputIndex, media).fraction()
 */
export function randomFor(seed: string, ...purpose: (string | number)[]): Random {
  const hash = createHash('sha256')
    .update(JSON.stringify([seed, ...purpose]))
    .digest();
  const generator = xoroshiro128plusFromState([0, 4, 8, 12].map((offset) => hash.readInt32LE(offset)));
  const int = (below: number) => uniformInt(generator, 0, below - 1);
  return {
    int,
    fraction: () => uniformFloat64(generator),
    shuffle: (items) => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last--) {
        const other = int(last + 1);
        [shuffled[last], shuffled[other]] = [
          shuffled[other] as (typeof items)[number],
          shuffled[last] as (typeof items)[number],
        ];
      }
      return shuffled;
    },
  };
}

/**
 * Draws an item for each of `count` outputs so that none is drawn again while others have been drawn less often
 * (batch.md 9.1, step 3), and neighbours differ where there is a choice. Without items every draw is undefined.
 */
export function drawEvenly<T>(items: readonly T[], count: number, random: Random): (T | undefined)[] {
  const order: number[] = [];
  const indices = [...items.keys()];
  while (order.length < count && indices.length > 0) {
    const round = random.shuffle(indices);
    // The first of a round must not repeat the last of the one before.
    if (round.length > 1 && round[0] === order.at(-1)) round.push(round.shift() as number);
    order.push(...round);
  }
  return Array.from({ length: count }, (_, index) => items[order[index] ?? -1]);
}
