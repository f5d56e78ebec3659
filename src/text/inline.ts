import { type Colour, parseColour } from './colour.ts';

/** What inline codes of a text have changed (timeline.md 1.7); absent means "as in the style". */
export type Marks = {
  fill?: Colour;
  outlineColour?: Colour;
  backColour?: Colour;
  outlineX?: number;
  outlineY?: number;
  bold?: boolean;
  italic?: boolean;
  underline?: boolean;
  strike?: boolean;
  size?: number;
  font?: string;
};

/** A stretch of text with equal marks. `\n` in it is a line break. */
export type MarkedText = { text: string; marks: Marks };

const code = String.raw`\\{1,2}(?:[134]?c(?:&H?[0-9A-Fa-f]{1,8}&?)?|[xy]?bord(?:\d+(?:\.\d+)?)?|fs(?:\d+(?:\.\d+)?)?|fn[^\\{}]*|b\d{0,3}|[ius][01]?)`;
const block = new RegExp(String.raw`\{((?:${code})+)\}`, 'g');
const single = new RegExp(code, 'g');
const lineBreaks = /\\[Nn]|\r\n|[\n\r\u2028\u2029\v\f]/g;

function applied(marks: Marks, written: string): Marks {
  const text = written.replace(/^\\{1,2}/, '');
  const [, name, value = ''] = /^([134]?c|[xy]?bord|fs|fn|b|i|u|s)(.*)$/.exec(text) ?? [];
  const next = { ...marks };
  const set = <Key extends keyof Marks>(key: Key, given: Marks[Key] | null) => {
    // A code without a value goes back to the style.
    if (value === '' || given === null || given === undefined) delete next[key];
    else next[key] = given;
  };
  const colour = () => parseColour(value.endsWith('&') ? value : `${value}&`);
  switch (name) {
    case 'c':
    case '1c':
      set('fill', colour());
      break;
    case '3c':
      set('outlineColour', colour());
      break;
    case '4c':
      set('backColour', colour());
      break;
    case 'bord':
      set('outlineX', Number(value));
      set('outlineY', Number(value));
      break;
    case 'xbord':
      set('outlineX', Number(value));
      break;
    case 'ybord':
      set('outlineY', Number(value));
      break;
    case 'b':
      // Above 1 it is a weight.
      set('bold', value === '1' || Number(value) >= 600);
      break;
    case 'i':
      set('italic', value === '1');
      break;
    case 'u':
      set('underline', value === '1');
      break;
    case 's':
      set('strike', value === '1');
      break;
    case 'fs':
      set('size', Math.max(1, Number(value)));
      break;
    case 'fn':
      set('font', value.trim());
      break;
  }
  return next;
}

/**
 * Reads the Content of a text clip: known inline codes become marks, line breaks become `\n`, everything else
 * is text, braces and backslashes included.
 */
export function readContent(content: string): MarkedText[] {
  const parts: MarkedText[] = [];
  let marks: Marks = {};
  let at = 0;
  const push = (raw: string) => {
    const text = raw.replaceAll(lineBreaks, '\n').replaceAll('\t', ' ');
    if (text !== '') parts.push({ text, marks });
  };
  for (const match of content.matchAll(block)) {
    push(content.slice(at, match.index));
    for (const written of match[1]?.match(single) ?? []) marks = applied(marks, written);
    at = match.index + match[0].length;
  }
  push(content.slice(at));
  return parts;
}

/**
 * Makes text of a stranger safe as Content: what would be read as a code or a line break is written with
 * look-alike signs.
 */
export function plainContent(text: string): string {
  return text.replaceAll('\\', '\uFF3C');
}
