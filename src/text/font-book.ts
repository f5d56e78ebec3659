/**
 * The fonts that text can be drawn with, as the pure parts see them. `fonts/` opens the files and makes a
 * FontBook; tests may make one with fixed widths.
 */

/** One font file, ready to measure. */
export type FontFace = {
  /** Family name under which libass finds it. */
  family: string;
  /** OpenType weight, 100 to 900. */
  weight: number;
  /** Absolute path of the file. */
  file: string;
  /** Height of a line at a font size of 1, from the Windows metrics: what libass calls the font size. */
  lineHeight: number;
  /** The part of `lineHeight` that is above the baseline. */
  ascent: number;
  /** Whether the face has a glyph for the character. */
  covers(character: string): boolean;
  /**
   * Advance width of the text at a font size of 1 (multiply by the size in pixels), without letter spacing.
   */
  measure(text: string): number;
};

/** What a request for a font came to. */
export type FontChoice = {
  face: FontFace;
  /** Set when another font than the one asked for was taken: what to tell the user. */
  replaced: string | null;
};

/** All fonts at hand. */
export type FontBook = {
  /** The face for an ICE font name (timeline.md 2.9) or family name; always finds one. */
  choose(font: string | undefined, bold: boolean): FontChoice;
  /** A face that has a glyph for the character, when the chosen one has none; null when no font has it. */
  faceFor(character: string, like: FontFace): FontFace | null;
  /** Folders that hold the files, for libass. */
  folders: string[];
};
