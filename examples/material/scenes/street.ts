import { backdrop, disc, fraction, glow, sprite, turn } from '../paint.ts';
import { type Brush, landscape, type Scene } from '../scene.ts';

const shops = [
  { wall: '#f4a261', roof: '#d9774a', awning: '#e63946', door: '#7a4a2b' },
  { wall: '#8ecae6', roof: '#5fa3c4', awning: '#ffb703', door: '#35618a' },
  { wall: '#f7d6bf', roof: '#d9a68a', awning: '#2a9d8f', door: '#8a5a44' },
  { wall: '#b5c99a', roof: '#87a06b', awning: '#fb8500', door: '#56704a' },
  { wall: '#e5989b', roof: '#b56576', awning: '#6d597a', door: '#6d3b47' },
];
const step = 480;
const length = step * shops.length;

/** A courier rides past a row of little shops. */
export const street: Scene = {
  name: 'street',
  ...landscape,
  fps: 25,
  seconds: 6,
  prepare() {
    const row = sprite(length, 760, (brush) => {
      for (const [index, shop] of shops.entries()) paintShop(brush, index * step, shop);
    });
    const far = sprite(1200, 420, paintSkyline);
    return (brush, second) => {
      backdrop(brush, landscape, ['#bfe6f5', '#e8f6ee', '#fff3d9']);
      disc(brush, 1560, 190, 86, '#ffe08a');
      tile(brush, far, 250, second * 40);
      tile(brush, row, 140, second * 190);
      brush.fillStyle = '#cfc6b8';
      brush.fillRect(0, 880, 1920, 60);
      brush.fillStyle = '#5b6270';
      brush.fillRect(0, 940, 1920, 140);
      brush.fillStyle = '#f5f0e1';
      for (let dash = 0; dash < 9; dash++) {
        brush.fillRect(fraction((dash * 260 - second * 330) / 2340) * 2340 - 210, 1004, 130, 12);
      }
      glow(brush, 860, 982, 260, '#20242c', 0.6, 0.12);
      courier(brush, 860, 980, second);
    };
  },
};

function tile(brush: Brush, picture: ReturnType<typeof sprite>, y: number, travelled: number) {
  const start = -fraction(travelled / picture.width) * picture.width;
  for (let x = start; x < 1920; x += picture.width) brush.drawImage(picture, x, y);
}

function paintSkyline(brush: Brush) {
  brush.fillStyle = '#cfe3df';
  for (const [index, high] of [250, 360, 180, 300, 390, 220, 330, 270].entries()) {
    brush.beginPath();
    brush.roundRect(index * 150, 420 - high, 132, high + 30, 18);
    brush.fill();
  }
}

function paintShop(brush: Brush, x: number, { wall, roof, awning, door }: (typeof shops)[number]) {
  const floors = x % (step * 2) === 0 ? 60 : 150;
  brush.fillStyle = wall;
  brush.fillRect(x + 10, floors, 450, 760 - floors);
  brush.fillStyle = roof;
  brush.fillRect(x, floors - 24, 470, 34);
  for (const left of [60, 195, 330]) {
    brush.fillStyle = '#fffaf0';
    brush.beginPath();
    brush.roundRect(x + left, floors + 60, 90, 130, [45, 45, 6, 6]);
    brush.fill();
    brush.fillStyle = '#9cc7d8';
    brush.beginPath();
    brush.roundRect(x + left + 10, floors + 70, 70, 110, [35, 35, 4, 4]);
    brush.fill();
    brush.fillStyle = '#fffaf0';
    brush.fillRect(x + left + 41, floors + 70, 8, 110);
  }
  brush.fillStyle = '#fffaf0';
  brush.fillRect(x + 40, 500, 240, 180);
  brush.fillStyle = '#ffe9b0';
  brush.fillRect(x + 52, 512, 216, 156);
  for (const [index, color] of ['#e76f51', '#2a9d8f', '#f4a261'].entries()) {
    disc(brush, x + 96 + index * 64, 636, 26, color);
  }
  brush.fillStyle = door;
  brush.beginPath();
  brush.roundRect(x + 315, 480, 110, 280, [18, 18, 0, 0]);
  brush.fill();
  brush.fillStyle = '#cfe8ee';
  brush.fillRect(x + 335, 510, 70, 110);
  disc(brush, x + 408, 640, 7, '#ffe08a');
  for (let stripe = 0; stripe < 9; stripe++) {
    brush.fillStyle = stripe % 2 === 0 ? awning : '#fffdf5';
    brush.beginPath();
    brush.roundRect(x + 10 + stripe * 50, 400, 50, 92, [0, 0, 25, 25]);
    brush.fill();
  }
  brush.fillStyle = '#00000014';
  brush.fillRect(x + 10, 492, 450, 12);
  brush.fillStyle = '#6b5847';
  brush.fillRect(x + 466, 520, 10, 240);
  disc(brush, x + 470, 480, 60, '#6aa46a');
  disc(brush, x + 448, 520, 44, '#5b9560');
}

