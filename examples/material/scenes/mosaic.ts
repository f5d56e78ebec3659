import { backdrop, disc, glow, turn } from '../paint.ts';
import { type Brush, portrait, type Scene } from '../scene.ts';

const rings = [
  { inner: 860, outer: 1180, petals: 28, color: '#17406d', heart: '#2a9d8f', speed: 0.05 },
  { inner: 640, outer: 930, petals: 22, color: '#e9c46a', heart: '#f4f1de', speed: -0.07 },
  { inner: 470, outer: 720, petals: 18, color: '#1f7a78', heart: '#8fd6c4', speed: 0.1 },
  { inner: 320, outer: 540, petals: 16, color: '#e76f51', heart: '#f7c59f', speed: -0.13 },
  { inner: 190, outer: 380, petals: 12, color: '#f4f1de', heart: '#e9c46a', speed: 0.17 },
  { inner: 90, outer: 235, petals: 8, color: '#2a9d8f', heart: '#f4f1de', speed: -0.22 },
];

/** Rings of tiles turn against each other like the rosette of a tea house. */
export const mosaic: Scene = {
  name: 'mosaic',
  ...portrait,
  fps: 25,
  seconds: 6,
  prepare: () => (brush, second) => {
    backdrop(brush, portrait, ['#14213d', '#20365f', '#101a33'], 0.5);
    glow(brush, 540, 960, 1000, '#f7c59f', 0.28);
    brush.save();
    brush.translate(540, 960);
    for (const [index, { inner, outer, petals, color, heart, speed }] of rings.entries()) {
      brush.save();
      brush.rotate(second * speed);
      const breath = 1 + 0.04 * Math.sin(second * 1.7 - index * 0.8);
      const wide = (turn * (inner + outer) * 0.5) / petals;
      for (let petal = 0; petal < petals; petal++) {
        brush.rotate(turn / petals);
        tile(brush, inner * breath, outer * breath, wide * 0.98, color);
        tile(
          brush,
          (inner + (outer - inner) * 0.24) * breath,
          (outer - (outer - inner) * 0.26) * breath,
          wide * 0.5,
          heart,
        );
        disc(brush, (inner + (outer - inner) * 0.56) * breath, 0, wide * 0.1, color);
      }
      brush.restore();
    }
    disc(brush, 0, 0, 104, '#14213d');
    disc(brush, 0, 0, 88, '#e9c46a');
    disc(brush, 0, 0, 58 + Math.sin(second * 1.7) * 8, '#e76f51');
    disc(brush, 0, 0, 24, '#f4f1de');
    brush.restore();
  },
};

/** A petal that points outwards, from one distance from the centre to another. */
function tile(brush: Brush, inner: number, outer: number, wide: number, color: string) {
  const long = outer - inner;
  brush.fillStyle = color;
  brush.beginPath();
  brush.moveTo(inner, 0);
  brush.bezierCurveTo(inner + long * 0.28, -wide * 0.72, inner + long * 0.72, -wide * 0.62, outer, 0);
  brush.bezierCurveTo(inner + long * 0.72, wide * 0.62, inner + long * 0.28, wide * 0.72, inner, 0);
  brush.fill();
}
