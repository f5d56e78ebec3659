import type { SubtitleTrackClip, TextStyle } from '../timeline/model.ts';
import type { Speech } from '../timeline/speech.ts';
import type { FontBook } from './font-book.ts';
import type { FrameSize } from './style.ts';

/** Words that stand out in captions, and how (batch.md 4.3, SpecialWordsConfig Highlight). */
export type Highlight = { words: string[]; style: TextStyle };

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

/** The captions of a speech: text clips that follow the voice, in order and never two at a time. */
export function captionClips(speech: Speech, options: CaptionOptions): SubtitleTrackClip[] {
  return speech.sentences.map(({ text, start, end }) => ({
    ...options.style,
    Type: 'Text',
    Content: text,
    TimelineIn: options.offset + start,
    TimelineOut: options.offset + end,
  }));
}
