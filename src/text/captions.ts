import type { SubtitleTrackClip, TextStyle } from '../timeline/model.ts';
import type { Speech, SpokenSpan } from '../timeline/speech.ts';
import { cellsOf, signsOf, visibleText } from './cells.ts';
import { type CaptionWord, type Chunk, chunksOf, timedWords } from './chunks.ts';
import type { FontBook } from './font-book.ts';
import { type Highlight, type HighlightCodes, highlightedUnits } from './highlight.ts';
import { plainContent } from './inline.ts';
import { spaced } from './scripts.ts';
import { type DrawnStyle, drawnStyle, type FrameSize, fontSizeOf, placementOf, toPixels } from './style.ts';
import { wordsOf } from './words.ts';
import { breakCosts } from './wrap.ts';

export type { Highlight } from './highlight.ts';

/** What captions are made with. */
export type CaptionOptions = {
  style: TextStyle;
  highlight: Highlight[];
  frame: FrameSize;
  fonts: FontBook;
  /** Seconds on the timeline at which the speech starts. */
  offset: number;
  /** BCP 47 primary language of the text. */
  language: string;
};

/** Captions less than this many seconds apart are joined: a blink of the picture disturbs. */
const blink = 0.3;
/** Share of the frame that lines take unless the style says otherwise (batch.md 4.3, documented default). */
const usualWidth = 0.88;
/** Signs that Chinese captions do not end with. */
const droppedEnds = /[，,。．.、；;：:\s]+$/u;

/** A sign of a sentence: its text, its width, and the highlight it stands in. */
type Sign = { text: string; width: number; codes: HighlightCodes | null };

const round = (seconds: number) => Math.round(seconds * 10_000) / 10_000;

/** The style with what captions need, so that whoever draws them asks for nothing else. */
function captionStyle(style: TextStyle, frame: FrameSize): TextStyle {
  const alignment = style.Alignment ?? 'TopCenter';
  const atTop = placementOf(alignment).row === 'top';
  // batch.md 4.3: lower third on portrait, a tenth above the lower edge on landscape.
  const usualY = frame.height > frame.width ? 0.8 : 0.9;
  return {
    ...style,
    Alignment: alignment,
    ...(style.Y === undefined && atTop ? { Y: usualY } : {}),
    FontSize: fontSizeOf(style, frame),
    TextWidth: style.TextWidth !== undefined && style.TextWidth > 0 ? style.TextWidth : usualWidth,
    AdaptMode: style.AdaptMode ?? 'AutoWrap',
  };
}

/** Content of some signs: highlights as inline codes, everything else plain. */
function contentOf(signs: readonly Sign[]): string {
  let content = '';
  let open: HighlightCodes | null = null;
  for (const { text, codes } of signs) {
    if (codes !== open) content += (open?.close ?? '') + (codes?.open ?? '');
    open = codes;
    content += plainContent(text);
  }
  return content + (open?.close ?? '');
}

/** The signs of a sentence, measured as they will be drawn. */
function signsOfText(text: string, drawn: DrawnStyle, options: CaptionOptions): Sign[] {
  const units = highlightedUnits(text, options.highlight);
  let offset = 0;
  const signs = signsOf(text).map((sign): Sign => {
    const codes = units[offset] ?? null;
    offset += sign.length;
    return { text: sign, width: 0, codes };
  });
  const [cells = []] = cellsOf(contentOf(signs), drawn, options.fonts, () => undefined);
  return signs.map((sign, index) => ({ ...sign, width: cells[index]?.width ?? 0 }));
}

/** The signs without those that a line does not end with, and without spaces around. */
function shownSigns(signs: readonly Sign[], language: string): Sign[] {
  const text = signs.map((sign) => sign.text).join('');
  const kept = spaced(language) ? text.trimEnd() : text.replace(droppedEnds, '');
  // A line of nothing but signs is shown as it is.
  const length = kept.trim() === '' ? text.trimEnd().length : kept.length;
  const shown: Sign[] = [];
  let at = 0;
  for (const sign of signs) {
    if (at < length && (shown.length > 0 || sign.text.trim() !== '')) shown.push(sign);
    at += sign.text.length;
  }
  return shown;
}

const widthOf = (signs: readonly Sign[]) => signs.reduce((sum, { width }) => sum + width, 0);

