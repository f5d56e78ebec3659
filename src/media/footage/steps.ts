import { difference, likeness, mixtureError, movedDifference } from './compare.ts';
import type { Look } from './look.ts';

/** What happens from one frame to the next, and at the frame. All but times are 0 to 1. */
export type Step = {
  /** When the frame is shown, in seconds. */
  time: number;
  /** How much of the frame cannot be explained by the frame before, even if the camera moved. */
  jump: number;
  /** Share of the picture that has changed so. */
  spread: number;
  /** Plain change since the frame before: what one sees as motion. */
  change: number;
  brightness: number;
  /** Share of the picture that is as good as black, and as good as white. */
  dark: number;
  white: number;
  /** Whether the picture from before this frame came back within a moment: a flash, not a cut. */
  isFlash: boolean;
  /** How surely this frame is the middle of a dissolve. */
  mixture: number;
  /** Length of that dissolve, in seconds; 0 where there is none. */
  mixtureSeconds: number;
  /** What was found out in other ways about frames between that were left out; null when there are none. */
  gap: 'same' | 'cut' | null;
};

/** Takes the frames of a film in order and tells what happens between them. */
export type Observer = {
  /** What is known so far; the last {@link memorySeconds} may still change. */
  steps: readonly Step[];
  /**
   * @param time seconds, greater than that of the frame before
   * @param gap what is known about frames between this one and the one before that were left out
   */
  see(time: number, look: Look, gap?: Step['gap']): void;
};

/** Lengths of the dissolves that are looked for, in seconds. Longer and shorter ones leave traces in the nearest. */
const dissolveSeconds = [0.4, 0.8, 1.6];
/** How far back the observer looks: frames before are final. */
export const memorySeconds = 1.7;
/** How far from its time a remembered frame may be, as a share of the length of the dissolve. */
const nearEnough = 0.15;
/** A jump that may be a flash, and how far it stands out from the greatest of so many jumps before. */
const flashJump = 0.05;
const flashProminence = 2;
const flashBefore = 8;
/** A flash is over after so long. */
const flashSeconds = 0.4;
/** Share of the jump that may remain when the picture has come back. */
const flashRemainder = 0.4;
/** Change from the begin to the end of a dissolve. */
const dissolveChange = 0.05;
/** A dissolve goes straight from one picture to the other: the share of the whole change in the sum of the steps. */
const straightness = 0.5;
/** Share of the change of a dissolve that no move of the camera explains. */
const unmoved = 0.6;
/** Frames as dark, or as white, as this belong to a fade, which is told by that. */
const nearBlank = 0.85;
/** Two frames that are so like each other show one scene in another light. */
const sameScene = 0.85;

const isBlank = ({ dark, white }: Look): boolean => Math.max(dark, white) > nearBlank;

type Memory = { index: number; time: number; look: Look };

/** Starts to observe a film. */
export function createObserver(): Observer {
  const steps: Step[] = [];
  let memory: Memory[] = [];

  /** The remembered frame that is nearest to a time. */
  function at(time: number): Memory | undefined {
    let [low, high] = [0, memory.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((memory[middle] as Memory).time < time) low = middle + 1;
      else high = middle;
    }
    const [before, after] = [memory[low - 1], memory[low]];
    if (before === undefined || after === undefined) return after;
    return time - before.time <= after.time - time ? before : after;
  }

  const greatestJump = (first: number, after: number): number =>
    steps
      .slice(Math.max(0, first), after)
      .reduce((greatest, { jump, isFlash }) => (isFlash ? greatest : Math.max(greatest, jump)), 0);

  /** Looks whether the picture from before an earlier jump is back. */
  function findFlash(now: Memory): void {
    for (let place = memory.length - 2; place >= 1; place -= 1) {
      const jumped = memory[place] as Memory;
      if (now.time - jumped.time > flashSeconds) return;
      const step = steps[jumped.index] as Step;
      if (step.isFlash || step.jump < flashJump) continue;
      if (step.jump < flashProminence * greatestJump(jumped.index - flashBefore, jumped.index)) continue;
      const { amount } = movedDifference((memory[place - 1] as Memory).look, now.look);
      if (amount > flashRemainder * step.jump) continue;
      for (let index = jumped.index; index <= now.index; index += 1) (steps[index] as Step).isFlash = true;
    }
  }

  /** Looks whether a dissolve ended now, and leaves what it finds at the middle of it. */
  function findDissolve(now: Memory): void {
    for (const seconds of dissolveSeconds) {
      const start = memory[0] as Memory;
      if (start.time > now.time - seconds * 0.9) return;
      const from = at(now.time - seconds);
      const middle = at(now.time - seconds / 2);
      if (from === undefined || middle === undefined) return;
      // Where frames were left out there is nothing to compare with.
      if (Math.abs(from.time - (now.time - seconds)) > seconds * nearEnough) continue;
      // With few frames a second any change looks like a mixture.
      if (middle.index - from.index < 3 || now.index - middle.index < 3) continue;
      const { amount } = difference(from.look, now.look);
      if (amount < dissolveChange || isBlank(from.look) || isBlank(now.look)) continue;
      const passed = steps.slice(from.index + 1, now.index + 1);
      const path = passed.reduce((sum, { change }) => sum + change, 0);
      const jumps = passed.reduce((sum, { jump }) => sum + jump, 0);
      if (amount < straightness * path || jumps < unmoved * path) continue;
      const mixed = 1 - (3 * mixtureError(from.look, middle.look, now.look)) / amount;
      const step = steps[middle.index] as Step;
      if (mixed <= 0 || mixed * amount <= step.mixture) continue;
      if (likeness(from.look, now.look) > sameScene) continue;
      step.mixture = mixed * amount;
      step.mixtureSeconds = seconds;
    }
  }

  return {
    steps,
    see(time, look, gap = null) {
      const previous = memory.at(-1);
      const plain = previous === undefined ? { amount: 0, spread: 0 } : difference(previous.look, look);
      const moved = previous === undefined ? plain : movedDifference(previous.look, look, plain);
      const now = { index: steps.length, time, look };
      steps.push({
        time,
        jump: gap === 'same' ? 0 : moved.amount,
        spread: moved.spread,
        change: plain.amount,
        brightness: look.brightness,
        dark: look.dark,
        white: look.white,
        isFlash: false,
        mixture: 0,
        mixtureSeconds: 0,
        gap,
      });
      memory.push(now);
      if ((memory[0] as Memory).time < time - 2 * memorySeconds) {
        memory = memory.filter((frame) => frame.time >= time - memorySeconds);
      }
      findFlash(now);
      findDissolve(now);
    },
  };
}
