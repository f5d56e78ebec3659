import type { FontBook } from '../../text/font-book.ts';
import { toPixels } from '../../text/style.ts';
import type { SubtitleTrackClip, TextStyle } from '../../timeline/model.ts';
import type { DrawnTexts } from '../script/texts.ts';
import { completeStyle, type Frame, type TextKind } from './text-looks.ts';

/** Height of a line as a multiple of the font size, and the gap between two texts as a share of the frame. */
const lineHeight = 1.35;
const gap = 0.015;

type Surroundings = { frame: Frame; fonts: FontBook; end: number };

/** Share of the frame's height at which a text ends, from an estimate of how many lines it takes. */
function bottomOf(clip: SubtitleTrackClip, size: number, { frame, fonts }: Surroundings): number {
  const { face } = fonts.choose(clip.Font, clip.FontFace?.Bold ?? false);
  const width = toPixels(clip.TextWidth ?? 1, frame.width);
  const lines = Math.max(1, Math.ceil((face.measure(clip.Content) * size) / width));
  return (toPixels(clip.Y ?? 0, frame.height) + lines * size * lineHeight) / frame.height;
}

function heading(kind: TextKind, text: string, style: TextStyle, at: Surroundings) {
  const { FontSize: size, ...look } = completeStyle(kind, style, at.frame);
  const clip: SubtitleTrackClip = {
    ...look,
    FontSize: size,
    Type: 'Text',
    Content: text,
    TimelineIn: 0,
    TimelineOut: at.end,
  };
  return { clip, bottom: bottomOf(clip, size, at) };
}

/**
 * Title and sub-headings as text layers that stay for the whole video. A sub-heading without a place of its own stands
 * below the text above it, as long as that one hangs from the top of the frame.
 *
 * @param styles the styles of this output: of the title, and by level
 * @param at.end length of the video in seconds
 */
export function headings(
  texts: Pick<DrawnTexts, 'title' | 'subheadings'>,
  styles: { title: TextStyle; levels: ReadonlyMap<number, TextStyle> },
  at: Surroundings,
): SubtitleTrackClip[] {
  const clips: SubtitleTrackClip[] = [];
  let below: number | null = null;
  if (texts.title !== null) {
    const { clip, bottom } = heading('title', texts.title, styles.title, at);
    clips.push(clip);
    if (clip.Alignment?.startsWith('Top') === true) below = bottom + gap;
  }
  for (const { level, text } of texts.subheadings) {
    const style = styles.levels.get(level) ?? {};
    const place = below === null ? {} : { Y: Math.min(0.95, Math.round(below * 1e4) / 1e4) };
    const { clip, bottom } = heading('subheading', text, { ...place, ...style }, at);
    clips.push(clip);
    below = bottom + gap;
  }
  return clips;
}
