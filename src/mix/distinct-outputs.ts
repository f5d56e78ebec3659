import type { PlanFacts } from './plan.ts';
import { groupFootage } from './script/footage.ts';
import { countOrders } from './script/pick-shots.ts';
import { type Section, sectionsOf } from './script/sections.ts';
import { drawTexts } from './script/texts.ts';

/** Counts above this are told as `many`. */
const most = 10_000;

/**
 * How many distinct outputs the materials of a batch allow: different orders of shots, as the planner tells outputs apart.
 * Texts that are spoken differently long fill differently many shots, so every length counts with the orders that it
 * allows. Where materials repeat so much that most ways of picking them come to the same order, the search is cut off, and
 * the number is a lower bound.
 *
 * @throws ApiError InvalidMaterial.NotFound when a group has no material left
 */
export function distinctOutputs(facts: PlanFacts): number | 'many' {
  const { config, materials, speeches, seed } = facts;
  const footage = groupFootage(config, materials, () => {});
  const variants = new Map<string, Section[]>();
  for (const texts of drawTexts(config, seed)) {
    const sections = sectionsOf(config, texts, speeches);
    variants.set(JSON.stringify(sections.map(({ speech: _, ...rest }) => rest)), sections);
  }
  const orders = new Set<string>();
  for (const sections of variants.values()) {
    countOrders(orders, sections, footage, { seed, nextShot: config.editing.process.shotDuration, most });
    if (orders.size > most) return 'many';
  }
  return orders.size;
}
