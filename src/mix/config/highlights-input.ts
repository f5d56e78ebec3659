import type { z } from 'zod';
import { type DecorInput, decorAliases, decorFields, readDecor } from './decor-input.ts';
import { boolean, choice, list, material, number, section, show, text } from './fields.ts';
import type { Warn } from './warn.ts';

/** How long the moments of a highlight are wanted (PlotPacingType, whose values are ours). */
export type Pacing = 'fast' | 'normal' | 'slow';

/** What a job of screen highlights is made of (batch.md 3.6). */
export type HighlightsInput = DecorInput & {
  /** 1 to 30 videos, in the order of the plot: media ids or URLs. */
  materials: string[];
  /** Whether the strongest moment opens the highlight part (IntroConfig.Mode). */
  intro: boolean;
  /** Wanted length of the highlight part in seconds, 5 and more; null = chosen from the length of the material. */
  targetDuration: number | null;
  pacing: Pacing;
  /** Videos or images of which one opens and one ends each output; may be empty. */
  openings: string[];
  endings: string[];
};

const strategySchema = section({
  IntroConfig: section({ Mode: choice(['Auto', 'Disabled']) }),
  TargetDuration: number({ min: 5, max: 7200, zeroIsUnset: true }),
  PlotPacingType: text({ max: 100 }),
  EnableActionRecog: boolean(),
  CustomActions: list(text({ max: 5 }), { max: 50, what: 'actions' }),
});

const fixedClips = () => list(material(), { max: 20, what: 'materials' });

/** Schema of the InputConfig of screen highlights. */
export const highlightsInputSchema = section(
  {
    ...decorFields,
    MediaArray: list(material(), { max: 30, what: 'videos' }),
    HighlightStrategy: strategySchema,
    OpeningArray: fixedClips(),
    EndingArray: fixedClips(),
    /** Only looked at to say that nothing is spoken. */
    SpeechTextArray: list(text({ max: 20_000 }), { max: 1000, what: 'texts' }),
  },
  { ...decorAliases, SpeechText: 'SpeechTextArray' },
);

type RawInput = z.output<typeof highlightsInputSchema>;
type RawStrategy = RawInput['HighlightStrategy'];

const pacings: readonly [Pacing, RegExp][] = [
  ['fast', /fast|quick|rapid|快/i],
  ['slow', /slow|relax|慢/i],
  ['normal', /normal|medium|moderate|standard|default|auto|中|正常/i],
];

/** The values of PlotPacingType are not known (batch.md 12.4), so that any word for a pace is understood. */
function readPacing({ PlotPacingType: value }: RawStrategy, warn: Warn): Pacing {
  if (value === undefined) return 'normal';
  const known = pacings.find(([, words]) => words.test(value))?.[0];
  if (known !== undefined) return known;
  warn(
    'PacingUnknown',
    `InputConfig.HighlightStrategy.PlotPacingType ${show(value)} is not fast, normal or slow; normal is used.`,
  );
  return 'normal';
}

function noteOddities(raw: RawInput, warn: Warn) {
  const { EnableActionRecog, CustomActions } = raw.HighlightStrategy;
  if (EnableActionRecog === true || CustomActions.length > 0) {
    warn(
      'ActionsNotRecognised',
      'InputConfig.HighlightStrategy.EnableActionRecog and CustomActions have no effect: no model that recognises ' +
        'actions is there; moments are chosen by motion, loudness and speech.',
    );
  }
  if (raw.SpeechTextArray.length > 0) {
    warn('SpeechIgnored', 'InputConfig.SpeechTextArray is not used: highlights keep their own sound.');
  }
  if (new Set(raw.MediaArray).size < raw.MediaArray.length) {
    warn('DuplicateMaterial', 'InputConfig.MediaArray names a video twice; it counts once.');
  }
}

/** Turns a parsed InputConfig into what highlights are planned from, and notes what is odd about it. */
export function readHighlightsInput(raw: RawInput, warn: Warn): HighlightsInput {
  noteOddities(raw, warn);
  const { HighlightStrategy } = raw;
  return {
    ...readDecor(raw),
    materials: [...new Set(raw.MediaArray)],
    intro: HighlightStrategy.IntroConfig.Mode === 'Auto',
    targetDuration: HighlightStrategy.TargetDuration ?? null,
    pacing: readPacing(HighlightStrategy, warn),
    openings: [...new Set(raw.OpeningArray)],
    endings: [...new Set(raw.EndingArray)],
  };
}
