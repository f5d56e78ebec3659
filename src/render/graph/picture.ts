import type { Shot } from '../../timeline/edit.ts';
import type { Size } from '../../timeline/geometry.ts';
import { coversOutput } from '../../timeline/geometry.ts';

/**
 * Filter graph text that turns a decoded picture into a layer of the output: the kept part, upright, in its size, with
 * the colours of the output (8-bit 4:2:0, bt709, limited range). Pure.
 */

/** What a decoded picture is. Names are FFmpeg's; `matrix` and `range` are never unspecified. */
export type PictureInput = Size & {
  pixelFormat: string;
  matrix: string;
  range: 'tv' | 'pc';
};

/** The format of all layers. */
export const layerFormat = (alpha: boolean) => (alpha ? 'yuva420p' : 'yuv420p');

/** Whether a shot is drawn with alpha: it has alpha or is see-through, and does not bring its own background. */
export function hasAlpha(shot: Shot, framed: boolean): boolean {
  return !framed && (shot.opacity < 1 || shot.source.facts.picture?.alpha === true);
}

const even = (value: number) => Math.max(2, Math.round(value / 2) * 2);

/** Crop of the stored picture (before rotation) that leaves a share of the shown one; null when nothing is cut. */
function cropFilter(shot: Shot, input: Size, crop: { width: number; height: number }): string | null {
  const turned = isTurned(shot);
  const share = turned ? { width: crop.height, height: crop.width } : crop;
  const width = Math.min(input.width, even(input.width * share.width));
  const height = Math.min(input.height, even(input.height * share.height));
  if (input.width - width < 2 && input.height - height < 2) return null;
  const x = Math.floor((input.width - width) / 4) * 2;
  const y = Math.floor((input.height - height) / 4) * 2;
  return `crop=${width}:${height}:${x}:${y}`;
}

const isTurned = (shot: Shot) => [90, 270].includes(shot.source.facts.picture?.rotation ?? 0);

const rotations: Readonly<Record<number, string[]>> = {
  0: [],
  90: ['transpose=clock'],
  180: ['hflip', 'vflip'],
  270: ['transpose=cclock'],
};

/** Scales to a size as shown; the stored picture may lie on its side still. */
function scaleFilter(shot: Shot, size: Size, format: string, flags: string): string {
  const { width, height } = isTurned(shot) ? { width: size.height, height: size.width } : size;
  const color = shot.source.facts.picture?.transfer === 'sdr' ? ':out_color_matrix=bt709:out_range=tv' : '';
  return `scale=${width}:${height}:flags=${flags}${color},format=${format},setsar=1`;
}

/** Crop, scale, tone mapping and rotation: the picture alone, in the size of a box. */
function pictureChain(
  shot: Shot,
  input: PictureInput,
  to: { crop: { width: number; height: number }; size: Size; flags: string; alpha: boolean },
): string[] {
  const { picture } = shot.source.facts;
  const hdr = picture !== null && picture.transfer !== 'sdr';
  const crop = cropFilter(shot, input, to.crop);
  const format = hdr ? 'yuv420p10le' : layerFormat(to.alpha);
  const stored = isTurned(shot) ? { width: to.size.height, height: to.size.width } : to.size;
  const ready =
    crop === null &&
    input.width === stored.width &&
    input.height === stored.height &&
    input.pixelFormat === format &&
    (hdr || (input.matrix === 'bt709' && input.range === 'tv'));
  return [
    ...(crop === null ? [] : [crop]),
    ...(ready ? [] : [scaleFilter(shot, to.size, format, to.flags)]),
    ...(hdr
      ? ['tonemapx=tonemap=bt2390:transfer=bt709:matrix=bt709:primaries=bt709:range=tv:format=yuv420p']
      : []),
    ...(hdr && to.alpha ? ['format=yuva420p'] : []),
    ...(rotations[picture?.rotation ?? 0] ?? []),
  ];
}

