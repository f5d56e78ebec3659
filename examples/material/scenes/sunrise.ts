import { alpha, backdrop, between, blend, disc, ease, fillBelow, fraction, glow } from '../paint.ts';
import { type Brush, landscape, type Scene } from '../scene.ts';
import { birdsong } from '../sounds.ts';

/** The sun comes up over five rows of hills, with clouds and a flock of birds. */
export const sunrise: Scene = {
  name: 'sunrise',
  ...landscape,
  fps: 25,
  seconds: 7,
  sound: birdsong,
  prepare: () => (brush, second) => {
    const day = ease(second / 7);
    const sky = [
      blend('#2b2a63', '#6db7e8', day),
      blend('#8a4b8c', '#ffd9a0', day),
      blend('#f0795e', '#fff0c9', day),
    ];
    backdrop(brush, landscape, sky);
    const height = between(800, 330, day);
    glow(brush, 1180, height, 980, '#ffe9a8', 0.75);
    disc(brush, 1180, height, 130, blend('#ff8a4c', '#fff3c4', day));
    clouds(brush, second, blend('#f5a08a', '#ffffff', day));
    flock(brush, second);
    const rows = ['#b48aa6', '#8a6f9e', '#5f6f96', '#3f6b7c', '#23505a'];
    const lit = ['#cfd8a8', '#9cc08b', '#6aa57a', '#3f8a6c', '#1f6a58'];
    for (const [row, color] of rows.entries()) {
      const shift = second * (8 + row * 22) + row * 700;
      fillBelow(brush, landscape, blend(color, lit[row] ?? color, day), (x) => {
        const at = (x + shift) / 1000;
        return (
          560 + row * 104 - Math.sin(at * (3.1 - row * 0.3)) * (86 - row * 8) - Math.sin(at * 7.3 + row) * 24
        );
      });
    }
  },
};

function clouds(brush: Brush, second: number, color: string) {
  for (const [index, [x, y, size]] of (
    [
      [200, 190, 1.2],
      [820, 120, 0.8],
      [1500, 240, 1],
      [1250, 400, 0.6],
    ] as const
  ).entries()) {
    const left = fraction((x + second * (14 + index * 5) + 300) / 2500) * 2500 - 300;
    brush.fillStyle = alpha(color, 0.72);
    brush.beginPath();
    for (const [dx, dy, radius] of [
      [0, 0, 46],
      [60, -26, 62],
      [130, -10, 54],
      [190, 6, 38],
    ] as const) {
      brush.moveTo(left + (dx + radius) * size, y + dy * size);
      brush.arc(left + dx * size, y + dy * size, radius * size, 0, Math.PI * 2);
    }
    brush.roundRect(left - 40 * size, y - 4 * size, 260 * size, 48 * size, 24 * size);
    brush.fill();
  }
}

function flock(brush: Brush, second: number) {
  brush.strokeStyle = '#2b2440';
  brush.lineCap = 'round';
  for (let bird = 0; bird < 7; bird++) {
    const x = 250 + second * 95 + Math.abs(bird - 3) * -62 + bird * 14;
    const y = 470 - second * 14 + (bird - 3) * 40 + Math.sin(second * 1.5 + bird) * 8;
    const flap = Math.sin(second * 8 + bird * 1.3) * 16;
    const size = 1 - Math.abs(bird - 3) * 0.08;
    brush.lineWidth = 6 * size;
    brush.beginPath();
    brush.moveTo(x - 34 * size, y - flap);
    brush.quadraticCurveTo(x - 14 * size, y - 12 * size, x, y);
    brush.quadraticCurveTo(x + 14 * size, y - 12 * size, x + 34 * size, y - flap);
    brush.stroke();
  }
}
