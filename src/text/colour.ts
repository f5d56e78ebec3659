/** A colour: 0 to 255 each, opacity 0 to 1. */
export type Colour = { red: number; green: number; blue: number; opacity: number };

const names: Record<string, string> = {
  white: 'ffffff',
  black: '000000',
  red: 'ff0000',
  green: '008000',
  blue: '0000ff',
  yellow: 'ffff00',
  cyan: '00ffff',
  magenta: 'ff00ff',
  orange: 'ffa500',
  pink: 'ffc0cb',
  purple: '800080',
  gold: 'ffd700',
  gray: '808080',
  grey: '808080',
};

const fromRgb = (hex: string): Colour => ({
  red: Number.parseInt(hex.slice(0, 2), 16),
  green: Number.parseInt(hex.slice(2, 4), 16),
  blue: Number.parseInt(hex.slice(4, 6), 16),
  opacity: hex.length === 8 ? Number.parseInt(hex.slice(6, 8), 16) / 255 : 1,
});

const fromBgr = (hex: string): Colour => {
  const padded = hex.padStart(6, '0');
  const colour = padded.slice(-6);
  const { red, green, blue } = fromRgb(colour.slice(4, 6) + colour.slice(2, 4) + colour.slice(0, 2));
  // ASS writes transparency before the colour.
  const transparency = padded.length === 8 ? Number.parseInt(padded.slice(0, 2), 16) / 255 : 0;
  return { red, green, blue, opacity: 1 - transparency };
};

/**
 * Reads a colour in the spellings that clients use: `#RRGGBB`, `#RGB`, `#RRGGBBAA`, `0xRRGGBB`, `&HBBGGRR&`,
 * `&HAABBGGRR`, `rgb(…)`, `rgba(…)`, common English names, and six bare digits.
 *
 * @param bare byte order of six bare digits: BGR in SpecialWordsConfig (batch.md 4.3), RGB elsewhere
 * @returns null when it is none of these
 */
export function parseColour(text: string, bare: 'rgb' | 'bgr' = 'rgb'): Colour | null {
  const value = text.trim().toLowerCase();
  const ass = /^&h([0-9a-f]{1,8})&?$/.exec(value);
  if (ass?.[1] !== undefined) return fromBgr(ass[1]);
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/.exec(value);
  if (short !== null)
    return fromRgb([short[1], short[2], short[3]].map((digit) => `${digit}${digit}`).join(''));
  const hex = /^(#|0x)?([0-9a-f]{6}(?:[0-9a-f]{2})?)$/.exec(value);
  if (hex?.[2] !== undefined)
    return hex[1] === undefined && bare === 'bgr' ? fromBgr(hex[2]) : fromRgb(hex[2]);
  const call = /^rgba?\(\s*(\d{1,3})[\s,]+(\d{1,3})[\s,]+(\d{1,3})(?:[\s,/]+(0|1|0?\.\d+|1\.0*))?\s*\)$/.exec(
    value,
  );
  if (call !== null) {
    const [red, green, blue] = [call[1], call[2], call[3]].map((part) => Math.min(255, Number(part)));
    return { red: red ?? 0, green: green ?? 0, blue: blue ?? 0, opacity: Number(call[4] ?? 1) };
  }
  const named = Object.hasOwn(names, value) ? names[value] : undefined;
  return named === undefined ? null : fromRgb(named);
}

const byte = (value: number) =>
  Math.round(Math.min(255, Math.max(0, value)))
    .toString(16)
    .toUpperCase()
    .padStart(2, '0');

/** A colour as override codes write it, without its opacity: `&HBBGGRR&`. */
export function assColour({ red, green, blue }: Colour): string {
  return `&H${byte(blue)}${byte(green)}${byte(red)}&`;
}

/** Transparency as ASS writes it: `00` is opaque. */
export function assAlpha(opacity: number): string {
  return byte((1 - opacity) * 255);
}
