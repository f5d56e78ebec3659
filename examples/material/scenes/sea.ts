import { alpha, backdrop, blend, disc, fillBelow, glow, scatter, turn } from '../paint.ts';
import { type Brush, landscape, type Scene } from '../scene.ts';
import { surf } from '../sounds.ts';

const rows = 7;
/** Height of the surface of a row of waves, the nearest row being the last. */
const surface = (row: number, x: number, second: number) => {
  const at = x / (330 + row * 60) + second * (0.5 + row * 0.13) * (row % 2 === 0 ? 1 : -1);
  return (
    520 + row * 82 + Math.sin(at * 2.2 + row * 1.7) * (10 + row * 5) + Math.sin(at * 5.1) * (3 + row * 1.6)
  );
};

/** A small boat on rolling turquoise waves, under a clear sky. */
export const sea: Scene = {
  name: 'sea',
  ...landscape,
  fps: 25,
  seconds: 7,
  sound: surf,
  prepare() {
    const glints = scatter(60, 17, (roll) => ({
      x: roll() * 1920,
      row: Math.floor(roll() * 5),
      phase: roll() * turn,
    }));
    return (brush, second) => {
      backdrop(brush, landscape, ['#59c3e8', '#a8e4ef', '#e9fbf3', '#fff7dd']);
      glow(brush, 420, 230, 620, '#fffbe0', 0.9);
      disc(brush, 420, 230, 92, '#fff4bd');
      for (let row = 0; row < rows; row++) {
        if (row === 3) boat(brush, 700 + second * 62, second);
        const color = blend('#7fdcd6', '#0a5f7f', row / (rows - 1));
        fillBelow(brush, landscape, color, (x) => surface(row, x, second));
        brush.strokeStyle = alpha('#ffffff', 0.55 - row * 0.05);
        brush.lineWidth = 3 + row * 0.7;
        brush.beginPath();
        for (let x = 0; x <= 1920; x += 12) brush.lineTo(x, surface(row, x, second) + 2);
        brush.stroke();
        for (const glint of glints) {
          if (glint.row !== row) continue;
          brush.fillStyle = alpha('#ffffff', 0.3 + 0.3 * Math.sin(second * 2.6 + glint.phase));
          brush.fillRect(glint.x, surface(row, glint.x, second) + 26 + row * 4, 46 + row * 10, 4);
        }
      }
    };
  },
};

function boat(brush: Brush, x: number, second: number) {
  brush.save();
  brush.translate(x, surface(3, x, second) - 6);
  brush.rotate(Math.sin(second * 1.5) * 0.07);
  brush.fillStyle = '#7a4a2b';
  brush.fillRect(-5, -330, 10, 290);
  brush.fillStyle = '#fffdf6';
  brush.beginPath();
  brush.moveTo(10, -330);
  brush.quadraticCurveTo(190, -190, 170, -66);
  brush.lineTo(10, -66);
  brush.fill();
  brush.fillStyle = '#ff7a59';
  brush.beginPath();
  brush.moveTo(-14, -290);
  brush.quadraticCurveTo(-130, -160, -124, -66);
  brush.lineTo(-14, -66);
  brush.fill();
  brush.fillStyle = '#d94f3d';
  brush.beginPath();
  brush.moveTo(-170, -46);
  brush.lineTo(190, -46);
  brush.quadraticCurveTo(150, 40, 100, 44);
  brush.lineTo(-90, 44);
  brush.quadraticCurveTo(-150, 30, -170, -46);
  brush.fill();
  brush.fillStyle = '#fff1dd';
  brush.fillRect(-163, -30, 346, 12);
  brush.restore();
}
