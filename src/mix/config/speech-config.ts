import type { z } from 'zod';
import type { TextStyle } from '../../timeline/model.ts';
import type { MaskedWord } from '../../timeline/speech.ts';
import { list, number, record, section, show, text } from './fields.ts';
import { textStyle } from './text-style.ts';
import type { Warn } from './warn.ts';

/** Voice-over and its captions (batch.md 4.3). */
export type SpeechSettings = {
  /** Linear gain of the voice, 0 to 100 (Volume times Gain). */
  volume: number;
  /** ICE voice ids, one of which is drawn per output; empty = the default voice. */
  voices: string[];
  /** -500 to 500. */
  rate: number;
  pitch: number;
  /** BCP 47 primary language, lower case. */
  language: string;
  /** Style of the captions as asked for; motions may be comma lists. */
  captions: TextStyle;
  highlights: { words: string[]; style: TextStyle }[];
  masked: MaskedWord[];
};

const specialWords = record({
  Type: text({ max: 50 }),
  WordsList: list(text({ max: 100 }), { max: 1000, what: 'words' }),
  Style: textStyle('bgr'),
  SoundReplaceMode: text({ max: 50 }),
});

/** Schema of EditingConfig.SpeechConfig. */
export const speechSchema = section({
  Volume: number({ min: 0, max: 10 }),
  Gain: number({ min: -100, max: 10 }),
  Voice: text({ max: 4000 }),
  CustomizedVoice: text({ max: 200 }),
  Style: text({ max: 100 }),
  SpeechRate: number({ min: -500, max: 500 }),
  PitchRate: number({ min: -500, max: 500 }),
  SpeechLanguage: text({ max: 35 }),
  AsrConfig: textStyle(),
  SpecialWordsConfig: list(specialWords, { max: 100, what: 'entries' }),
});

/** The members of a comma list, without blanks. */
export function commaList(value: string | undefined): string[] {
  return (value ?? '').split(',').flatMap((item) => item.trim() || []);
}

/**
 * Volume and Gain are two names of one factor (batch.md 4.3, 4.4): each alone replaces the default, both multiply.
 * A gain below 0, which real clients send to mean "silent", counts as 0.
 */
export function readGain(
  raw: { Volume?: number | undefined; Gain?: number | undefined },
  fallback: number,
  path: string,
  warn: Warn,
): number {
  if (raw.Gain !== undefined && raw.Gain < 0) {
    warn('GainRaised', `${path}.Gain must be 0 or more; 0 was used instead of ${raw.Gain}.`);
  }
  const gain = raw.Gain === undefined ? undefined : Math.max(0, raw.Gain);
  if (raw.Volume === undefined) return gain ?? fallback;
  return raw.Volume * (gain ?? 1);
}

function readLanguage(value: string | undefined, warn: Warn): string {
  if (value === undefined) return 'zh';
  const primary = /^([a-z]{2,3})(?:[-_].*)?$/i.exec(value)?.[1]?.toLowerCase();
  if (primary !== undefined) return primary;
  warn(
    'LanguageReplaced',
    `EditingConfig.SpeechConfig.SpeechLanguage ${show(value)} is no language; zh is used.`,
  );
  return 'zh';
}

type RawSpeech = z.output<typeof speechSchema>;

function readSpecialWords(raw: RawSpeech['SpecialWordsConfig'], warn: Warn) {
  const highlights: SpeechSettings['highlights'] = [];
  const masked: MaskedWord[] = [];
  for (const [index, { Type = '', WordsList, Style, SoundReplaceMode }] of raw.entries()) {
    const path = `EditingConfig.SpeechConfig.SpecialWordsConfig[${index}]`;
    const type = Type.toLowerCase();
    if (type === 'highlight') {
      if (WordsList.length > 0) highlights.push({ words: WordsList, style: Style });
    } else if (type === 'forbidden') {
      const mode = (SoundReplaceMode ?? 'None').toLowerCase();
      if (mode !== 'none' && mode !== 'mute' && mode !== 'beep') {
        warn(
          'SoundReplaceModeReplaced',
          `${path}.SoundReplaceMode ${show(SoundReplaceMode)} is unknown; None is used.`,
        );
      }
      masked.push(
        ...WordsList.map((word) => ({
          word,
          sound: mode === 'beep' ? ('Beep' as const) : ('None' as const),
        })),
      );
    } else {
      warn(
        'SpecialWordsIgnored',
        `${path}.Type must be Highlight or Forbidden, not ${show(Type)}; the entry is not used.`,
      );
    }
  }
  return { highlights, masked };
}

/** Settings from a parsed SpeechConfig. */
export function readSpeechSettings(raw: RawSpeech, warn: Warn): SpeechSettings {
  const voices = raw.CustomizedVoice === undefined ? commaList(raw.Voice) : [raw.CustomizedVoice];
  if (raw.Style !== undefined && voices.length === 0) {
    warn(
      'SpeechStyleIgnored',
      `EditingConfig.SpeechConfig.Style ${show(raw.Style)} chooses no voice here; name one in Voice.`,
    );
  }
  return {
    volume: readGain(raw, 1, 'EditingConfig.SpeechConfig', warn),
    voices: [...new Set(voices)],
    rate: raw.SpeechRate ?? 0,
    pitch: raw.PitchRate ?? 0,
    language: readLanguage(raw.SpeechLanguage, warn),
    captions: raw.AsrConfig,
    ...readSpecialWords(raw.SpecialWordsConfig, warn),
  };
}
