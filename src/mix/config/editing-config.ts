import type { z } from 'zod';
import type { TextStyle } from '../../timeline/model.ts';
import { colour } from './colour.ts';
import { choice, number, section, show, text } from './fields.ts';
import { type MediaSettings, mediaSchema, readMediaSettings } from './media-config.ts';
import {
  type EditingMode,
  type ProcessSettings,
  processSchema,
  readProcessSettings,
} from './process-config.ts';
import { readGain, readSpeechSettings, type SpeechSettings, speechSchema } from './speech-config.ts';
import { subheadingStyles, textStyle } from './text-style.ts';
import type { Warn } from './warn.ts';

/** What fills the frame behind a picture of another shape; null = the planner chooses. */
export type Background = { kind: 'blur'; radius: number } | { kind: 'color'; color: string } | null;

/** EditingConfig with its defaults filled in (batch.md 4). */
export type Editing = {
  media: MediaSettings;
  /** As asked for; the defaults of titles depend on the frame and are the planner's. */
  title: TextStyle;
  /** By level, 1 to 5. */
  subheadings: ReadonlyMap<number, TextStyle>;
  speech: SpeechSettings;
  /** Linear gain of the music. */
  musicVolume: number;
  background: Background;
  process: ProcessSettings;
};

const musicSchema = section({
  Volume: number({ min: 0, max: 10 }),
  Gain: number({ min: -100, max: 10 }),
  Style: text({ max: 100 }),
});

const backgroundSchema = section({
  SubType: choice(['Blur', 'Color', 'Image', 'None']),
  Radius: number({ min: 0, max: 1, zeroIsUnset: true }),
  Color: colour('rgb'),
});

/** Schema of EditingConfig. */
export const editingSchema = section({
  MediaConfig: mediaSchema,
  TitleConfig: textStyle(),
  SubHeadingConfig: subheadingStyles(),
  SpeechConfig: speechSchema,
  BackgroundMusicConfig: musicSchema,
  BackgroundImageConfig: backgroundSchema,
  ProcessConfig: processSchema,
});

function readBackground({ SubType, Radius, Color }: z.output<typeof backgroundSchema>): Background {
  if (SubType === 'Blur' || (SubType === undefined && Radius !== undefined)) {
    return { kind: 'blur', radius: Radius ?? 0.1 };
  }
  if (SubType === 'Color' || (SubType === undefined && Color !== undefined)) {
    return { kind: 'color', color: Color ?? '#000000' };
  }
  return null;
}

/** What EditingConfig depends on in InputConfig. */
type Surroundings = { mode: EditingMode; hasMusic: boolean; hasBackgroundImages: boolean };

/** Settings from a parsed EditingConfig; notes what is accepted but not done. */
export function readEditing(raw: z.output<typeof editingSchema>, input: Surroundings, warn: Warn): Editing {
  const { Style } = raw.BackgroundMusicConfig;
  if (Style !== undefined && !input.hasMusic) {
    warn(
      'MusicStyleIgnored',
      `EditingConfig.BackgroundMusicConfig.Style ${show(Style)} has no effect: there is no public music here; ` +
        'name files in InputConfig.BackgroundMusicArray.',
    );
  }
  const background = readBackground(raw.BackgroundImageConfig);
  if (background !== null && input.hasBackgroundImages) {
    warn(
      'BackgroundConfigIgnored',
      'EditingConfig.BackgroundImageConfig is not used where an image of InputConfig.BackgroundImageArray is shown.',
    );
  }
  return {
    media: readMediaSettings(raw.MediaConfig),
    title: raw.TitleConfig,
    subheadings: raw.SubHeadingConfig,
    speech: readSpeechSettings(raw.SpeechConfig, warn),
    musicVolume: readGain(raw.BackgroundMusicConfig, 0.2, 'EditingConfig.BackgroundMusicConfig', warn),
    background,
    process: readProcessSettings(raw.ProcessConfig, input.mode, warn),
  };
}
