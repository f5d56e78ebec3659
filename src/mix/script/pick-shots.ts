import { type Random, randomFor } from '../random.ts';
import {
  candidates,
  changeDraft,
  type Draft,
  emptyDraft,
  hasFreshShot,
  type Place,
  repetition,
} from './candidates.ts';
import type { GroupFootage } from './footage.ts';
import type { Section } from './sections.ts';
import { countOutput, noUsage, type Pick, pickKey, type Usage } from './usage.ts';

/** A section with the shots that fill it, in the order in which they are shown. */
export type PickedSection = { section: Section; picks: Pick[] };

/** What the outputs of a batch have used of the footage so far. */
export type PickState = {
  usage: Usage;
  /** How often each order of shots has been given out. */
  orders: Map<string, number>;
  /** Key of the shot that the latest output starts with. */
  latestFirst: string | null;
};

/** State before the first output. */
export function noPicks(): PickState {
  return { usage: noUsage(), orders: new Map(), latestFirst: null };
}

/** Where a search stands: in which section, and how far it is filled. */
type Progress = { section: number; base: number; extras: number; seconds: number };

/** What a search works with. */
type Search = {
  sections: readonly Section[];
  footage: readonly GroupFootage[];
  /** Natural length of a further shot, for deciding whether one more would help. */
  nextShot: number;
  state: PickState;
  draft: Draft;
  /** First section of every pick of the draft. */
  owners: number[];
  random: Random;
  /** Moves the group that the first further shot comes from. */
  rotation: number;
  /** Orders that were given out more often than this are refused. */
  round: number;
};

/** A section that reaches this share of its length is full: the rest is won by longer or slightly slower shots. */
const nearlyFull = 0.9;

function isFull(section: Section, { base, seconds }: Progress, nextShot: number): boolean {
  const { rule, target } = section;
  const enough = rule === 'cut' && base > 0 && target !== null && seconds >= target - 1e-6;
  if (enough) return true;
  if (base < section.base.length) return false;
  if (target === null) return true;
  if (rule === 'reach') return seconds >= target * nearlyFull;
  // One shot more must bring the ratio of shots to length nearer to 1 than it is.
  if (rule === 'near') return seconds >= target || seconds * (seconds + nextShot) >= target * target;
  return false;
}

/** The group that the next shot comes from, and the progress before it; null when every section is full. */
function nextGroup(search: Search, from: Progress): { progress: Progress; group: number } | null {
  let progress = from;
  for (;;) {
    const section = search.sections[progress.section];
    if (section === undefined) return null;
    if (!isFull(section, progress, search.nextShot)) {
      const group = section.base[progress.base] ?? extraGroup(search, section, progress);
      if (group !== null) return { progress, group };
    }
    progress = { section: progress.section + 1, base: 0, extras: 0, seconds: 0 };
  }
}

/** The groups take turns in giving further shots, as far as they have any that is not shown yet. */
function extraGroup(search: Search, section: Section, { extras: turn }: Progress): number | null {
  for (const row of section.extras) {
    for (let skip = 0; skip < row.length; skip++) {
      const group = row[(search.rotation + turn + skip) % row.length];
      const footage = group === undefined ? undefined : search.footage[group];
      if (group !== undefined && footage !== undefined && hasFreshShot(footage, search.draft)) return group;
    }
  }
  return null;
}

/** Shots of a section in the order of its groups; those of one group stay in the order in which they were drawn. */
function inOrder(section: Section, picks: readonly Pick[]): Pick[] {
  const ordered = picks.toSorted((a, b) => a.group - b.group);
  if (section.rule !== 'cut' || section.target === null) return ordered;
  let seconds = 0;
  // What begins after the cut is never seen.
  return ordered.filter((pick) => {
    const seen = seconds < (section.target ?? 0) - 1e-6;
    seconds += pick.grid.shot;
    return seen;
  });
}

function arrange(search: Search): PickedSection[] {
  return search.sections.map((section, index) => ({
    section,
    picks: inOrder(
      section,
      search.draft.picks.filter((_, position) => search.owners[position] === index),
    ),
  }));
}

const orderOf = (picked: readonly PickedSection[]) =>
  picked.flatMap(({ picks }) => picks.map(pickKey)).join('\n\n');

/** The shots that may come next, the best first. */
function* options(search: Search, group: number): Generator<Pick> {
  const footage = search.footage[group];
  if (footage === undefined) throw new TypeError(`group ${group} has no footage`);
  const { draft, state, random } = search;
  const avoid = draft.picks.length === 0 ? state.latestFirst : null;
  const place: Place = { group, footage, usage: state.usage, draft, random, avoid };
  if (hasFreshShot(footage, draft)) yield* candidates(place);
  // A group whose every shot is shown already still has its turn in the walk.
  else yield repetition(place);
}

