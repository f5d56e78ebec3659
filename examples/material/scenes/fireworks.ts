import { alpha, backdrop, disc, fillBelow, glow, scatter, turn } from '../paint.ts';
import { type Brush, portrait, type Scene } from '../scene.ts';
import { pops } from '../sounds.ts';

/** When and where a firework opens, its two colours and its reach. */
type Burst = { at: number; x: number; y: number; color: string; tip: string; reach: number };

const bursts: Burst[] = [
  { at: -0.6, x: 700, y: 520, color: '#ffb13b', tip: '#fff0b8', reach: 460 },
  { at: 0.3, x: 330, y: 700, color: '#ff4f81', tip: '#ffc2d4', reach: 430 },
  { at: 1, x: 800, y: 900, color: '#33d6c0', tip: '#d5fff6', reach: 360 },
  { at: 1.8, x: 480, y: 430, color: '#8f7bff', tip: '#e3dcff', reach: 520 },
  { at: 2.7, x: 830, y: 560, color: '#ff8a3d', tip: '#ffe3b8', reach: 420 },
  { at: 3.4, x: 250, y: 880, color: '#3fb0ff', tip: '#d3efff', reach: 400 },
  { at: 4.2, x: 600, y: 660, color: '#ffcf3f', tip: '#fff6cf', reach: 540 },
  { at: 5, x: 300, y: 420, color: '#ff5d5d', tip: '#ffd0c4', reach: 430 },
  { at: 5.7, x: 790, y: 800, color: '#b56bff', tip: '#f0dcff', reach: 460 },
  { at: 6.4, x: 460, y: 560, color: '#4fe08a', tip: '#ddffe8', reach: 480 },
];

type Spark = { angle: number; force: number; size: number };

/** Fireworks open over a bay at night and glitter in the water. */
export const fireworks: Scene = {
  name: 'fireworks',
  ...portrait,
  fps: 30,
  seconds: 6,
  sound: (seconds) =>
    pops(
      seconds,
      bursts.flatMap(({ at }) => (at > 0 ? at : [])),
    ),
  prepare() {
    const sparks = scatter(110, 77, (roll): Spark => {
      const force = roll() < 0.45 ? 0.85 + roll() * 0.15 : 0.25 + roll() * 0.55;
      return { angle: roll() * turn, force, size: 6 + roll() * 7 };
    });
    return (brush, second) => {
      backdrop(brush, portrait, ['#070a2b', '#181550', '#3d2468', '#70345f']);
      for (const burst of bursts) {
        const age = second - burst.at;
        if (age < -0.9 || age > 3) continue;
        if (age < 0) rocket(brush, burst, age);
        else bloom(brush, burst, age, sparks);
      }
      const hills = (x: number) => 1440 - Math.sin(x / 190 + 1) * 46 - Math.sin(x / 71) * 16;
      fillBelow(brush, portrait, '#120c2e', hills);
      for (let lamp = 0; lamp < 24; lamp++) {
        disc(
          brush,
          20 + lamp * 46,
          1474 + Math.sin(lamp * 2.3) * 12,
          5,
          lamp % 3 === 0 ? '#ffd27a' : '#ff9e7a',
        );
      }
      brush.fillStyle = '#0d0a2a';
      brush.fillRect(0, 1500, 1080, 420);
      for (const burst of bursts) reflection(brush, burst, second);
    };
  },
};

function rocket(brush: Brush, burst: Burst, age: number) {
  const way = 1 + age / 0.9;
  for (let tail = 0; tail < 14; tail++) {
    const part = way - tail * 0.018;
    if (part < 0) continue;
    const y = 1460 + (burst.y - 1460) * (1 - (1 - part) ** 2);
    disc(brush, burst.x + Math.sin(part * 9) * 8, y, 8 - tail * 0.5, alpha('#ffe9b0', 0.9 - tail * 0.06));
  }
}

function bloom(brush: Brush, burst: Burst, age: number, sparks: Spark[]) {
  brush.globalCompositeOperation = 'lighter';
  const reach = burst.reach * (1 - Math.exp(-age * 2.4));
  const light = Math.max(0, 1 - age / 2.9);
  glow(brush, burst.x, burst.y, burst.reach * 1.3, burst.color, 0.75 * light * light);
  brush.lineCap = 'round';
  for (const { angle, force, size } of sparks) {
    const fall = age * age * 40;
    const at = (ring: number): [number, number] => [
      burst.x + Math.cos(angle) * reach * force * ring,
      burst.y + Math.sin(angle) * reach * force * ring + fall * ring * ring,
    ];
    brush.strokeStyle = alpha(burst.color, light * 0.8);
    brush.lineWidth = size * (0.35 + light * 0.65);
    brush.beginPath();
    brush.moveTo(...at(1 - 0.34 * light));
    brush.lineTo(...at(1));
    brush.stroke();
    disc(brush, ...at(1), size * 0.62 * (0.4 + light * 0.6), alpha(burst.tip, light));
  }
  brush.globalCompositeOperation = 'source-over';
}

function reflection(brush: Brush, burst: Burst, second: number) {
  const age = second - burst.at;
  if (age < 0 || age > 2.8) return;
  const light = Math.exp(-age * 1.1);
  glow(brush, burst.x, 1520, 620, burst.color, 0.5 * light, 0.34);
  for (let line = 0; line < 10; line++) {
    const wide = (190 - line * 12) * (0.7 + 0.3 * Math.sin(second * 6 + line * 2));
    brush.fillStyle = alpha(burst.color, 0.7 * light * (1 - line / 11));
    brush.fillRect(burst.x - wide / 2 + Math.sin(second * 3 + line) * 14, 1530 + line * 38, wide, 8);
  }
}
