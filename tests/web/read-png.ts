import { inflateSync } from 'node:zlib';

/** A picture of three bytes a pixel, row after row. */
export type RgbPicture = { width: number; height: number; pixels: Buffer };

/** What a filter of a row adds to a byte: it stands for the bytes to the left, above, and both (PNG 9.2). */
function predicted(filter: number, left: number, above: number, corner: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return left;
  if (filter === 2) return above;
  if (filter === 3) return (left + above) >> 1;
  const [a, b, c] = [above - corner, left - corner, left + above - 2 * corner].map(Math.abs) as [
    number,
    number,
    number,
  ];
  if (a <= b && a <= c) return left;
  return b <= c ? above : corner;
}

/** Reads a PNG file of eight bits for each of red, green and blue. */
export function readPng(file: Buffer): RgbPicture {
  const [width, height] = [file.readUInt32BE(16), file.readUInt32BE(20)];
  if (file[24] !== 8 || file[25] !== 2) throw new Error('only RGB of 8 bits is read');
  const packed: Buffer[] = [];
  for (let at = 8; at < file.length; ) {
    const length = file.readUInt32BE(at);
    if (file.toString('latin1', at + 4, at + 8) === 'IDAT')
      packed.push(file.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const rows = inflateSync(Buffer.concat(packed));
  const row = width * 3;
  const pixels = Buffer.alloc(row * height);
  for (let y = 0; y < height; y += 1) {
    const filter = rows[y * (row + 1)] ?? 0;
    for (let x = 0; x < row; x += 1) {
      const at = y * row + x;
      const left = x < 3 ? 0 : (pixels[at - 3] ?? 0);
      const above = y === 0 ? 0 : (pixels[at - row] ?? 0);
      const corner = x < 3 || y === 0 ? 0 : (pixels[at - row - 3] ?? 0);
      pixels[at] = ((rows[y * (row + 1) + 1 + x] ?? 0) + predicted(filter, left, above, corner)) & 255;
    }
  }
  return { width, height, pixels };
}
