import { crc32, deflateSync } from 'node:zlib';

/** Red, green and blue, 0 to 255. */
type Colour = readonly [red: number, green: number, blue: number];

/** A painted landscape: sky from top to horizon, a sun, and hills from the far to the near one. */
type Scene = {
  top: Colour;
  horizon: Colour;
  sun: Colour;
  sunX: number;
  sunY: number;
  hills: readonly Colour[];
};

/** The two landscapes of the previews: evening and morning, so that a change from one to the other is seen at once. */
export const scenes = {
  evening: {
    top: [42, 28, 84],
    horizon: [255, 148, 92],
    sun: [255, 226, 168],
    sunX: 0.32,
    sunY: 0.56,
    hills: [
      [150, 74, 98],
      [96, 46, 84],
      [48, 26, 58],
    ],
  },
  morning: {
    top: [74, 158, 206],
    horizon: [214, 238, 226],
    sun: [255, 255, 240],
    sunX: 0.7,
    sunY: 0.3,
    hills: [
      [128, 184, 168],
      [64, 138, 120],
      [28, 88, 84],
    ],
  },
} as const satisfies Record<string, Scene>;

const mix = (from: Colour, to: Colour, share: number): Colour => [
  from[0] + (to[0] - from[0]) * share,
  from[1] + (to[1] - from[1]) * share,
  from[2] + (to[2] - from[2]) * share,
];

/** Height of a hill's ridge above the lower edge, as a share of the height. */
function ridge(hill: number, x: number): number {
  const wave =
    Math.sin(x * (5 + hill * 2) + hill * 2.1) * 0.06 + Math.sin(x * (11 + hill * 5) + hill) * 0.025;
  return 0.42 - hill * 0.12 + wave;
}

function colourAt(scene: Scene, x: number, y: number, aspect: number): Colour {
  let colour = mix(scene.top, scene.horizon, Math.min(1, y / 0.72));
  const distance = Math.hypot((x - scene.sunX) * aspect, y - scene.sunY);
  const glow = Math.max(0, 1 - distance / 0.5) ** 3 * 0.6;
  // One hundredth of the height is blurred, as an edge without it would be jagged.
  const disc = Math.min(1, Math.max(0, (0.11 - distance) / 0.01));
  colour = mix(colour, scene.sun, Math.max(glow, disc));
  scene.hills.forEach((hill, index) => {
    const inside = Math.min(1, Math.max(0, (y - (1 - ridge(index, x))) / 0.006));
    if (inside > 0) colour = mix(colour, hill, inside);
  });
  return colour;
}

/** A landscape as the bytes of a PNG file. */
export function paintScene(scene: Scene, width: number, height: number): Buffer {
  const rows = Buffer.alloc(height * (1 + width * 3));
  let at = 0;
  for (let y = 0; y < height; y += 1) {
    // Each row begins with the number of its filter: none.
    at += 1;
    for (let x = 0; x < width; x += 1) {
      for (const part of colourAt(scene, x / width, y / height, width / height))
        rows[at++] = Math.round(part);
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  // Eight bits a part, three parts a pixel.
  header.set([8, 2, 0, 0, 0], 8);
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(rows)), chunk('IEND')]);
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(crc32(typed), 4);
  return Buffer.concat([ends.subarray(0, 4), typed, ends.subarray(4)]);
}
