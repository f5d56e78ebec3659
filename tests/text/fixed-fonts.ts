import type { FontBook, FontFace } from '../../src/text/font-book.ts';

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF00-\uFF60]/u;

/** A face in which Chinese signs are one em wide and all others half of it. */
export const fixedFace: FontFace = {
  family: 'Fixed',
  weight: 400,
  file: '/fonts/fixed.ttf',
  lineHeight: 1.25,
  ascent: 1,
  covers: (character) => !/[\p{Extended_Pictographic}★]/u.test(character),
  measure: (text) =>
    Array.from(text).reduce((width, character) => width + (wide.test(character) ? 1 : 0.5), 0),
};

const boldFace: FontFace = { ...fixedFace, family: 'Fixed Bold', weight: 700, file: '/fonts/fixed-bold.ttf' };
const otherFace: FontFace = {
  ...fixedFace,
  family: 'Other',
  file: '/fonts/other.ttf',
  covers: (sign) => sign === '★',
};

/** A font book that never touches a file. No face has pictographs, except `Other`, which has the star. */
export const fixedFonts: FontBook = {
  choose: (font, bold) => ({
    face: bold ? boldFace : fixedFace,
    replaced: font === 'Gone' ? 'The font "Gone" is not at hand; Fixed was taken.' : null,
  }),
  faceFor: (character) => (otherFace.covers(character) ? otherFace : null),
  folders: [],
};