/** Cover crop of a source for the whole output, for the blurred copy behind a contained picture. */
function coverShare(source: Size, output: Size) {
  const ratio = ((output.width / output.height) * source.height) / source.width;
  return ratio < 1 ? { width: ratio, height: 1 } : { width: 1, height: 1 / ratio };
}

/** How much smaller than the output the copy is that gets blurred: a blur of it looks the same and costs little. */
const blurScale = 8;

/** The picture over a blurred copy of itself that fills the frame (timeline.md 2.1, Background Blur). */
function overBlur(shot: Shot, input: PictureInput, output: Size, radius: number): string {
  const { box, crop } = shot.placement;
  const alpha = shot.source.facts.picture?.alpha === true;
  const small = { width: even(output.width / blurScale), height: even(output.height / blurScale) };
  const shown = shot.source.facts.picture ?? input;
  // A radius of 0.1 is the usual one; it softens over about a fortieth of the short side.
  const sigma = Math.max(0.8, (radius * Math.min(output.width, output.height)) / (4 * blurScale));
  const back = pictureChain(shot, input, {
    crop: coverShare(shown, output),
    size: small,
    flags: 'bilinear',
    alpha: false,
  });
  const front = pictureChain(shot, input, { crop, size: box, flags: 'bicubic', alpha });
  return [
    '[in]split[b][f]',
    `[b]${[...back, `gblur=sigma=${sigma.toFixed(2)}`, `scale=${output.width}:${output.height}:flags=bilinear`].join(',')}[back]`,
    `[f]${front.length === 0 ? 'null' : front.join(',')}[front]`,
    `[back][front]overlay=${box.x}:${box.y}:eval=init,format=yuv420p[out]`,
  ].join(';');
}

/** The picture over one colour that fills the frame; black unless the timeline says otherwise. */
function overColor(shot: Shot, input: PictureInput, output: Size, color: string): string {
  const { box, crop } = shot.placement;
  const alpha = shot.source.facts.picture?.alpha === true;
  const chain = pictureChain(shot, input, { crop, size: box, flags: 'bicubic', alpha });
  const picture = chain.length === 0 ? 'null' : chain.join(',');
  const inside =
    box.x >= 0 && box.y >= 0 && box.x + box.width <= output.width && box.y + box.height <= output.height;
  if (!alpha && inside)
    return `[in]${picture},pad=${output.width}:${output.height}:${box.x}:${box.y}:color=${color}[out]`;
  return [
    `color=c=${color}:s=${output.width}x${output.height}:r=25,format=yuv420p,setparams=range=tv:colorspace=bt709[back]`,
    `[in]${picture}[front]`,
    `[back][front]overlay=${box.x}:${box.y}:eval=init,format=yuv420p[out]`,
  ].join(';');
}

/** FFmpeg's writing of a wire colour; black for what is no colour. */
function colorName(color: string): string {
  const digits = /^#?([0-9a-f]{6})$/i.exec(color.trim())?.[1];
  return digits === undefined ? 'black' : `0x${digits}`;
}

/**
 * The graph from a decoded picture (`[in]`) to the layer (`[out]`): a whole frame for framed shots, the box alone for
 * others. Null when the decoded picture is the layer already.
 */
export function pictureGraph(shot: Shot, input: PictureInput, output: Size, framed: boolean): string | null {
  const { box, crop } = shot.placement;
  const alpha = hasAlpha(shot, framed);
  const { picture } = shot.source.facts;
  const filled = coversOutput(box, output) && box.width === output.width && box.height === output.height;
  if (framed && (!filled || picture?.alpha === true)) {
    if (shot.backdrop?.SubType === 'Blur') return overBlur(shot, input, output, shot.backdrop.Radius);
    return overColor(shot, input, output, colorName(shot.backdrop?.Color ?? 'black'));
  }
  const chain = pictureChain(shot, input, { crop, size: box, flags: 'bicubic', alpha });
  if (shot.opacity < 1 && !framed) chain.push(`lut=c3=val*${shot.opacity.toFixed(4)}`);
  return chain.length === 0 ? null : `[in]${chain.join(',')}[out]`;
}
