import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { backdrop, disc, glow, stamp, turn } from './paint.ts';
import type { Brush } from './scene.ts';
import { fruitTea } from './scenes/fruit-tea.ts';
import { citrusSlice, leaf, lemon, lime, orange } from './things.ts';

/** A still picture that is painted by code. */
export type Picture = { file: string; width: number; height: number; paint(brush: Brush): void };

const card: Picture = {
  file: 'product-card.jpg',
  width: 1080,
  height: 1920,
  paint(brush) {
    brush.save();
    fruitTea.prepare()(brush, 7);
    brush.restore();
    disc(brush, 850, 1290, 176, '#ffffff');
    disc(brush, 850, 1290, 160, '#ea3f6f');
    write(brush, '¥18', 850, 1328, 112, '#ffffff');
  },
};

const poster: Picture = {
  file: 'opening-poster.png',
  width: 1080,
  height: 1920,
  paint(brush) {
    backdrop(brush, poster, ['#ff9a5a', '#f2547d', '#6b2c91'], 0.7);
    for (let ring = 6; ring > 0; ring--) disc(brush, 540, 960, ring * 150, '#ffffff12');
    const fruits = [orange, lemon, lime].map((fruit) => citrusSlice(190, fruit));
    for (let index = 0; index < 9; index++) {
      const angle = (index / 9) * turn;
      const picture = fruits[index % fruits.length];
      if (picture)
        stamp(brush, picture, 540 + Math.cos(angle) * 430, 960 + Math.sin(angle) * 430, angle, 0.7);
    }
    disc(brush, 540, 960, 290, '#fff6ea');
    write(brush, 'OPEN', 540, 950, 170, '#f2547d');
    write(brush, '今日开业', 540, 1070, 104, '#6b2c91');
  },
};

const badge: Picture = {
  file: 'badge.png',
  width: 480,
  height: 480,
  paint(brush) {
    glow(brush, 240, 250, 238, '#0a2f2a', 0.55);
    disc(brush, 240, 240, 216, '#fffdf4');
    disc(brush, 240, 240, 196, '#1f6a58');
    const sprig = leaf(190, '#b9dd6b', '#8cbc4a');
    stamp(brush, sprig, 192, 176, -2.35);
    stamp(brush, sprig, 288, 176, -0.79);
    stamp(brush, sprig, 240, 150, -1.57, 1.05);
    write(brush, 'Morning Leaf', 240, 318, 50, '#fffdf4');
    write(brush, '晨叶', 240, 386, 56, '#ffd98a');
  },
};

const tag: Picture = {
  file: 'new-tag.png',
  width: 480,
  height: 300,
  paint(brush) {
    brush.translate(240, 150);
    brush.rotate(-0.12);
    brush.fillStyle = '#ffffff';
    brush.beginPath();
    brush.roundRect(-214, -98, 428, 196, 98);
    brush.fill();
    brush.fillStyle = '#ff3b6b';
    brush.beginPath();
    brush.roundRect(-198, -82, 396, 164, 82);
    brush.fill();
    write(brush, 'NEW!', 0, 46, 128, '#ffffff');
  },
};

/** The demo's still pictures: two for the picture track, two stickers with a see-through ground. */
export const pictures = [card, poster, badge, tag];

/** Paints a picture; the kind of file follows its name. */
export function developPicture(picture: Picture): Buffer {
  const { resolve } = createRequire(import.meta.url);
  GlobalFonts.registerFromPath(
    resolve('@expo-google-fonts/noto-sans-sc/900Black/NotoSansSC_900Black.ttf'),
    'Lettering',
  );
  const canvas = createCanvas(picture.width, picture.height);
  picture.paint(canvas.getContext('2d'));
  return picture.file.endsWith('.jpg') ? canvas.toBuffer('image/jpeg', 92) : canvas.toBuffer('image/png');
}

function write(brush: Brush, text: string, x: number, baseline: number, size: number, color: string) {
  brush.font = `${size}px Lettering`;
  brush.textAlign = 'center';
  brush.fillStyle = color;
  brush.fillText(text, x, baseline);
}
