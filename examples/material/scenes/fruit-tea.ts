import { alpha, backdrop, clamp, disc, ease, fraction, glow, scatter, stamp, turn } from '../paint.ts';
import { type Brush, portrait, type Scene } from '../scene.ts';
import { citrusSlice, leaf, orange } from '../things.ts';

const top = 640;
const bottom = 1560;
/** Half the width of the glass at a height. */
const halfWidth = (y: number) => 200 + (95 * (bottom - y)) / (bottom - top);

/** A tall glass fills with fruit tea, ice and rising bubbles. */
export const fruitTea: Scene = {
  name: 'fruit-tea',
  ...portrait,
  fps: 30,
  seconds: 8,
  prepare() {
    const slice = citrusSlice(150, orange);
    const mint = leaf(210, '#57b36a', '#2f8a50');
    const bubbles = scatter(46, 11, (roll) => ({
      x: roll() * 2 - 1,
      phase: roll(),
      speed: 0.16 + roll() * 0.22,
      radius: 4 + roll() * 11,
    }));
    return (brush, second) => {
      backdrop(brush, portrait, ['#e9fbf3', '#b9eedd', '#7fd6c2'], 0.2);
      disc(brush, 540, 1010, 470 + Math.sin(second) * 8, '#ffffff59');
      disc(brush, 540, 1010, 370 + Math.sin(second + 1) * 8, '#ffffff4d');
      glow(brush, 560, bottom + 46, 400, '#1d6b5f', 0.5, 0.18);
      const filled = ease(second / 5.2);
      const surface = bottom - 30 - (bottom - top - 170) * filled;
      const wave = (x: number) => surface + Math.sin(x / 70 + second * 5) * 9 * (1.6 - filled);
      straw(brush);
      if (second < 5) pour(brush, second, surface);
      brush.save();
      glassPath(brush);
      brush.clip();
      brush.fillStyle = '#ffffff38';
      brush.fillRect(200, top, 680, bottom - top);
      drink(brush, wave);
      for (const bubble of bubbles) {
        const way = fraction(bubble.phase + second * bubble.speed);
        const y = bottom - 40 - way * (bottom - 40 - surface);
        const x = 540 + bubble.x * halfWidth(y) * 0.84 + Math.sin(second * 4 + bubble.phase * 40) * 6;
        disc(brush, x, y, bubble.radius * (0.6 + way * 0.5), alpha('#ffffff', 0.5 * clamp(filled * 3)));
      }
      ice(brush, second, surface, filled);
      brush.restore();
      stamp(brush, mint, 455, top - 62 + Math.sin(second * 1.4) * 5, -2.2 + Math.sin(second * 1.1) * 0.05);
      stamp(
        brush,
        mint,
        350,
        top - 22 + Math.sin(second * 1.4 + 1) * 5,
        -2.75 + Math.sin(second * 1.3) * 0.05,
      );
      stamp(brush, slice, 770, top + 8, second * 0.12);
      shine(brush);
    };
  },
};

function glassPath(brush: Brush) {
  brush.beginPath();
  brush.moveTo(540 - halfWidth(top), top);
  brush.lineTo(540 - 200, bottom - 40);
  brush.quadraticCurveTo(540 - 195, bottom, 540 - 150, bottom);
  brush.lineTo(540 + 150, bottom);
  brush.quadraticCurveTo(540 + 195, bottom, 540 + 200, bottom - 40);
  brush.lineTo(540 + halfWidth(top), top);
  brush.closePath();
}

function drink(brush: Brush, surfaceAt: (x: number) => number) {
  const gradient = brush.createLinearGradient(0, top + 100, 0, bottom);
  gradient.addColorStop(0, '#ffd166');
  gradient.addColorStop(0.45, '#ff9f4a');
  gradient.addColorStop(1, '#ea3f6f');
  brush.fillStyle = gradient;
  brush.beginPath();
  brush.moveTo(200, bottom);
  for (let x = 200; x <= 880; x += 10) brush.lineTo(x, surfaceAt(x));
  brush.lineTo(880, bottom);
  brush.fill();
}

function straw(brush: Brush) {
  brush.save();
  brush.translate(660, top + 60);
  brush.rotate(0.22);
  for (let stripe = 0; stripe < 20; stripe++) {
    brush.fillStyle = stripe % 2 === 0 ? '#ff6b8a' : '#fff5f0';
    brush.fillRect(-17, -430 + stripe * 28, 34, 29);
  }
  brush.restore();
}

function pour(brush: Brush, second: number, surface: number) {
  const width = 34 * ease((5 - second) * 1.4);
  const start = second < 0.5 ? -20 + second * 2 * surface : surface;
  const gradient = brush.createLinearGradient(0, 0, 0, surface);
  gradient.addColorStop(0, '#ffc65c');
  gradient.addColorStop(1, '#ff9f4a');
  brush.fillStyle = gradient;
  brush.beginPath();
  brush.moveTo(480 - width, -10);
  for (let y = 0; y <= start; y += 40)
    brush.lineTo(480 - width * (0.62 + 0.06 * Math.sin(y / 60 - second * 14)), y);
  brush.lineTo(480, start + 14);
  for (let y = start; y >= -10; y -= 40) {
    brush.lineTo(480 + width * (0.62 + 0.06 * Math.sin(y / 50 - second * 14 + 2)), y);
  }
  brush.fill();
}

function ice(brush: Brush, second: number, surface: number, filled: number) {
  for (const [index, x] of [-128, 8, 132].entries()) {
    brush.save();
    const depth = Math.min(surface + 74 + Math.sin(second * 1.6 + index * 2) * 10, bottom - 92);
    brush.translate(540 + x * (0.86 + 0.14 * filled), depth);
    brush.rotate(Math.sin(second * 0.8 + index * 2.1) * 0.2 + index * 0.5);
    brush.fillStyle = '#ffffff6b';
    brush.strokeStyle = '#ffffffb3';
    brush.lineWidth = 5;
    brush.beginPath();
    brush.roundRect(-62, -62, 124, 124, 26);
    brush.fill();
    brush.stroke();
    brush.fillStyle = '#ffffff80';
    brush.beginPath();
    brush.roundRect(-42, -44, 46, 18, 9);
    brush.fill();
    brush.restore();
  }
}

function shine(brush: Brush) {
  glassPath(brush);
  brush.strokeStyle = '#ffffffd9';
  brush.lineWidth = 10;
  brush.lineJoin = 'round';
  brush.stroke();
  brush.strokeStyle = '#ffffff8c';
  brush.lineCap = 'round';
  brush.lineWidth = 22;
  brush.beginPath();
  brush.moveTo(318, top + 130);
  brush.lineTo(374, bottom - 150);
  brush.stroke();
  brush.lineWidth = 12;
  brush.beginPath();
  brush.moveTo(358, top + 110);
  brush.lineTo(388, top + 390);
  brush.stroke();
  brush.beginPath();
  brush.ellipse(540, top, halfWidth(top), 20, 0, 0, turn);
  brush.lineWidth = 8;
  brush.strokeStyle = '#ffffffbf';
  brush.stroke();
}
