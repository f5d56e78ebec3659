import type { TextStyle } from '../../timeline/model.ts';
import { type BareColour, colour } from './colour.ts';
import { boolean, choice, compact, number, section, text } from './fields.ts';

const alignments = [
  'TopLeft',
  'TopCenter',
  'TopRight',
  'CenterLeft',
  'CenterCenter',
  'CenterRight',
  'BottomLeft',
  'BottomCenter',
  'BottomRight',
  'Left',
  'Center',
  'Right',
] as const;

const place = () => number({ min: -8192, max: 8192 });
const pixels = () => number({ min: 0, max: 2000 });
const seconds = () => number({ min: 0, max: 600 });

/**
 * The caption parameters that TitleConfig, SubHeadingConfig, AsrConfig and the Style of special words share
 * (batch.md 4.2, 4.3; timeline.md 1.6). Names of open catalogues (fonts, motions, colour styles) are kept as they are:
 * whoever draws them reports what is not known. Motions may be comma lists (batch.md 9.5).
 */
export function textStyle(bare: BareColour = 'rgb') {
  return section(
    {
      Font: text({ max: 200 }),
      FontUrl: text({ max: 4096 }),
      FontSize: number({ min: 1, max: 2000, zeroIsUnset: true }),
      FontColor: colour(bare),
      FontColorOpacity: number({ min: 0, max: 1 }),
      FontFace: section({ Bold: boolean(), Italic: boolean(), Underline: boolean() }),
      Spacing: number({ min: -500, max: 500 }),
      LineSpacing: number({ min: -500, max: 2000 }),
      Angle: number({ min: -3600, max: 3600 }),
      BorderStyle: number({ min: 1, max: 3, integer: true, zeroIsUnset: true }),
      Outline: pixels(),
      OutlineColour: colour(bare),
      Shadow: pixels(),
      BackColour: colour(bare),
      Alignment: choice(alignments),
      X: place(),
      Y: place(),
      AdaptMode: choice(['AutoWrap', 'AutoWrapAtSpaces', 'AutoWrapAtSpacesStrict', 'AutoScale', 'None']),
      TextWidth: number({ min: 0, max: 8192, zeroIsUnset: true }),
      SizeRequestType: choice(['Nominal', 'RealDim']),
      EffectColorStyle: text({ max: 200 }),
      BubbleStyleId: text({ max: 200 }),
      AaiMotionInEffect: text({ max: 1000 }),
      AaiMotionIn: seconds(),
      AaiMotionOutEffect: text({ max: 1000 }),
      AaiMotionOut: seconds(),
      AaiMotionLoopEffect: text({ max: 1000 }),
      Ratio: number({ min: 0, max: 100, zeroIsUnset: true }),
    },
    {
      FontName: 'Font',
      FontColour: 'FontColor',
      OutlineColor: 'OutlineColour',
      BackColor: 'BackColour',
      EffectColorStyleId: 'EffectColorStyle',
    },
  ).transform(({ FontFace, ...style }): TextStyle => {
    const face = compact(FontFace);
    return { ...compact(style), ...(Object.keys(face).length > 0 ? { FontFace: face } : {}) };
  });
}

/** Styles by level, `{"1": {...}, "3": {...}}` (batch.md 4.2); levels other than 1 to 5 are ignored. */
export function subheadingStyles() {
  const style = textStyle();
  return section({ 1: style, 2: style, 3: style, 4: style, 5: style }).transform(
    (levels) => new Map(Object.entries(levels).map(([level, value]) => [Number(level), value])),
  );
}
