import type { Warning } from '../errors/warning.ts';
import type { SubtitleTrackClip } from '../timeline/model.ts';
import type { FontBook } from './font-book.ts';
import { type FrameSize, fontSizeOf, toPixels } from './style.ts';

/** A subtitle document for libass. */
export type AssDocument = {
  /** ASS v4+ text. */
  document: string;
  /** Absolute paths of the font files that the document draws with: all that libass has to load. */
  fontFiles: string[];
  warnings: Warning[];
};

const clock = (seconds: number) => {
  const total = Math.max(0, Math.round(seconds * 100));
  const pad = (value: number) => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [Math.floor(total / 360_000), Math.floor(total / 6000) % 60, total % 6000];
  return `${hours}:${pad(minutes)}:${pad(Math.floor(rest / 100))}.${pad(rest % 100)}`;
};

/** Translates text clips into one ASS document whose coordinates are the pixels of the frame. */
export function compileAss(
  clips: readonly SubtitleTrackClip[],
  frame: FrameSize & { duration: number },
  fonts: FontBook,
): AssDocument {
  const files = new Set<string>();
  const events = clips.map((clip) => {
    const { face } = fonts.choose(clip.Font, clip.FontFace?.Bold ?? false);
    files.add(face.file);
    const size = Math.round(fontSizeOf(clip, frame) * face.lineHeight);
    const y = toPixels(clip.Y ?? 0, frame.height);
    const text = clip.Content.replaceAll('{', '\\{').replaceAll('\n', '\\N');
    const place = `{\\an8\\pos(${frame.width / 2},${y})\\fn${face.family}\\fs${size}}`;
    const [start, end] = [clock(clip.TimelineIn ?? 0), clock(clip.TimelineOut ?? frame.duration)];
    return `Dialogue: 0,${start},${end},Default,,0,0,0,,${place}${text}`;
  });
  const document = [
    '[Script Info]',
    'ScriptType: v4.00+',
    `PlayResX: ${frame.width}`,
    `PlayResY: ${frame.height}`,
    'WrapStyle: 2',
    'ScaledBorderAndShadow: yes',
    '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    'Style: Default,Arial,40,&H00FFFFFF,&H00FFFFFF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,3,0,8,0,0,0,1',
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    ...events,
    '',
  ].join('\n');
  return { document, fontFiles: [...files], warnings: [] };
}
