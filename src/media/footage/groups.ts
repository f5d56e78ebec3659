import { movedDifference } from './compare.ts';
import type { Look } from './look.ts';

/**
 * Which frames of a film have to be decoded to find its cuts. Films come in groups: a picture that stands by itself, and
 * others that tell only what changes. What is new costs bytes, so a cut inside a group shows in the sizes of its packets
 * before anything is decoded; where nothing new came, a part of the group is enough.
 */

/** A packet as it lies in the file: its size in bytes, and when its frame is shown, in seconds. */
export type PacketFacts = { size: number; time: number };

/** What is to be decoded of a group. */
export type GroupPlan = {
  /** For each packet: whether frames that no other frame refers to are decoded as well. */
  dense: boolean[];
  /** After so many packets it may be possible to leave the rest out; null = decode all. */
  pause: number | null;
};

/** A packet that is so large against the smaller of the pictures around may bring a new scene. */
const newPicture = 0.3;
/** One that is also so large against the others of its group most likely does. */
const outstandingTimes = 1.6;
/** So does, where a simpler scene follows, one that is so large against the greatest of those just before it. */
const suddenTimes = 1.4;
const justBefore = 12;
/** Of the other packets' sizes the one that few exceed. */
const usualMost = 0.9;
/** So many packets from such a one on every frame is decoded: those that are shown before it come after it in the file. */
const denseReach = 9;
/** Shorter groups are decoded as a whole. */
const leastPackets = 20;
/** How much of a group is decoded before the rest may be left out: a share of it, and seconds. */
const readShare = 0.45;
const readSeconds = 1.2;
/** In the rest the mean size of so many packets must stay in this range of that of those before. */
const steadyRange = [0.4, 2.5] as const;
const windowPackets = 10;
/** A packet so small against the group's own picture says: nothing has changed. */
const nothing = 0.02;

const meanSize = (packets: readonly PacketFacts[]): number =>
  packets.reduce((sum, { size }) => sum + size, 0) / Math.max(1, packets.length);

/** Whether sizes change only slowly from a place on, as they do within a scene. */
function isSteady(packets: readonly PacketFacts[], from: number, least: number): boolean {
  let usual = Math.max(least, meanSize(packets.slice(Math.max(1, from - windowPackets), from)));
  for (let start = from; start < packets.length; start += windowPackets) {
    const size = Math.max(least, meanSize(packets.slice(start, start + windowPackets)));
    if (size > usual * steadyRange[1] || size < usual * steadyRange[0]) return false;
    usual = size;
  }
  return true;
}

/** Whether a packet is much larger than all of those just before it. */
function isSudden(packets: readonly PacketFacts[], index: number): boolean {
  if (index <= justBefore) return false;
  const before = packets.slice(index - justBefore, index).map(({ size }) => size);
  return (packets[index]?.size ?? 0) > suddenTimes * Math.max(...before);
}

/**
 * Plans the decoding of a group.
 *
 * @param packets in the order of the file; the first stands by itself
 * @param next the packet that begins the next group, or null at the end of the film
 */
export function planGroup(packets: readonly PacketFacts[], next: PacketFacts | null): GroupPlan {
  const [first, ...others] = packets;
  const sizes = others.map(({ size }) => size).sort((a, b) => a - b);
  const usual = sizes[Math.floor((sizes.length - 1) * usualMost)] ?? 0;
  const picture = Math.min(first?.size ?? 0, next?.size ?? first?.size ?? 0);
  const isNew = (size: number) => size > newPicture * picture;
  const dense = packets.map(() => packets.length < leastPackets);
  const suddenly = packets.flatMap((_, index) => (isSudden(packets, index) ? [index] : []));
  const outstanding = packets.flatMap(({ size }, index) =>
    index > 0 && isNew(size) && size > outstandingTimes * usual ? [index] : [],
  );
  for (const index of [...outstanding, ...suddenly]) {
    dense.fill(true, index, index + denseReach);
  }
  const start = first?.time ?? 0;
  const length = (next?.time ?? start) - start;
  const until = start + Math.min(readSeconds, readShare * length);
  const pause = packets.findIndex(({ time }, index) => index >= leastPackets / 2 && time > until);
  const mayPause = next !== null && !sizes.some(isNew) && packets.length >= leastPackets && pause > 0;
  const isQuiet =
    mayPause && !suddenly.some((index) => index >= pause) && isSteady(packets, pause, nothing * picture);
  return { dense, pause: isQuiet ? pause : null };
}

/** What lies between two frames of which those between were left out. */
export type Gap = 'same' | 'cut' | 'unsure';

/** Frames that differ so little show the same scene. */
const sameAmount = 0.035;
/** A cut differs at least so much, and so many times as much as the scene would have drifted by itself. */
const cutAmount = 0.07;
const cutTimes = 2;
/** How far a scene that moves on steadily may be from where it would be by then, and how far at all. */
const driftTimes = 1.5;
const mostDrift = 0.12;

/**
 * Tells what the frames that were left out would have shown, when the sizes of their packets brought nothing new.
 *
 * @param first frame of the group
 * @param last frame of it that was decoded
 * @param next frame of the next group
 * @param share of the group that was left out, 0 to 1
 * @param isDeclared whether the encoder ended the group at a time of its own choice, as it does at cuts
 */
export function judgeGap(first: Look, last: Look, next: Look, share: number, isDeclared: boolean): Gap {
  const ahead = movedDifference(last, next).amount;
  if (ahead <= sameAmount) return 'same';
  const drift = movedDifference(first, last).amount * (share / Math.max(0.05, 1 - share));
  if (!isDeclared && ahead <= Math.min(mostDrift, driftTimes * drift)) return 'same';
  return isDeclared && ahead >= cutAmount && ahead >= cutTimes * drift ? 'cut' : 'unsure';
}

/** A jump between frames of which those between were not decoded is looked at more closely. */
const hiddenJump = 0.03;
const hiddenTimes = 1.6;

/**
 * Finds jumps whose exact place is not known, because frames were left out there.
 *
 * @param isDense whether every frame up to a time was decoded, since the one before
 * @returns the times of the frames before and after each
 */
export function findHiddenJumps(
  looks: readonly { time: number; look: Look }[],
  isDense: (time: number) => boolean,
): [number, number][] {
  const jumps = looks.slice(1).map(({ time, look }, index) => {
    const before = looks[index] as { time: number; look: Look };
    return { from: before.time, to: time, amount: movedDifference(before.look, look).amount };
  });
  const usual =
    jumps.map(({ amount }) => amount).sort((a, b) => a - b)[Math.floor((jumps.length - 1) * 0.8)] ?? 0;
  return jumps
    .filter(({ to, amount }) => amount >= Math.max(hiddenJump, hiddenTimes * usual) && !isDense(to))
    .map(({ from, to }) => [from, to]);
}
