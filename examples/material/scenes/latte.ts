import { alpha, backdrop, disc, fraction, glow, scatter, stamp, turn } from '../paint.ts';
import { type Brush, portrait, type Scene } from '../scene.ts';
import { bean } from '../things.ts';

/** A steaming cup before slowly turning rays, with coffee beans that float by. */
export const latte: Scene = {
  name: 'latte',
  ...portrait,
  fps: 25,
  seconds: 6,
  prepare() {
    const beans = scatter(22, 3, (roll) => ({
      picture: bean(60 + roll() * 70),
      x: roll() * 1080,
      phase: roll(),
      speed: 0.035 + roll() * 0.04,
      spin: (roll() - 0.5) * 1.6,
    }));
    return (brush, second) => {
      backdrop(brush, portrait, ['#f9e3c5', '#efc796']);
      rays(brush, second);
      glow(brush, 540, 1050, 760, '#fff6e6', 0.9);
      for (const { picture, x, phase, speed, spin } of beans) {
        const y = fraction(phase + second * speed) * 2160 - 120;
        stamp(brush, picture, x + Math.sin(second * 0.7 + phase * 20) * 26, y, phase * turn + second * spin);
      }
      glow(brush, 540, 1530, 480, '#5b3213', 0.55, 0.16);
      cup(brush);
      for (const lane of [-1, 0, 1]) steam(brush, 540 + lane * 120, second + lane * 1.7);
    };
  },
};

function rays(brush: Brush, second: number) {
  brush.save();
  brush.translate(540, 1050);
  brush.rotate(second * 0.06);
  brush.fillStyle = '#e9b679';
  for (let ray = 0; ray < 14; ray++) {
    brush.rotate(turn / 14);
    brush.beginPath();
    brush.moveTo(0, 0);
    brush.lineTo(1500, -165);
    brush.lineTo(1500, 165);
    brush.fill();
  }
  brush.restore();
}

function cup(brush: Brush) {
  brush.fillStyle = '#f4ede4';
  brush.beginPath();
  brush.ellipse(540, 1500, 400, 56, 0, 0, turn);
  brush.fill();
  brush.fillStyle = '#d8cbbb';
  brush.beginPath();
  brush.ellipse(540, 1492, 250, 30, 0, 0, turn);
  brush.fill();
  brush.strokeStyle = '#efe6da';
  brush.lineWidth = 52;
  brush.beginPath();
  brush.arc(850, 1225, 104, -1.75, 1.75);
  brush.stroke();
  const china = brush.createLinearGradient(240, 0, 840, 0);
  china.addColorStop(0, '#ffffff');
  china.addColorStop(0.65, '#f6efe6');
  china.addColorStop(1, '#d9cbb8');
  brush.fillStyle = china;
  brush.beginPath();
  brush.moveTo(240, 1080);
  brush.bezierCurveTo(250, 1340, 330, 1480, 430, 1490);
  brush.lineTo(650, 1490);
  brush.bezierCurveTo(750, 1480, 830, 1340, 840, 1080);
  brush.closePath();
  brush.fill();
  brush.fillStyle = '#d9694a';
  brush.beginPath();
  brush.moveTo(254, 1190);
  brush.lineTo(826, 1190);
  brush.bezierCurveTo(820, 1225, 812, 1255, 803, 1280);
  brush.lineTo(277, 1280);
  brush.bezierCurveTo(268, 1255, 260, 1225, 254, 1190);
  brush.fill();
  brush.fillStyle = '#ffffff';
  brush.beginPath();
  brush.ellipse(540, 1080, 300, 62, 0, 0, turn);
  brush.fill();
  brush.fillStyle = '#7a4524';
  brush.beginPath();
  brush.ellipse(540, 1084, 274, 50, 0, 0, turn);
  brush.fill();
  brush.fillStyle = '#e8c9a0';
  brush.beginPath();
  brush.ellipse(540, 1088, 168, 28, 0, 0, turn);
  brush.fill();
  disc(brush, 540, 1088, 18, '#f8e7cf');
}

/** A ribbon of steam that widens and fades on its way up. */
function steam(brush: Brush, x: number, second: number) {
  for (let step = 0; step < 46; step++) {
    const way = step / 46;
    const y = 1060 - way * 720;
    const sway = Math.sin(way * 7 - second * 2.1) * (18 + way * 70);
    const density = Math.sin(way * Math.PI) * (0.75 + 0.25 * Math.sin(way * 9 - second * 3));
    disc(brush, x + sway, y, 24 + way * 44, alpha('#ffffff', 0.15 * density));
  }
}
