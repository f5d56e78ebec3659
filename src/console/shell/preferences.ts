import { createContext, useContext } from 'react';
import type { Language } from '../i18n/language.ts';
import type { Appearance } from '../look/appearance.ts';
import type { Look } from '../look/palette.ts';

/** What a person chose for all pages, and how to change it. */
type PreferenceState = {
  language: Language;
  setLanguage: (language: Language) => Promise<void>;
  appearance: Appearance;
  setAppearance: (appearance: Appearance) => void;
  /** What the appearance means now. */
  look: Look;
};

/** Provided once, around everything. */
export const Preferences = createContext<PreferenceState | null>(null);

/** The choices of the person in front of the screen. */
export function usePreferences(): PreferenceState {
  const state = useContext(Preferences);
  if (state === null) throw new Error('Preferences are provided by App');
  return state;
}