function courier(brush: Brush, x: number, ground: number, second: number) {
  const bob = Math.sin(second * 7) * 4;
  brush.lineCap = 'round';
  brush.lineJoin = 'round';
  for (const wheel of [-105, 110]) {
    brush.save();
    brush.translate(x + wheel, ground - 72);
    brush.rotate(second * 4.6);
    brush.strokeStyle = '#2b2d42';
    brush.lineWidth = 10;
    brush.beginPath();
    brush.arc(0, 0, 68, 0, turn);
    brush.stroke();
    brush.lineWidth = 3;
    brush.beginPath();
    for (let spoke = 0; spoke < 5; spoke++) {
      const angle = (spoke / 5) * Math.PI;
      brush.moveTo(Math.cos(angle) * 66, Math.sin(angle) * 66);
      brush.lineTo(-Math.cos(angle) * 66, -Math.sin(angle) * 66);
    }
    brush.stroke();
    brush.restore();
  }
  const line = (color: string, width: number, ...points: [number, number][]) => {
    brush.strokeStyle = color;
    brush.lineWidth = width;
    brush.beginPath();
    for (const [dx, dy] of points) brush.lineTo(x + dx, ground + dy);
    brush.stroke();
  };
  const pedal = second * 4.6;
  const foot = (turned: number): [number, number] => [Math.cos(turned) * 30, -72 + Math.sin(turned) * 30];
  line('#264653', 22, [-30, -190 + bob], [36, -138], foot(pedal + Math.PI));
  line('#e76f51', 11, [-105, -72], [-44, -166], [78, -166], [0, -72], [-105, -72]);
  line('#e76f51', 11, [0, -72], [-44, -166]);
  line('#e76f51', 11, [110, -72], [72, -206], [104, -214]);
  line('#3d6172', 22, [-30, -190 + bob], [48, -146], foot(pedal));
  line('#2a9d8f', 58, [-24, -214 + bob], [18, -306 + bob]);
  line('#f2c6a0', 20, [24, -296 + bob], [52, -236 + bob], [100, -216]);
  disc(brush, x + 40, ground - 372 + bob, 40, '#f2c6a0');
  brush.fillStyle = '#e63946';
  brush.beginPath();
  brush.arc(x + 40, ground - 380 + bob, 46, Math.PI, 0);
  brush.roundRect(x + 40, ground - 386 + bob, 70, 12, 6);
  brush.fill();
  brush.fillStyle = '#ffb703';
  brush.beginPath();
  brush.roundRect(x - 176, ground - 312 + bob * 0.6, 130, 120, 14);
  brush.fill();
  brush.fillStyle = '#fb8500';
  brush.fillRect(x - 176, ground - 268 + bob * 0.6, 130, 14);
}
