import { type Canvas, createCanvas } from '@napi-rs/canvas';
import type { Brush } from './scene.ts';

/** A full turn in radians. */
export const turn = Math.PI * 2;

/** Numbers from 0 to 1 that look random and are the same for the same seed on every machine. */
export function random(seed: number): () => number {
  let state = seed * 2654435761;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** `count` things, each made from its own number and one shared source of randomness. */
export function scatter<T>(count: number, seed: number, make: (roll: () => number, index: number) => T): T[] {
  const roll = random(seed);
  return Array.from({ length: count }, (_, index) => make(roll, index));
}

/** The part after the point, from 0 to 1, for negative numbers too. */
export const fraction = (value: number) => value - Math.floor(value);

/** The value limited to 0 to 1. */
export const clamp = (value: number) => Math.min(1, Math.max(0, value));

/** From 0 to 1 with a soft start and end. */
export const ease = (value: number) => {
  const part = clamp(value);
  return part * part * (3 - 2 * part);
};

export const between = (from: number, to: number, part: number) => from + (to - from) * part;

/** The colour `#rrggbb` with an opacity of 0 to 1. */
export function alpha(color: string, opacity: number): string {
  return `${color}${Math.round(clamp(opacity) * 255)
    .toString(16)
    .padStart(2, '0')}`;
}

/** The colour between two `#rrggbb` colours. */
export function blend(from: string, to: string, part: number): string {
  const channel = (at: number) => {
    const mixed = between(
      parseInt(from.slice(at, at + 2), 16),
      parseInt(to.slice(at, at + 2), 16),
      clamp(part),
    );
    return Math.round(mixed).toString(16).padStart(2, '0');
  };
  return `#${channel(1)}${channel(3)}${channel(5)}`;
}

/** Fills the whole picture with colours from top to bottom, or along a slant from the left. */
export function backdrop(brush: Brush, size: { width: number; height: number }, colors: string[], slant = 0) {
  const gradient = brush.createLinearGradient(0, 0, size.width * slant, size.height);
  for (const [index, color] of colors.entries()) gradient.addColorStop(index / (colors.length - 1), color);
  brush.fillStyle = gradient;
  brush.fillRect(0, 0, size.width, size.height);
}

export function disc(brush: Brush, x: number, y: number, radius: number, fill: Brush['fillStyle']) {
  brush.fillStyle = fill;
  brush.beginPath();
  brush.arc(x, y, radius, 0, turn);
  brush.fill();
}

/** A soft round light (or, in a dark colour, a soft shadow) that fades to nothing at its radius. */
export function glow(
  brush: Brush,
  x: number,
  y: number,
  radius: number,
  color: string,
  opacity = 1,
  flat = 1,
) {
  brush.save();
  brush.translate(x, y);
  brush.scale(1, flat);
  const gradient = brush.createRadialGradient(0, 0, 0, 0, 0, radius);
  gradient.addColorStop(0, alpha(color, opacity));
  gradient.addColorStop(0.35, alpha(color, opacity * 0.55));
  gradient.addColorStop(0.7, alpha(color, opacity * 0.14));
  gradient.addColorStop(1, alpha(color, 0));
  disc(brush, 0, 0, radius, gradient);
  brush.restore();
}

/** Paints once what is shown many times. */
export function sprite(width: number, height: number, paint: (brush: Brush) => void): Canvas {
  const canvas = createCanvas(width, height);
  paint(canvas.getContext('2d'));
  return canvas;
}

/** Shows a sprite by its centre, turned and scaled. */
export function stamp(
  brush: Brush,
  picture: Canvas,
  x: number,
  y: number,
  angle = 0,
  scaleX = 1,
  scaleY = scaleX,
) {
  brush.save();
  brush.translate(x, y);
  brush.rotate(angle);
  brush.scale(scaleX, scaleY);
  brush.drawImage(picture, -picture.width / 2, -picture.height / 2);
  brush.restore();
}

/** Fills everything below a line whose height is given for each x. */
export function fillBelow(
  brush: Brush,
  size: { width: number; height: number },
  fill: Brush['fillStyle'],
  heightAt: (x: number) => number,
) {
  brush.fillStyle = fill;
  brush.beginPath();
  brush.moveTo(0, size.height);
  for (let x = 0; x <= size.width; x += 12) brush.lineTo(x, heightAt(x));
  brush.lineTo(size.width, size.height);
  brush.fill();
}
