/** How a piece of text is shown at one moment, against its resting place. */
export type Pose = {
  /** Pixels. */
  dx: number;
  dy: number;
  /** 1 is the natural size. */
  scaleX: number;
  scaleY: number;
  /** Degrees: in the plane (counter-clockwise), about the horizontal and the vertical axis. */
  turn: number;
  turnX: number;
  turnY: number;
  /** 0 is as in the style, 1 cannot be seen. */
  fade: number;
  blur: number;
  /**
   * Visible part of the text box, as shares: left, top, right, bottom; null is all of it, and what stands
   * out.
   */
  window: readonly [number, number, number, number] | null;
};

/** A pose at a moment; `at` is a share of the motion, 0 to 1, rising. What is left out is at rest. */
export type Key = Partial<Pose> & { at: number };

/** At rest. */
export const rest: Pose = {
  dx: 0,
  dy: 0,
  scaleX: 1,
  scaleY: 1,
  turn: 0,
  turnX: 0,
  turnY: 0,
  fade: 0,
  blur: 0,
  window: null,
};

/** A key as a full pose. */
export function poseOf({ at: _, ...pose }: Key): Pose {
  return { ...rest, ...pose };
}

const whole = [0, 0, 1, 1] as const;

/** The pose between two others; `share` 0 is the first. */
export function blend(from: Pose, to: Pose, share: number): Pose {
  const mix = (a: number, b: number) => a + (b - a) * share;
  const [a, b] = [from.window ?? whole, to.window ?? whole];
  const open = from.window === null && to.window === null;
  return {
    dx: mix(from.dx, to.dx),
    dy: mix(from.dy, to.dy),
    scaleX: mix(from.scaleX, to.scaleX),
    scaleY: mix(from.scaleY, to.scaleY),
    turn: mix(from.turn, to.turn),
    turnX: mix(from.turnX, to.turnX),
    turnY: mix(from.turnY, to.turnY),
    fade: mix(from.fade, to.fade),
    blur: mix(from.blur, to.blur),
    window: open ? null : [mix(a[0], b[0]), mix(a[1], b[1]), mix(a[2], b[2]), mix(a[3], b[3])],
  };
}

/** The keys played backwards: an entrance becomes an exit. */
export function backwards(keys: readonly Key[]): Key[] {
  return keys.map((key) => ({ ...key, at: 1 - key.at })).reverse();
}
