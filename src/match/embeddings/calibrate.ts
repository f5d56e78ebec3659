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

/**
 * How far the best of so many chance values (normally distributed) lies from the lower quarter of them, told by how far
 * the values of that quarter lie from its upper end.
 */
function leadByChance(sorted: Float32Array, floor: number): number {
  const quarter = sorted.subarray(0, Math.ceil(sorted.length * unfit));
  let power = 0;
  for (const cosine of quarter) power += (cosine - floor) ** 2;
  const deviation = Math.sqrt(power / quarter.length) / 0.775;
  return deviation * (Math.sqrt(2 * Math.log(sorted.length)) + 0.67);
}

/**
 * Scores of all shots for one phrase: 0 for those that fit least, and for the best as much as it stands out, up to 1.
 *
 * @param cosines similarity of the phrase with each shot
 */
export function scoresOf(cosines: Float32Array): Float32Array {
  const scores = new Float32Array(cosines.length);
  const sorted = cosines.toSorted();
  const floor = sorted[Math.floor((sorted.length - 1) * unfit)] ?? 0;
  const lead = (sorted.at(-1) ?? 0) - floor;
  if (lead <= 1e-6) return scores;
  const chance = leadByChance(sorted, floor);
  const sure =
    lead > chance
      ? byChance + (1 - byChance) * (1 - Math.exp((chance - lead) / telling))
      : byChance * (lead / chance);
  for (const [shot, cosine] of cosines.entries()) {
    // Bent downwards, so that what lies between the floor and the best counts less than half of it.
    scores[shot] = sure * Math.max(0, (cosine - floor) / lead) ** 1.5;
  }
  return scores;
}

/** Place of each shot, 1 for the most similar. */
export function ranksOf(cosines: Float32Array): Uint32Array {
  const order = Array.from(cosines.keys()).sort((a, b) => (cosines[b] ?? 0) - (cosines[a] ?? 0));
  const ranks = new Uint32Array(cosines.length);
  for (const [place, shot] of order.entries()) ranks[shot] = place + 1;
  return ranks;
}
