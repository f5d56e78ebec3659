import { backdrop, disc, glow, random, stamp, turn } from '../paint.ts';
import { portrait, type Scene } from '../scene.ts';
import { citrusSlice, grapefruit, lemon, lime, orange } from '../things.ts';

/** Slices of four citrus fruits turn slowly over coral. */
export const citrus: Scene = {
  name: 'citrus',
  ...portrait,
  fps: 30,
  seconds: 6,
  prepare() {
    const slices = [
      { x: 300, y: 380, radius: 330, fruit: orange },
      { x: 850, y: 830, radius: 270, fruit: grapefruit },
      { x: 240, y: 1130, radius: 230, fruit: lime },
      { x: 720, y: 1520, radius: 360, fruit: lemon },
      { x: 905, y: 230, radius: 150, fruit: lime },
      { x: 130, y: 1720, radius: 170, fruit: grapefruit },
    ].map(({ fruit, ...place }, index) => {
      const roll = random(index + 5);
      const direction = index % 2 === 0 ? 1 : -1;
      return { ...place, picture: citrusSlice(place.radius, fruit), phase: roll() * turn, direction };
    });
    return (brush, second) => {
      backdrop(brush, portrait, ['#ff9a76', '#ff6f69', '#f2547d'], 0.6);
      const drift = second / 8;
      disc(brush, 1000 - drift * 160, 520, 420, '#ffffff14');
      disc(brush, 100 + drift * 200, 1500, 520, '#ffffff12');
      for (const { x, y, radius, picture, phase, direction } of slices) {
        const lift = Math.sin(second * 0.9 + phase) * 34;
        const sway = Math.cos(second * 0.6 + phase) * 22;
        glow(brush, x + sway + 26, y + lift + 54, radius * 1.16, '#8f1d3f', 0.5);
        stamp(brush, picture, x + sway, y + lift, phase + direction * second * 0.42);
      }
    };
  },
};
