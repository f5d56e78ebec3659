import type { Colour } from './colour.ts';
import { parseColour } from './colour.ts';

/** A look of letters: own designs that stand in for the coloured styles of ICE (timeline.md 2.8). */
export type Look = {
  fill: Colour;
  outline: Colour;
  /** Share of the font size. */
  outlineWidth: number;
  shadow: Colour;
  shadowWidth: number;
};

const look = (
  fill: string,
  outline: string,
  outlineWidth: number,
  shadow: string,
  shadowWidth: number,
): Look => {
  const colour = (text: string): Colour =>
    parseColour(text) ?? { red: 255, green: 255, blue: 255, opacity: 1 };
  return { fill: colour(fill), outline: colour(outline), outlineWidth, shadow: colour(shadow), shadowWidth };
};

/**
 * Looks of the numbered series: bright letters with dark edges, then the other way round, then coloured
 * edges.
 */
const series: Look[] = [
  look('#ffffff', '#111111', 0.07, '#000000', 0.02),
  look('#ffe14d', '#4a1c00', 0.07, '#000000', 0.02),
  look('#ff4d6d', '#ffffff', 0.07, '#7a0019', 0.03),
  look('#4dd2ff', '#00324d', 0.07, '#001a26', 0.02),
  look('#8cff66', '#0d3300', 0.07, '#061a00', 0.02),
  look('#ffffff', '#e6004c', 0.08, '#59001d', 0.03),
  look('#ffffff', '#0066ff', 0.08, '#002966', 0.03),
  look('#ffffff', '#ff8000', 0.08, '#663300', 0.03),
  look('#fff2b3', '#8f5a00', 0.06, '#3d2600', 0.03),
  look('#1a1a1a', '#ffffff', 0.08, '#999999', 0.02),
  look('#d9b3ff', '#33005c', 0.07, '#1a002e', 0.02),
  look('#ffd1dc', '#99004d', 0.07, '#4d0026', 0.02),
];

const named: Record<string, Look> = {
  white_grad: look('#ffffff', '#8c8c8c', 0.05, '#333333', 0.02),
  red_grad: look('#ff3b30', '#5c0a05', 0.06, '#2e0502', 0.02),
  blue_grad: look('#3b8cff', '#05245c', 0.06, '#02122e', 0.02),
  yellow_grad: look('#ffd60a', '#664f00', 0.06, '#332800', 0.02),
  random_grad: look('#ff7ad9', '#3b1a8c', 0.06, '#1d0d46', 0.02),
  cd: look('#e0f7ff', '#7a6cff', 0.05, '#332e66', 0.02),
  brushed_aluminium: look('#d9dde0', '#5c6166', 0.05, '#2e3033', 0.02),
  golden: look('#ffd24d', '#6b4a00', 0.06, '#332400', 0.03),
  wood_1: look('#b5793f', '#40260d', 0.06, '#201306', 0.02),
  wood_2: look('#8c5a2b', '#2e1a08', 0.06, '#170d04', 0.02),
  flare_glow_angular_1: look('#fff7d6', '#ff9500', 0.05, '#663c00', 0.02),
  flare_glow_radial_1: look('#fffbe6', '#ffb300', 0.05, '#664700', 0.02),
  flare_glow_radial_2: look('#e6fbff', '#00b3ff', 0.05, '#004766', 0.02),
  flare_glow_radial_3: look('#ffe6f2', '#ff2d92', 0.05, '#66123a', 0.02),
  flare_glow_radial_4: look('#efe6ff', '#8a2dff', 0.05, '#371266', 0.02),
  neon_green: look('#eaffe6', '#27e600', 0.05, '#0f5c00', 0.03),
  neon_cyan: look('#e6ffff', '#00d9e6', 0.05, '#00575c', 0.03),
  tropical_colors: look('#ffde59', '#e6397f', 0.06, '#5c1733', 0.02),
  skyline: look('#cfe8ff', '#2f5d8c', 0.06, '#172e46', 0.02),
  sunrise: look('#ffc46b', '#c4381a', 0.06, '#4e160a', 0.02),
  cold_steel: look('#cfd8e6', '#36454f', 0.06, '#1b2328', 0.02),
  deep_sea: look('#66d9cc', '#003d4d', 0.06, '#001f26', 0.02),
  burning_paper: look('#ffb347', '#7a1f00', 0.06, '#3d0f00', 0.03),
  metallic_something: look('#e6e6e6', '#4d4d4d', 0.06, '#1a1a1a', 0.02),
  abstract_2: look('#b3ffec', '#6600cc', 0.06, '#330066', 0.02),
};

/** The look of an EffectColorStyle; null for an id that ICE has not. */
export function lookOf(id: string): Look | null {
  const legacy = Object.hasOwn(named, id.toLowerCase()) ? named[id.toLowerCase()] : undefined;
  if (legacy !== undefined) return legacy;
  const numbered = /^cs000([1-5])-0*([1-9]\d?)$/i.exec(id.trim());
  if (numbered === null) return null;
  // Each series starts at another place, so that equal numbers of two series differ.
  const place = (Number(numbered[1]) - 1) * 5 + Number(numbered[2]) - 1;
  return series[place % series.length] ?? null;
}
