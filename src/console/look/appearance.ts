import { useEffect, useSyncExternalStore } from 'react';
import { type Look, palettes } from './palette.ts';

/** What a person chose: a look, or the system's. */
export type Appearance = 'system' | Look;

/** All choices, in the order in which they are offered. */
export const appearances: readonly Appearance[] = ['system', 'light', 'dark'];

const storageKey = 'reelmill.appearance';
const dark = matchMedia('(prefers-color-scheme: dark)');

/** The choice of the last visit. */
export function storedAppearance(): Appearance {
  const stored = localStorage.getItem(storageKey);
  return appearances.find((appearance) => appearance === stored) ?? 'system';
}

/** Remembers the choice for the next visit. */
export const rememberAppearance = (appearance: Appearance) => localStorage.setItem(storageKey, appearance);

function watchSystem(changed: () => void) {
  dark.addEventListener('change', changed);
  return () => dark.removeEventListener('change', changed);
}

/** The look that a choice means now. It also gives the palette to the style sheet, as `--ink`, `--accent-soft` and so on. */
export function useLook(appearance: Appearance): Look {
  const isSystemDark = useSyncExternalStore(watchSystem, () => dark.matches);
  const look = appearance === 'system' ? (isSystemDark ? 'dark' : 'light') : appearance;
  useEffect(() => {
    const { style } = document.documentElement;
    style.colorScheme = look;
    for (const [name, colour] of Object.entries(palettes[look])) {
      style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, colour);
    }
  }, [look]);
  return look;
}
