import type { TextStyle } from '../../timeline/model.ts';
import { commaList } from '../config/speech-config.ts';
import type { Warn } from '../config/warn.ts';
import type { Random } from '../random.ts';

/** Size of the output in pixels. */
export type Frame = { width: number; height: number };

/** The texts of a video, each with its own default look. */
export type TextKind = 'title' | 'subheading' | 'caption';

/** Font size as a share of the short side of the frame: 80, 50 and 56 pixels at 1080. */
const sizes: Record<TextKind, number> = { title: 0.074, subheading: 0.046, caption: 0.052 };

/** Vertical place of title and captions; landscape frames have less height for the same lines (batch.md 4.2, 4.3). */
function defaultY(kind: TextKind, { width, height }: Frame): number {
  const landscape = width > height;
  if (kind === 'caption') return landscape ? 0.84 : 0.8;
  return landscape ? 0.05 : 0.1;
}

/** White letters with a dark edge can be read on any picture; whoever asks for another look gets only that. */
function defaultColours(style: TextStyle, size: number): TextStyle {
  if (style.EffectColorStyle !== undefined || style.BubbleStyleId !== undefined) return {};
  const edge = style.BorderStyle === 3 ? {} : { Outline: Math.max(1, Math.round(size * 0.06)) };
  return { FontColor: '#FFFFFF', OutlineColour: '#1A1A1A', ...edge };
}

/** A style with the defaults of its kind; lengths are pixels of the frame. */
export function completeStyle(
  kind: TextKind,
  style: TextStyle,
  frame: Frame,
): TextStyle & { FontSize: number } {
  const size = style.FontSize ?? Math.max(8, Math.round(Math.min(frame.width, frame.height) * sizes[kind]));
  const face = kind === 'title' && style.Font === undefined ? { FontFace: { Bold: true } } : {};
  return {
    Alignment: 'TopCenter',
    AdaptMode: 'AutoWrap',
    TextWidth: 0.88,
    SizeRequestType: 'Nominal',
    Y: defaultY(kind, frame),
    ...defaultColours(style, size),
    ...face,
    ...style,
    FontSize: size,
  };
}

/**
 * A style for one output: of each comma list of motions one is drawn (batch.md 9.5). A loop does not go together with
 * motions in and out and gives way to them (timeline.md 2.7).
 */
export function drawMotions(style: TextStyle, random: Random, warn: Warn): TextStyle {
  const { AaiMotionInEffect: into, AaiMotionOutEffect: out, AaiMotionLoopEffect: loop, ...still } = style;
  const draw = (names: string | undefined) => {
    const pool = commaList(names);
    return pool.length === 0 ? undefined : pool[random.int(pool.length)];
  };
  const drawn = { into: draw(into), out: draw(out), loop: draw(loop) };
  const both = drawn.loop !== undefined && (drawn.into !== undefined || drawn.out !== undefined);
  if (both) {
    warn(
      'MotionIgnored',
      `AaiMotionLoopEffect "${loop}" is not used next to AaiMotionInEffect or AaiMotionOutEffect.`,
    );
  }
  return {
    ...still,
    ...(drawn.into === undefined ? {} : { AaiMotionInEffect: drawn.into }),
    ...(drawn.out === undefined ? {} : { AaiMotionOutEffect: drawn.out }),
    ...(drawn.loop === undefined || both ? {} : { AaiMotionLoopEffect: drawn.loop }),
  };
}
