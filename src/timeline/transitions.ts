import type { Warning } from '../errors/warning.ts';

/**
 * The transitions of the wire format (timeline.md 2.2) and what draws them: FFmpeg's `xfade` knows about sixty looks of
 * its own. Some are the same look, some a near relation, and some have no relation at all.
 */

/** The xfade transition that draws a transition of the wire format; `near` when it is only a relation of it. */
export type TransitionLook = { xfade: string; near: boolean };

const same = (xfade: string): TransitionLook => ({ xfade, near: false });
const near = (xfade: string): TransitionLook => ({ xfade, near: true });

/** All names of timeline.md 2.2 except `random`; null where xfade has nothing alike. */
const looks: Readonly<Record<string, TransitionLook | null>> = {
  angular: near('radial'),
  bounce_down: near('slidedown'),
  bounce_up: near('slideup'),
  bowTieHorizontal: near('horzopen'),
  bowTieVertical: near('vertopen'),
  burn: near('fadewhite'),
  circle: near('circleopen'),
  circlecrop: same('circlecrop'),
  circleopen: same('circleopen'),
  colordistance: same('distance'),
  colorphase: near('fade'),
  crazyparametricfun: null,
  crosshatch: near('dissolve'),
  crosswarp: near('smoothleft'),
  cube: null,
  directional: same('slidedown'),
  directionalwarp: near('smoothdown'),
  directionalwipe: near('diagbr'),
  displacement: null,
  doomscreentransition_down: near('vdwind'),
  doomscreentransition_up: near('vuwind'),
  doorway: near('vertopen'),
  dreamy: null,
  dreamyzoom: near('zoomin'),
  fade: same('fade'),
  fadecolor: same('fadeblack'),
  fadegrayscale: same('fadegrays'),
  flyeye: null,
  glitchdisplace: null,
  glitchmemories: null,
  gridflip: null,
  heart: null,
  hexagonalize: near('pixelize'),
  kaleidoscope: null,
  linearblur: same('hblur'),
  luma: near('diagtl'),
  morph: near('dissolve'),
  mosaic: null,
  multiplyblend: near('fade'),
  perlin: near('dissolve'),
  pinwheel: null,
  pixelize: same('pixelize'),
  polarfunction: near('circleopen'),
  polka: null,
  radial: same('radial'),
  randomsquares: near('dissolve'),
  ripple: null,
  rotatescalefade: null,
  simplezoom: same('zoomin'),
  squareswire: near('pixelize'),
  squeeze: same('squeezeh'),
  swap: null,
  swirl: null,
  undulatingburnout: near('circleopen'),
  waterdrop: null,
  wind: same('hrwind'),
  windowblinds: near('hlslice'),
  windowslice: same('hrslice'),
  wipedown: same('wipedown'),
  wipeleft: same('wipeleft'),
  wiperight: same('wiperight'),
  wipeup: same('wipeup'),
  zoomincircles: near('circleopen'),
};

const looksByLowerName = new Map(Object.entries(looks).map(([name, look]) => [name.toLowerCase(), look]));

/** Every transition name of the wire format, except `random`. */
export const transitionNames: readonly string[] = Object.keys(looks);

/** The names that `random` and an empty transition list choose from: those that are drawn as they should look. */
export const drawableTransitions: readonly string[] = transitionNames.filter(
  (name) => looks[name]?.near === false,
);

/** How a transition is drawn; null for an unknown name or one that xfade has nothing alike for. Case does not matter. */
export function transitionLook(subType: string): TransitionLook | null {
  return looksByLowerName.get(subType.trim().toLowerCase()) ?? null;
}

/**
 * Name of the xfade transition that draws a transition of the wire format, the nearest one where there is no equal;
 * null when nothing comes near (or the name is unknown).
 */
export function transitionName(subType: string): string | null {
  return transitionLook(subType)?.xfade ?? null;
}

/** What a user should be told about a transition; null when it is drawn as asked. */
export function transitionWarning(subType: string): Warning | null {
  const look = transitionLook(subType);
  if (look?.near === false) return null;
  const known = looksByLowerName.has(subType.trim().toLowerCase());
  return {
    Code: known ? 'TransitionReplaced' : 'UnknownTransition',
    Message: `The transition "${subType}" is ${known ? 'not available' : 'not known'}; "${look?.xfade ?? 'fade'}" is shown instead.`,
  };
}
