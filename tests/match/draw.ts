import { writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createCanvas, GlobalFonts, type SKRSContext2D } from '@napi-rs/canvas';

const require = createRequire(import.meta.url);
const family = 'Words of the tests';
GlobalFonts.registerFromPath(
  require.resolve('@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf'),
  family,
);

/** The font of Chinese and Latin letters, so many pixels high. */
export const letters = (pixels: number) => `${pixels}px ${family}`;

/** Paints a JPEG file over a grey-blue ground and returns its path. */
export async function paint(
  path: string,
  size: { width: number; height: number },
  draw: (context: SKRSContext2D) => void,
): Promise<string> {
  const canvas = createCanvas(size.width, size.height);
  const context = canvas.getContext('2d');
  const ground = context.createLinearGradient(0, 0, size.width, size.height);
  ground.addColorStop(0, '#223344');
  ground.addColorStop(1, '#66483c');
  context.fillStyle = ground;
  context.fillRect(0, 0, size.width, size.height);
  context.fillStyle = '#ffffff';
  draw(context);
  await writeFile(path, canvas.toBuffer('image/jpeg', 90));
  return path;
}
