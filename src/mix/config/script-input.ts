import { type DecorInput, readDecor } from './decor-input.ts';
import { show } from './fields.ts';
import type { RawInput } from './input-config.ts';
import type { Warn } from './warn.ts';

/** A group of materials (batch.md 3.2). */
export type MediaGroup = {
  name: string;
  /** 1 to 200 media ids or URLs. */
  materials: string[];
  /** Voice-over alternatives; empty in global mode. */
  speechTexts: string[];
  /** Seconds, or null when not given; null in global mode. */
  duration: number | null;
  /** Linear gain of the clips' own sound, 0 to 10; null = that of MediaConfig. */
  volume: number | null;
  /** Whether long videos may be cut into shots (SplitMode). */
  split: boolean;
  /** Whether the group's length follows the clip that was chosen. */
  adaptDuration: boolean;
};

/** What a Script job is made of. */
export type ScriptInput = DecorInput & {
  /** Where the voice-over comes from (batch.md 2.2): texts of the whole video, or of each group. */
  mode: 'global' | 'grouped';
  groups: MediaGroup[];
  /** Global mode: voice-over alternatives of the whole video. */
  speechTexts: string[];
};

type RawGroup = RawInput['MediaGroupArray'][number];

function readGroup(raw: RawGroup, index: number, mode: ScriptInput['mode']): MediaGroup {
  const grouped = mode === 'grouped';
  return {
    name: raw.GroupName ?? `Group${index + 1}`,
    materials: raw.MediaArray,
    speechTexts: grouped ? raw.SpeechTextArray : [],
    duration: grouped ? (raw.Duration ?? null) : null,
    volume: raw.Volume ?? null,
    split: raw.SplitMode !== 'NoSplit',
    adaptDuration: grouped && raw.DurationAutoAdapt === true,
  };
}

/** The mode rule of batch.md 2.2, applied literally: a text of the whole video selects global mode. */
function modeOf(raw: RawInput): ScriptInput['mode'] {
  if (raw.SpeechTextArray.length > 0) return 'global';
  const grouped = raw.MediaGroupArray.some(
    (item) => item.Duration !== undefined || item.SpeechTextArray.length > 0,
  );
  return grouped ? 'grouped' : 'global';
}

function noteOddities(raw: RawInput, input: ScriptInput, warn: Warn) {
  if (raw.MediaArray.length > 0) {
    warn('MediaArrayIgnored', 'InputConfig.MediaArray is not used because MediaGroupArray is given.');
  }
  if (raw.MediaSearchInput !== undefined) {
    warn('MediaSearchIgnored', 'InputConfig.MediaSearchInput is not used because MediaGroupArray is given.');
  }
  if (raw.SceneInfo !== undefined) {
    warn(
      'SceneInfoIgnored',
      'InputConfig.SceneInfo is not used: it belongs to jobs that give their materials in MediaArray.',
    );
  }
  const seen = new Set<string>();
  for (const [index, { name, materials }] of input.groups.entries()) {
    const path = `InputConfig.MediaGroupArray[${index}]`;
    if (seen.has(name)) {
      warn('DuplicateGroupName', `${path}.GroupName ${show(name)} stands for several groups; all are used.`);
    }
    seen.add(name);
    if (new Set(materials).size < materials.length) {
      warn('DuplicateMaterial', `${path}.MediaArray names a material twice; it counts once.`);
    }
    const { SpeechTextArray = [], Duration } = raw.MediaGroupArray[index] ?? {};
    if (input.mode === 'global' && (SpeechTextArray.length > 0 || Duration !== undefined)) {
      warn(
        'GroupSettingsIgnored',
        `${path} has SpeechTextArray or Duration, which are not used because InputConfig.SpeechTextArray is given.`,
      );
    }
    if (input.mode === 'grouped' && SpeechTextArray.length > 0 && Duration !== undefined) {
      warn('DurationIgnored', `${path}.Duration is not used: the length follows the group's speech.`);
    }
  }
}

/** Turns a parsed InputConfig with groups into what is planned from, and notes what is odd about it. */
export function readScriptInput(raw: RawInput, warn: Warn): ScriptInput {
  const mode = modeOf(raw);
  const input: ScriptInput = {
    mode,
    groups: raw.MediaGroupArray.map((item, index) => readGroup(item, index, mode)),
    speechTexts: raw.SpeechTextArray,
    ...readDecor(raw),
  };
  noteOddities(raw, input, warn);
  for (const item of input.groups) item.materials = [...new Set(item.materials)];
  return input;
}
