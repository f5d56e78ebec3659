/**
 * Makes scores from cosines. Cosines of different models lie in different narrow bands (0.2 to 0.35 for one, -0.1 to 0.2
 * for another) and say little by themselves: what counts is which shot stands out from the others.
 */

/** A difference of cosines that is telling, in the bands of the models that are known. */
const telling = 0.04;
/** The best of shots that are all alike stands out a little by chance; it gets no more than this. */
const byChance = 0.5;
/** Share of the shots that is taken for not fitting. Not the half: in some libraries most shots fit. */
const unfit = 0.25;

/** How many values of the rows of other phrases a row's own few values are worth. */
const trust = 6;

/** What the cosines of one phrase look like. */
type Row = {
  /** Upper end of the lower quarter. */
  floor: number;
  best: number;
  /** Squared deviation that normally distributed values with such a lower quarter have. */
  variance: number;
  /** How many values it was told from. */
  count: number;
};

function lookAt(cosines: Float32Array): Row {
  const sorted = cosines.toSorted();
  const floor = sorted[Math.floor((sorted.length - 1) * unfit)] ?? 0;
  const quarter = sorted.subarray(0, Math.ceil(sorted.length * unfit));
  const power = quarter.reduce((sum, cosine) => sum + (cosine - floor) ** 2, 0);
  // The uppermost of the quarter is the floor itself.
  const variance = power / Math.max(1, quarter.length - 1) / 0.775 ** 2;
  return { floor, best: sorted.at(-1) ?? 0, variance, count: quarter.length };
}

/**
 * Scores of all shots for each phrase: 0 for those that fit least, and for the best as much as it stands out, up to 1.
 *
 * @param rows similarities: a row for each phrase, a column for each shot
 */
export function scoresOf(rows: readonly Float32Array[]): Float32Array[] {
  const seen = rows.map(lookAt);
  // A few shots tell little of chance, so all phrases together tell the usual deviation.
  const usual = seen.map(({ variance }) => variance).sort((a, b) => a - b)[Math.floor(seen.length / 2)] ?? 0;
  return rows.map((cosines, phrase) => {
    const scores = new Float32Array(cosines.length);
    const { floor, best, variance, count } = seen[phrase] as Row;
    const lead = best - floor;
    if (lead <= 1e-6) return scores;
    const deviation = Math.sqrt((count * variance + trust * usual) / (count + trust));
    // The best of so many chance values lies about so far from the upper end of their lower quarter.
    const chance = deviation * (Math.sqrt(2 * Math.log(cosines.length)) + 0.67);
    const sure =
      lead > chance
        ? byChance + (1 - byChance) * (1 - Math.exp((chance - lead) / telling))
        : byChance * (lead / chance);
    for (const [shot, cosine] of cosines.entries()) {
      // Bent downwards, so that what lies between the floor and the best counts less than half of it.
      scores[shot] = sure * Math.max(0, (cosine - floor) / lead) ** 1.5;
    }
    return scores;
  });
}

/** Place of each shot, 1 for the most similar. */
export function ranksOf(cosines: Float32Array): Uint32Array {
  const order = Array.from(cosines.keys()).sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0));
  const ranks = new Uint32Array(cosines.length);
  for (const [place, shot] of order.entries()) ranks[shot] = place + 1;
  return ranks;
}