/** A word with its signs. */
type MeasuredWord = CaptionWord & { signs: Sign[] };

/** The words of a sentence, measured. */
function measuredWords(
  spans: readonly SpokenSpan[],
  drawn: DrawnStyle,
  options: CaptionOptions,
): MeasuredWord[] {
  const signs = signsOfText(spans.map(({ text }) => text).join(''), drawn, options);
  const places = breakCosts(
    signs.map(({ text }) => text),
    'anywhere',
  );
  let [at, offset, end] = [0, 0, 0];
  return spans.map((span): MeasuredWord => {
    end += span.text.length;
    const from = at;
    while (at < signs.length && offset < end) offset += signs[at++]?.text.length ?? 0;
    const own = signs.slice(from, at);
    return {
      ...span,
      ...widthsOf(own, options.language),
      signs: own,
      breakable: (places[at] ?? null) !== null,
    };
  });
}

const widthsOf = (signs: readonly Sign[], language: string) => ({
  width: widthOf(signs),
  widthAtEnd: widthOf(shownSigns(signs, language)),
});

/**
 * Cuts a word that is wider than a line (an address, a row of digits) into parts that fit; their times go by
 * their width.
 */
function cutToFit(word: MeasuredWord, limit: number, language: string): MeasuredWord[] {
  if (word.widthAtEnd <= limit) return [word];
  const parts: Sign[][] = [[]];
  for (const sign of word.signs) {
    const last = parts.at(-1) ?? [];
    if (last.length > 0 && widthOf(last) + sign.width > limit) parts.push([sign]);
    else last.push(sign);
  }
  let start = word.start;
  return parts.map((signs, index) => {
    const last = index === parts.length - 1;
    const end = last ? word.end : start + ((word.end - word.start) * widthOf(signs)) / word.width;
    const text = signs.map((sign) => sign.text).join('');
    const part = {
      text,
      start,
      end,
      ...widthsOf(signs, language),
      signs,
      breakable: last ? word.breakable : true,
    };
    start = end;
    return part;
  });
}

function clipOfChunk(
  { from, to, split }: Chunk,
  words: readonly MeasuredWord[],
  options: CaptionOptions,
  style: TextStyle,
): SubtitleTrackClip {
  const line = (start: number, end: number) =>
    contentOf(
      shownSigns(
        words.slice(start, end).flatMap(({ signs }) => signs),
        options.language,
      ),
    );
  const content = split === null ? line(from, to) : `${line(from, split)}\\N${line(split, to)}`;
  return {
    ...style,
    Type: 'Text',
    Content: content,
    TimelineIn: round(options.offset + (words[from]?.start ?? 0)),
    TimelineOut: round(options.offset + (words[to - 1]?.end ?? 0)),
  };
}

/**
 * The captions of a speech: text clips that follow the voice, in order and never two at a time. A sentence
 * becomes one or more captions of at most two lines that fit the frame; each is shown from its first word to
 * the end of its last, and over gaps that are too short to see. Line breaks stand in the Content as `\N`;
 * highlighted words carry inline codes.
 */
export function captionClips(speech: Speech, options: CaptionOptions): SubtitleTrackClip[] {
  const style = captionStyle(options.style, options.frame);
  const drawn = drawnStyle(style, options.frame, options.fonts, () => undefined);
  const limit = toPixels(style.TextWidth ?? usualWidth, options.frame.width);
  const clips = speech.sentences.flatMap((sentence) => {
    const spans = timedWords(sentence, speech.words, (text) => wordsOf(text, options.language))
      .map((span) => ({ ...span, text: visibleText(span.text) }))
      .filter(({ text }) => text !== '');
    const words = measuredWords(spans, drawn, options).flatMap((word) =>
      cutToFit(word, limit, options.language),
    );
    return chunksOf(words, limit).map((chunk) => clipOfChunk(chunk, words, options, style));
  });
  return clips
    .filter(
      ({ Content, TimelineIn = 0, TimelineOut = 0 }) => Content.trim() !== '' && TimelineOut > TimelineIn,
    )
    .map((clip, index, shown) => {
      const next = shown[index + 1]?.TimelineIn;
      const [start, end] = [clip.TimelineIn ?? 0, clip.TimelineOut ?? 0];
      const joined = next !== undefined && next > start && next - end < blink ? next : end;
      return { ...clip, TimelineOut: joined };
    });
}
