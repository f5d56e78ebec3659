import { alpha, backdrop, fraction, glow, scatter, stamp, turn } from '../paint.ts';
import { portrait, type Scene } from '../scene.ts';
import { leaf } from '../things.ts';

/** Tea leaves tumble through shafts of light in a deep green wood. */
export const leaves: Scene = {
  name: 'leaves',
  ...portrait,
  fps: 25,
  seconds: 6,
  prepare() {
    const pictures = [
      leaf(260, '#8fcf6a', '#5fae4d'),
      leaf(260, '#b9dd6b', '#8cbc4a'),
      leaf(260, '#5fb573', '#37905b'),
    ];
    const falling = scatter(44, 21, (roll, index) => {
      const near = index / 44;
      return {
        picture: pictures[Math.floor(roll() * pictures.length)] ?? pictures[0],
        x: roll() * 1180 - 50,
        phase: roll(),
        speed: 0.05 + near * 0.12,
        size: 0.25 + near * near * 1.15,
        spin: 0.5 + roll() * 1.1,
        fade: 0.45 + near * 0.55,
      };
    });
    const lights = scatter(26, 8, (roll) => ({
      x: roll() * 1080,
      y: roll() * 1920,
      radius: 20 + roll() * 90,
      phase: roll() * turn,
    }));
    return (brush, second) => {
      backdrop(brush, portrait, ['#2f7d5b', '#14523f', '#0a2f2a'], 0.3);
      glow(brush, 180, 60, 1100, '#d9f7a8', 0.55);
      for (let shaft = 0; shaft < 6; shaft++) {
        const lean = -0.62 + shaft * 0.19 + Math.sin(second * 0.25 + shaft) * 0.05;
        brush.save();
        brush.translate(120, -160);
        brush.rotate(lean);
        const light = brush.createLinearGradient(0, 0, 0, 2100);
        light.addColorStop(0, alpha('#f4ffc9', 0.26));
        light.addColorStop(1, alpha('#f4ffc9', 0));
        brush.fillStyle = light;
        brush.beginPath();
        brush.moveTo(-20, 0);
        brush.lineTo(20, 0);
        brush.lineTo(140, 2300);
        brush.lineTo(-140, 2300);
        brush.fill();
        brush.restore();
      }
      for (const { x, y, radius, phase } of lights) {
        glow(brush, x, y - second * 14, radius, '#e8ffb8', 0.16 + 0.14 * Math.sin(second * 1.3 + phase));
      }
      for (const { picture, x, phase, speed, size, spin, fade } of falling) {
        if (!picture) continue;
        const way = fraction(phase + second * speed);
        const swing = Math.sin(second * spin * 1.4 + phase * turn);
        brush.globalAlpha = fade;
        const flip = 0.35 + 0.65 * Math.abs(Math.cos(second * spin + phase * turn));
        stamp(
          brush,
          picture,
          x + swing * 90 * size,
          way * 2320 - 200,
          swing * 0.9 + phase * turn,
          size,
          size * flip,
        );
      }
      brush.globalAlpha = 1;
    };
  },
};
