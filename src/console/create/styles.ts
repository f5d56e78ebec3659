import type { Style } from './form.ts';

/** A style that is offered: its name in the messages, and what it sets. */
export type StylePreset = {
  name: 'plain' | 'bold' | 'sunny' | 'neon' | 'paper' | 'gold' | 'sky' | 'rose';
  style: Partial<Style>;
};

const base = { Alignment: 'TopCenter', AdaptMode: 'AutoWrap' };

/** Styles for captions: near the lower edge, two lines at most. */
export const captionStyles: readonly StylePreset[] = [
  { name: 'plain', style: { FontSize: 60, FontColor: '#FFFFFF', Outline: 4, OutlineColour: '#1B1B2F' } },
  { name: 'bold', style: { FontSize: 68, FontColor: '#FFFFFF', Outline: 7, OutlineColour: '#000000' } },
  { name: 'sunny', style: { FontSize: 64, FontColor: '#FFE14D', Outline: 6, OutlineColour: '#4A1C00' } },
  { name: 'sky', style: { FontSize: 64, FontColor: '#FFFFFF', Outline: 6, OutlineColour: '#0066FF' } },
  { name: 'rose', style: { FontSize: 64, FontColor: '#FFFFFF', Outline: 6, OutlineColour: '#E6004C' } },
  { name: 'paper', style: { FontSize: 60, FontColor: '#1A1A1A', Outline: 6, OutlineColour: '#FFFFFF' } },
].map(({ name, style }) => ({
  name: name as StylePreset['name'],
  style: { ...base, Y: 0.8, TextWidth: 0.88, ...style },
}));

/** Styles for titles: near the upper edge, large. */
export const titleStyles: readonly StylePreset[] = [
  { name: 'plain', style: { FontColor: '#FFFFFF', Outline: 5, OutlineColour: '#1B1B2F' } },
  { name: 'sunny', style: { FontColor: '#FFE566', Outline: 6, OutlineColour: '#3A1145' } },
  { name: 'rose', style: { FontColor: '#FFFFFF', Outline: 7, OutlineColour: '#D63B4A' } },
  { name: 'gold', style: { EffectColorStyle: 'golden' } },
  { name: 'neon', style: { EffectColorStyle: 'neon_cyan' } },
  { name: 'paper', style: { FontColor: '#1A1A1A', Outline: 8, OutlineColour: '#FFFFFF' } },
].map(({ name, style }) => ({
  name: name as StylePreset['name'],
  style: { ...base, Y: 0.08, FontSize: 92, ...style },
}));

/** Styles for sub-headings: below the title, smaller. */
export const subheadingStyles: readonly StylePreset[] = titleStyles.map(({ name, style }) => ({
  name,
  style: { ...style, Y: 0.17, FontSize: 58, ...(style.Outline !== undefined && { Outline: 4 }) },
}));

const looks = ['FontColor', 'Outline', 'OutlineColour', 'EffectColorStyle'] as const;

/** Puts a preset on a style: colours and sizes of another preset go, what else was chosen stays. */
export function applyPreset(style: Style, preset: StylePreset): Style {
  return { ...style, FontColor: '', Outline: null, OutlineColour: '', EffectColorStyle: '', ...preset.style };
}

/** Whether a style looks like a preset. */
export function isPreset(style: Style, preset: StylePreset): boolean {
  const wanted = applyPreset(style, preset);
  return looks.every((key) => style[key] === wanted[key]);
}
