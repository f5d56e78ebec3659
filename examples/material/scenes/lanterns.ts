import { alpha, backdrop, disc, fraction, glow, scatter, sprite, stamp, turn } from '../paint.ts';
import { type Brush, portrait, type Scene } from '../scene.ts';

/** A night market: paper lanterns rise over the town, strings of lamps sway. */
export const lanterns: Scene = {
  name: 'lanterns',
  ...portrait,
  fps: 25,
  seconds: 6,
  prepare() {
    const paper = sprite(300, 380, paintLantern);
    const rising = scatter(17, 4, (roll, index) => ({
      x: 60 + roll() * 960,
      phase: roll(),
      size: 0.22 + (index / 17) * 0.62,
      sway: roll() * turn,
    }));
    const stars = scatter(90, 9, (roll) => ({ x: roll() * 1080, y: roll() * 1100, phase: roll() * turn }));
    const town = sprite(1080, 620, paintTown);
    return (brush, second) => {
      backdrop(brush, portrait, ['#0d1236', '#2a1d5e', '#6b2c6f', '#d9616a']);
      for (const { x, y, phase } of stars) {
        disc(brush, x, y, 2.4, alpha('#ffffff', 0.35 + 0.35 * Math.sin(second * 2 + phase)));
      }
      for (const { x, phase, size, sway } of rising) {
        const way = fraction(phase + second * (0.02 + size * 0.05));
        const y = 1900 - way * 2300;
        const place = x + Math.sin(second * 0.8 + sway) * 30;
        glow(brush, place, y, 420 * size, '#ff9d3c', 0.55 + 0.08 * Math.sin(second * 7 + sway));
        stamp(brush, paper, place, y, Math.sin(second * 0.8 + sway + 1) * 0.09, size);
      }
      brush.drawImage(town, 0, 1300);
      for (const [line, height] of [210, 420].entries()) lamps(brush, second, line, height);
    };
  },
};

function paintLantern(brush: Brush) {
  const shade = brush.createLinearGradient(0, 0, 0, 380);
  shade.addColorStop(0, '#e2432f');
  shade.addColorStop(0.6, '#ff8a3d');
  shade.addColorStop(1, '#ffe08a');
  brush.fillStyle = shade;
  brush.beginPath();
  brush.moveTo(80, 20);
  brush.bezierCurveTo(0, 60, 10, 260, 90, 350);
  brush.lineTo(210, 350);
  brush.bezierCurveTo(290, 260, 300, 60, 220, 20);
  brush.closePath();
  brush.fill();
  brush.strokeStyle = '#b72a2455';
  brush.lineWidth = 5;
  for (const bend of [-62, 0, 62]) {
    brush.beginPath();
    brush.moveTo(150 + bend * 0.7, 22);
    brush.quadraticCurveTo(150 + bend * 1.9, 190, 150 + bend * 0.7, 348);
    brush.stroke();
  }
  brush.fillStyle = '#8a1f24';
  brush.fillRect(86, 342, 128, 14);
}

function paintTown(brush: Brush) {
  const houses = scatter(15, 31, (roll, index) => ({
    x: index * 78 - 30,
    wide: 84 + roll() * 60,
    high: 180 + roll() * 300,
  }));
  for (const [index, { x, wide, high }] of houses.entries()) {
    brush.fillStyle = index % 2 === 0 ? '#1a1238' : '#221745';
    const roof = 620 - high;
    brush.fillRect(x, roof, wide, high);
    brush.beginPath();
    brush.moveTo(x - 16, roof + 4);
    brush.quadraticCurveTo(x + wide / 2, roof - 60, x + wide + 16, roof + 4);
    brush.fill();
    const lit = scatter(14, index + 60, (roll) => roll());
    for (const [spot, chance] of lit.entries()) {
      if (chance < 0.5) continue;
      brush.fillStyle = chance > 0.8 ? '#ffd27a' : '#ff9e5e';
      brush.fillRect(x + 16 + (spot % 2) * 40, roof + 36 + Math.floor(spot / 2) * 58, 22, 30);
    }
  }
}

/** A hanging cord with lamps on it. */
function lamps(brush: Brush, second: number, line: number, height: number) {
  const sag = (part: number) =>
    height + Math.sin(part * Math.PI) * 130 + Math.sin(second + line + part * 4) * 9;
  brush.strokeStyle = '#120b2a';
  brush.lineWidth = 5;
  brush.beginPath();
  for (let part = 0; part <= 1.001; part += 0.05) brush.lineTo(part * 1080, sag(part) - line * 40 * part);
  brush.stroke();
  const colors = ['#ffe27a', '#ff8f6b', '#8be0d4', '#ffb3d1'];
  for (let lamp = 0; lamp < 9; lamp++) {
    const part = (lamp + 0.5) / 9;
    const x = part * 1080;
    const y = sag(part) - line * 40 * part + 34;
    const color = colors[(lamp + line) % colors.length] ?? '#ffe27a';
    glow(brush, x, y, 120, color, 0.75 + 0.2 * Math.sin(second * 2.2 + lamp * 1.7 + line));
    disc(brush, x, y, 24, color);
    disc(brush, x - 6, y - 6, 9, '#ffffffb0');
  }
}
