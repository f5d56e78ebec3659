import type { Canvas } from '@napi-rs/canvas';
import { alpha, disc, sprite, turn } from './paint.ts';
import type { Brush } from './scene.ts';

/** The colours of one kind of citrus fruit, from outside to inside. */
export type Citrus = { rind: string; pith: string; flesh: string; heart: string };

export const orange: Citrus = { rind: '#f28c1b', pith: '#fff1d6', flesh: '#ff9f2e', heart: '#ffc86b' };
export const lemon: Citrus = { rind: '#f4c51c', pith: '#fffbe3', flesh: '#ffdf4d', heart: '#fff2a6' };
export const lime: Citrus = { rind: '#5fa83a', pith: '#f3fbdf', flesh: '#a4d65e', heart: '#d9f2a2' };
export const grapefruit: Citrus = { rind: '#f59a5d', pith: '#ffeede', flesh: '#f0605d', heart: '#ff9d8a' };

/** A slice of a citrus fruit, seen from above. */
export function citrusSlice(radius: number, colors: Citrus): Canvas {
  return sprite(radius * 2, radius * 2, (brush) => {
    brush.translate(radius, radius);
    disc(brush, 0, 0, radius - 1, colors.rind);
    disc(brush, 0, 0, radius * 0.93, colors.pith);
    const pieces = 10;
    for (let index = 0; index < pieces; index++) {
      brush.save();
      brush.rotate((index / pieces) * turn);
      const shade = brush.createRadialGradient(0, 0, radius * 0.1, 0, 0, radius * 0.85);
      shade.addColorStop(0, colors.heart);
      shade.addColorStop(1, colors.flesh);
      brush.fillStyle = shade;
      brush.strokeStyle = shade;
      brush.lineJoin = 'round';
      brush.lineWidth = radius * 0.06;
      const half = turn / pieces / 2 - 0.1;
      brush.beginPath();
      brush.moveTo(radius * 0.14, 0);
      brush.arc(0, 0, radius * 0.82, -half, half);
      brush.closePath();
      brush.fill();
      brush.stroke();
      brush.strokeStyle = alpha('#ffffff', 0.28);
      brush.lineWidth = radius * 0.018;
      for (const [angle, from, to] of [
        [-0.12, 0.4, 0.58],
        [0.1, 0.55, 0.72],
        [0.02, 0.3, 0.42],
      ] as const) {
        brush.beginPath();
        brush.moveTo(Math.cos(angle) * radius * from, Math.sin(angle) * radius * from);
        brush.lineTo(Math.cos(angle) * radius * to, Math.sin(angle) * radius * to);
        brush.stroke();
      }
      brush.restore();
    }
  });
}

/** A leaf that points to the right, its stalk on the left. */
export function leaf(length: number, light: string, dark: string): Canvas {
  const half = length * 0.22;
  return sprite(length, half * 2.2, (brush) => {
    brush.translate(0, half * 1.1);
    leafHalf(brush, length, -half, light);
    leafHalf(brush, length, half, dark);
    brush.strokeStyle = alpha('#ffffff', 0.35);
    brush.lineWidth = length * 0.012;
    brush.beginPath();
    brush.moveTo(length * 0.04, 0);
    brush.lineTo(length * 0.94, 0);
    for (const at of [0.25, 0.42, 0.58, 0.74]) {
      for (const side of [-1, 1]) {
        brush.moveTo(length * at, 0);
        brush.lineTo(length * (at + 0.12), side * half * 0.62 * Math.sin(at * Math.PI));
      }
    }
    brush.stroke();
  });
}

function leafHalf(brush: Brush, length: number, bulge: number, color: string) {
  brush.fillStyle = color;
  brush.beginPath();
  brush.moveTo(0, 0);
  brush.bezierCurveTo(length * 0.25, bulge * 1.5, length * 0.7, bulge * 1.25, length, 0);
  brush.closePath();
  brush.fill();
}

/** A ball with a soft shade, a highlight and a stalk: a berry of any colour. */
export function berry(radius: number, light: string, dark: string): Canvas {
  return sprite(radius * 2, radius * 2, (brush) => {
    brush.translate(radius, radius);
    const shade = brush.createRadialGradient(-radius * 0.35, -radius * 0.4, radius * 0.1, 0, 0, radius);
    shade.addColorStop(0, light);
    shade.addColorStop(1, dark);
    disc(brush, 0, 0, radius - 1, shade);
    brush.rotate(-0.6);
    brush.fillStyle = alpha('#ffffff', 0.55);
    brush.beginPath();
    brush.ellipse(0, -radius * 0.62, radius * 0.26, radius * 0.12, 0, 0, turn);
    brush.fill();
  });
}

/** A roasted coffee bean. */
export function bean(length: number): Canvas {
  return sprite(length, length * 0.7, (brush) => {
    brush.translate(length / 2, length * 0.35);
    const shade = brush.createLinearGradient(0, -length * 0.3, 0, length * 0.3);
    shade.addColorStop(0, '#8a5530');
    shade.addColorStop(1, '#4a2913');
    brush.fillStyle = shade;
    brush.beginPath();
    brush.ellipse(0, 0, length * 0.48, length * 0.32, 0, 0, turn);
    brush.fill();
    brush.strokeStyle = '#2f180a';
    brush.lineWidth = length * 0.045;
    brush.lineCap = 'round';
    brush.beginPath();
    brush.moveTo(-length * 0.4, length * 0.03);
    brush.bezierCurveTo(
      -length * 0.12,
      -length * 0.16,
      length * 0.12,
      length * 0.16,
      length * 0.4,
      -length * 0.03,
    );
    brush.stroke();
  });
}
