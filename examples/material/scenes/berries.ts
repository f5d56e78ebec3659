import { backdrop, disc, fraction, glow, stamp } from '../paint.ts';
import { portrait, type Scene } from '../scene.ts';
import { berry, leaf } from '../things.ts';

/** Berries bounce across a pink stage, squeezed a little when they land. */
export const berries: Scene = {
  name: 'berries',
  ...portrait,
  fps: 25,
  seconds: 6,
  prepare() {
    const balls = [
      { radius: 120, light: '#ff8fa3', dark: '#c9184a', height: 980, beat: 1.25, x: 220, floor: 1440 },
      { radius: 84, light: '#8fa8ff', dark: '#3b3fa5', height: 640, beat: 1, x: 430, floor: 1500 },
      { radius: 150, light: '#ffd08a', dark: '#f08a24', height: 1150, beat: 1.42, x: 690, floor: 1470 },
      { radius: 70, light: '#d5f58a', dark: '#6fae2b', height: 520, beat: 0.9, x: 880, floor: 1560 },
      { radius: 96, light: '#d9a6ff', dark: '#7b2cbf', height: 800, beat: 1.12, x: 980, floor: 1640 },
      { radius: 130, light: '#ff9d8a', dark: '#e5383b', height: 900, beat: 1.3, x: 90, floor: 1690 },
      { radius: 64, light: '#9be7ff', dark: '#1c7fb8', height: 460, beat: 0.84, x: 560, floor: 1740 },
    ].map((ball, index) => ({
      ...ball,
      picture: berry(ball.radius, ball.light, ball.dark),
      phase: index * 0.37,
    }));
    const stalk = leaf(90, '#6cc070', '#3f9a55');
    return (brush, second) => {
      backdrop(brush, portrait, ['#fff0f3', '#ffd6e0', '#ffb3c6']);
      disc(brush, 540, 760, 560 + Math.sin(second * 1.8) * 14, '#ffffff5e');
      disc(brush, 540, 760, 400 + Math.sin(second * 1.8 + 0.8) * 14, '#ffffff66');
      brush.fillStyle = '#ff9fb5';
      brush.fillRect(0, 1380, 1080, 540);
      brush.fillStyle = '#ffb0c2';
      for (let strip = 0; strip < 6; strip++)
        brush.fillRect(0, 1400 + strip * strip * 16, 1080, 6 + strip * 3);
      for (const ball of balls) {
        const beat = fraction(second / ball.beat + ball.phase);
        const rise = 4 * beat * (1 - beat);
        const x = fraction((ball.x + 160 + second * 46) / 1400) * 1400 - 160;
        const y = ball.floor - ball.radius - rise * ball.height;
        const squeeze = Math.max(0, 1 - rise * 9) * 0.22;
        glow(brush, x, ball.floor, ball.radius * (1.9 - rise), '#a3123f', 0.55 - 0.4 * rise, 0.22);
        const wide = 1 + squeeze - rise * 0.02;
        stamp(brush, ball.picture, x, y + squeeze * ball.radius, 0, wide, 1 - squeeze);
        const tilt = -0.9 + Math.sin(second * 5 + ball.phase) * 0.12;
        stamp(brush, stalk, x + 20, y - ball.radius * 0.98 * (1 - squeeze), tilt, ball.radius / 110);
      }
    };
  },
};
