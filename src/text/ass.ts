import { distinctWarnings, type Warning } from '../errors/warning.ts';
import type { SubtitleTrackClip } from '../timeline/model.ts';
import { assAlpha, assColour } from './colour.ts';
import { clock, eventText, type PieceFrame } from './event.ts';
import type { FontBook } from './font-book.ts';
import { type Block, layOut } from './layout.ts';
import type { Motion } from './motion.ts';
import { phasesOf, segmentsOf } from './phases.ts';
import { movedPieces } from './pieces.ts';
import { type DrawnStyle, drawnStyle, type FrameSize } from './style.ts';

/** A subtitle document for libass. */
export type AssDocument = {
  /** ASS v4+ text. */
  document: string;
  /** Absolute paths of the font files that the document draws with: all that libass has to load. */
  fontFiles: string[];
  warnings: Warning[];
};

const still: Motion = { unit: 'block', keys: () => [] };
const number = (value: number) => String(Math.round(value * 100) / 100);

/** A style line without its name: styles that are equal share one. */
function styleFields(style: DrawnStyle): string {
  const colour = (each: DrawnStyle['fill']) => `&H${assAlpha(each.opacity)}${assColour(each).slice(2, -1)}`;
  const flag = (value: boolean) => (value ? -1 : 0);
  return [
    style.face.family,
    number(style.size * style.face.lineHeight),
    colour(style.fill),
    colour(style.fill),
    colour(style.outlineColour),
    colour(style.backColour),
    // Bold is a face of its own, never thickened by libass.
    0,
    flag(style.italic),
    flag(style.underline),
    0,
    100,
    100,
    number(style.spacing),
    0,
    style.box ? 3 : 1,
    number(style.outline),
    number(style.shadow),
    5,
    0,
    0,
    0,
    1,
  ].join(',');
}

function documentOf(frame: FrameSize, styles: Map<string, string>, events: string[]): string {
  return [
    '[Script Info]',
    'ScriptType: v4.00+',
    `PlayResX: ${frame.width}`,
    `PlayResY: ${frame.height}`,
    `LayoutResX: ${frame.width}`,
    `LayoutResY: ${frame.height}`,
    'WrapStyle: 2',
    'ScaledBorderAndShadow: yes',
    'Kerning: yes',
    'YCbCr Matrix: None',
    '',
    '[V4+ Styles]',
    'Format: Name, Fontname, Fontsize, PrimaryColour, SecondaryColour, OutlineColour, BackColour, Bold, Italic, Underline, ' +
      'StrikeOut, ScaleX, ScaleY, Spacing, Angle, BorderStyle, Outline, Shadow, Alignment, MarginL, MarginR, MarginV, Encoding',
    ...[...styles].map(([fields, name]) => `Style: ${name},${fields}`),
    '',
    '[Events]',
    'Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text',
    ...events,
    '',
  ].join('\n');
}

/** Room around a text box that its edges, shadows and overhanging letters take, in pixels. */
const overhang = (style: DrawnStyle) => style.size * 0.35 + style.outline + style.shadow;

function frameOfPieces(block: Block, style: DrawnStyle): PieceFrame {
  const margin = overhang(style);
  return {
    left: block.x - margin,
    top: block.y - margin,
    right: block.x + block.width + margin,
    bottom: block.y + block.height + margin,
    centreX: block.x + block.width / 2,
    centreY: block.y + block.height / 2,
  };
}

/**
 * Translates text clips into one ASS document whose coordinates are the pixels of the frame. A clip that
 * stands still becomes one event (with `LineSpacing`: one a line); a motion needs more. Clips later in the
 * list are drawn above earlier ones.
 */
export function compileAss(
  clips: readonly SubtitleTrackClip[],
  frame: FrameSize & { duration: number },
  fonts: FontBook,
): AssDocument {
  const files = new Set<string>();
  const warnings: Warning[] = [];
  const warn = (warning: Warning) => warnings.push(warning);
  const styles = new Map<string, string>();
  const events: string[] = [];
  clips.forEach((clip, layer) => {
    const start = Math.max(0, clip.TimelineIn ?? 0);
    const end = Math.min(frame.duration, clip.TimelineOut ?? frame.duration);
    const style = drawnStyle(clip, frame, fonts, warn);
    const block = layOut(clip.Content, clip, style, frame, fonts, warn);
    const cells = block.lines.flatMap((line) => line.cells);
    if (cells.length === 0 || clock(end) <= clock(start)) return;
    for (const { face } of cells) files.add(face.file);
    const fields = styleFields(style);
    const name = styles.get(fields) ?? `S${styles.size + 1}`;
    styles.set(fields, name);
    const box = frameOfPieces(block, style);
    for (const phase of phasesOf(clip, start, end, warn)) {
      for (const { piece, scene } of movedPieces(phase.motion ?? still, block, style, frame)) {
        for (const segment of segmentsOf(phase, scene)) {
          const [from, to] = [clock(segment.start), clock(segment.end)];
          if (to <= from) continue;
          const text = eventText(piece, segment, style, box, phase.motion?.unit === 'letter');
          events.push(`Dialogue: ${layer},${from},${to},${name},,0,0,0,,${text}`);
        }
      }
    }
  });
  return {
    document: documentOf(frame, styles, events),
    fontFiles: [...files],
    warnings: distinctWarnings(warnings),
  };
}