function advance(search: Search, progress: Progress, pick: Pick): Progress {
  const inBase = progress.base < (search.sections[progress.section]?.base.length ?? 0);
  return {
    section: progress.section,
    base: progress.base + (inBase ? 1 : 0),
    extras: progress.extras + (inBase ? 0 : 1),
    seconds: progress.seconds + pick.grid.shot,
  };
}

/** A place that has been filled: what it stands on, what else could fill it, and what does. */
type Step = { progress: Progress; rest: Generator<Pick>; pick: Pick | null };

/** Fills the last place with its next best shot; goes further back where nothing is left. Null when nothing is. */
function nextChoice(search: Search, steps: Step[]): Progress | null {
  for (let step = steps.at(-1); step !== undefined; step = steps.at(-1)) {
    if (step.pick !== null) {
      changeDraft(search.draft, search.state.usage, step.pick, -1);
      search.owners.pop();
    }
    const next = step.rest.next();
    step.pick = next.done === true ? null : next.value;
    if (step.pick !== null) {
      changeDraft(search.draft, search.state.usage, step.pick, 1);
      search.owners.push(step.progress.section);
      return advance(search, step.progress, step.pick);
    }
    steps.pop();
  }
  return null;
}

/**
 * Depth first: takes the best shot for each place, and where the finished order has been given out already goes back
 * to the next best of the latest place. As every way down ends in another order, at most one more end is looked at than
 * orders have been given out.
 *
 * @returns whether the draft holds an order that may be given out
 */
function complete(search: Search): boolean {
  const steps: Step[] = [];
  let progress: Progress | null = { section: 0, base: 0, extras: 0, seconds: 0 };
  for (let count = 0; count < maxSteps && progress !== null; count++) {
    const next = nextGroup(search, progress);
    if (next !== null) steps.push({ progress: next.progress, rest: options(search, next.group), pick: null });
    else if ((search.state.orders.get(orderOf(arrange(search))) ?? 0) <= search.round) return true;
    progress = nextChoice(search, steps);
  }
  return false;
}

/** How many ways of taking further shots from the groups in turn are tried for an order that is still free. */
const rotations = 8;
/** A bound on time, far above what a search needs. */
const maxSteps = 100_000;

/**
 * Picks the shots of one output and counts them in `state`. The order of the shots is one that no earlier output has,
 * as long as there is one; then one that was given out least.
 *
 * @returns `fresh` is false when the order had to be given out again
 */
export function pickShots(
  sections: readonly Section[],
  footage: readonly GroupFootage[],
  state: PickState,
  options: { seed: string; output: number; nextShot: number },
): { picked: PickedSection[]; fresh: boolean } {
  const { seed, output, nextShot } = options;
  const most = Math.max(0, ...state.orders.values());
  const turns = Math.min(rotations, Math.max(1, ...sections.map(({ extras }) => extras[0]?.length ?? 1)));
  const start = randomFor(seed, 'rotation', output).int(40);
  for (let round = 0; round <= most; round++) {
    for (let turn = 0; turn < turns; turn++) {
      const random = randomFor(seed, 'shots', output, turn);
      const rotation = start + turn;
      const search: Search = {
        sections,
        footage,
        nextShot,
        state,
        draft: emptyDraft(),
        owners: [],
        random,
        rotation,
        round,
      };
      if (!complete(search)) continue;
      const picked = arrange(search);
      const picks = picked.flatMap((part) => part.picks);
      const order = orderOf(picked);
      const fresh = !state.orders.has(order);
      state.orders.set(order, (state.orders.get(order) ?? 0) + 1);
      state.latestFirst = picks[0] === undefined ? null : pickKey(picks[0]);
      countOutput(state.usage, output, picks);
      return { picked, fresh };
    }
  }
  throw new TypeError('no order of shots was found');
}

/** Ways of picking that are looked at when orders are counted; each is a fraction of a millisecond. */
const maxCounted = 40_000;

/**
 * Collects the orders of shots that {@link pickShots} may give out for an output with these sections, until there are more
 * than `most`.
 */
export function countOrders(
  orders: Set<string>,
  sections: readonly Section[],
  footage: readonly GroupFootage[],
  { seed, nextShot, most }: { seed: string; nextShot: number; most: number },
): void {
  const turns = Math.min(rotations, Math.max(1, ...sections.map(({ extras }) => extras[0]?.length ?? 1)));
  for (let rotation = 0; rotation < turns; rotation++) {
    const random = randomFor(seed, 'count', rotation);
    const draft = emptyDraft();
    const search: Search = {
      sections,
      footage,
      nextShot,
      state: noPicks(),
      draft,
      owners: [],
      random,
      rotation,
      round: 0,
    };
    const steps: Step[] = [];
    let progress: Progress | null = { section: 0, base: 0, extras: 0, seconds: 0 };
    for (let count = 0; count < maxCounted && progress !== null && orders.size <= most; count++) {
      const next = nextGroup(search, progress);
      if (next === null) orders.add(orderOf(arrange(search)));
      else steps.push({ progress: next.progress, rest: options(search, next.group), pick: null });
      progress = nextChoice(search, steps);
    }
  }
}
