import type { FontBook } from '../../text/font-book.ts';
import { layOut } from '../../text/layout.ts';
import { drawnStyle } from '../../text/style.ts';
import type { SubtitleTrackClip, TextStyle } from '../../timeline/model.ts';
import { fourDecimals } from './clock.ts';
import type { HeadingTexts } from './draws.ts';
import { completeStyle, type Frame, type TextKind } from './text-looks.ts';

/** Gap between two texts as a share of the frame's height. */
const gap = 0.008;
/** No text is pushed below this share of the frame's height. */
const lowest = 0.95;

type Surroundings = { frame: Frame; fonts: FontBook; end: number };

/** Share of the frame's height at which a text ends. What cannot be drawn as asked is reported when it is drawn. */
function bottomOf(clip: SubtitleTrackClip, { frame, fonts }: Surroundings): number {
  const unheard = () => {};
  const block = layOut(clip.Content, clip, drawnStyle(clip, frame, fonts, unheard), frame, fonts, unheard);
  return (block.y + block.height) / frame.height;
}

function heading(kind: TextKind, text: string, style: TextStyle, at: Surroundings): SubtitleTrackClip {
  const look = completeStyle(kind, style, at.frame);
  return { ...look, Type: 'Text', Content: text, TimelineIn: 0, TimelineOut: at.end };
}

/**
 * Title and sub-headings as text layers that stay for the whole video. A sub-heading without a place of its own stands
 * below the text before it, as long as the title hangs from the top of the frame.
 *
 * @param styles the styles of this output: of the title, and by level
 * @param at.end length of the video in seconds
 */
export function headings(
  texts: Pick<HeadingTexts, 'title' | 'subheadings'>,
  styles: { title: TextStyle; levels: ReadonlyMap<number, TextStyle> },
  at: Surroundings,
): SubtitleTrackClip[] {
  const clips: SubtitleTrackClip[] = [];
  let below: number | null = null;
  if (texts.title !== null) {
    const clip = heading('title', texts.title, styles.title, at);
    clips.push(clip);
    if (clip.Alignment?.startsWith('Top') === true) below = bottomOf(clip, at) + gap;
  }
  for (const { level, text } of texts.subheadings) {
    const place = below === null ? {} : { Y: fourDecimals(Math.min(lowest, below)) };
    const clip = heading('subheading', text, { ...place, ...styles.levels.get(level) }, at);
    clips.push(clip);
    below = bottomOf(clip, at) + gap;
  }
  return clips;
}
