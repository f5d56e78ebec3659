import type { z } from 'zod';
import { decorAliases, decorFields } from './decor-input.ts';
import { boolean, choice, list, material, number, record, section, text } from './fields.ts';
import { mediaSearch, sceneInfo } from './scene-info.ts';
import { speechTexts } from './speech-text.ts';

const mediaGroup = record(
  {
    GroupName: text({ max: 50 }),
    MediaArray: list(material(), { max: 200, what: 'materials', required: true }),
    SpeechTextArray: speechTexts(),
    Duration: number({ min: 0.1, max: 3600, zeroIsUnset: true }),
    Volume: number({ min: 0, max: 10 }),
    SplitMode: choice(['NoSplit', 'AverageSplit']),
    DurationAutoAdapt: boolean(),
  },
  { SpeechText: 'SpeechTextArray' },
);

/**
 * Schema of InputConfig of Script and Smart_Mix jobs (batch.md 3.1 to 3.5), with the singular forms of old clients. Which
 * of the two it is follows from where the materials stand (batch.md 2.1).
 */
export const inputSchema = section(
  {
    MediaGroupArray: list(mediaGroup, { max: 40, what: 'groups' }),
    /** The length of all videos together is what counts (batch.md 7.7); the number only keeps a job finite. */
    MediaArray: list(material(), { max: 1000, what: 'materials' }),
    MediaSearchInput: mediaSearch,
    SceneInfo: sceneInfo,
    SpeechTextArray: speechTexts(),
    ...decorFields,
  },
  { SpeechText: 'SpeechTextArray', ...decorAliases },
);

/** A parsed InputConfig. */
export type RawInput = z.output<typeof inputSchema>;
