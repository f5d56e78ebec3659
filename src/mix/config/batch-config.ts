import { apiError } from '../../errors/api-error.ts';
import { distinctWarnings, type Warning } from '../../errors/warning.ts';
import type { DecorInput } from './decor-input.ts';
import { type Editing, editingSchema, readEditing } from './editing-config.ts';
import { show } from './fields.ts';
import { inputSchema, type RawInput } from './input-config.ts';
import { type Output, outputSchema, readOutput } from './output-config.ts';
import { parsePart } from './parse-part.ts';
import type { EditingMode } from './process-config.ts';
import { readScriptInput, type ScriptInput } from './script-input.ts';
import { readSmartInput, type SmartInput } from './smart-input.ts';
import { templateSchema } from './template-config.ts';
import { collectWarnings, type Warn } from './warn.ts';

export type { DecorInput, Sticker } from './decor-input.ts';
export type { Editing } from './editing-config.ts';
export type { Output } from './output-config.ts';
export type { MediaGroup, ScriptInput } from './script-input.ts';
export type { SmartInput } from './smart-input.ts';

/** What every kind of job has besides its materials and texts. */
type Settings = { editing: Editing; output: Output };

/** A job whose materials are in groups (batch.md 2.1). */
export type ScriptConfig = Settings & { jobType: 'Script'; input: ScriptInput };

/** A job whose pictures follow its words. */
export type SmartConfig = Settings & { jobType: 'Smart_Mix'; input: SmartInput };

/** The configs of a batch job, read to one shape: defaults filled in, seconds and pixels, lists without empty members. */
export type BatchConfig = ScriptConfig | SmartConfig;

/** The config parameters of SubmitBatchMediaProducingJob, JSON text as submitted. */
export type RawConfigs = {
  InputConfig?: string | undefined;
  EditingConfig?: string | undefined;
  OutputConfig?: string | undefined;
  TemplateConfig?: string | undefined;
};

function refuseTemplates(json: string | undefined) {
  const [id] = parsePart('TemplateConfig', json, templateSchema);
  if (id === undefined) return;
  throw apiError('InvalidParameter', {
    Reason: `TemplateConfig names the template ${show(id)}, which does not exist.`,
  });
}

const refuse = (reason: string) => apiError('InvalidParameter', { Reason: reason });

/** The exclusions of batch.md 5 that need more than one config. Those of grouped mode are only noted: real callers break them. */
function checkLengths({ input, output }: BatchConfig, warn: Warn) {
  if (output.fixedDuration === null) return;
  if (input.speechTexts.length > 0) {
    throw refuse(
      'OutputConfig.FixedDuration and InputConfig.SpeechTextArray exclude each other: the speech decides the length.',
    );
  }
  const decided = {
    global: null,
    grouped: 'when groups have their own speech or length',
    storyboard: 'when the shots have their own speech or length',
  }[input.mode];
  if (decided !== null) {
    warn('FixedDurationIgnored', `OutputConfig.FixedDuration is not used ${decided}.`);
  }
}

function noteUnusedRanges({ input, editing }: ScriptConfig, warn: Warn) {
  for (const { media, group } of editing.media.ranges) {
    const used = input.groups.some(
      (candidate) => (group === null || candidate.name === group) && candidate.materials.includes(media),
    );
    if (used) continue;
    const where = group === null ? 'no group' : `no group ${show(group)}`;
    warn('TimeRangesIgnored', `EditingConfig.MediaConfig names ${show(media)}, but ${where} holds it.`);
  }
}

/** Without groups nobody can mean one (batch.md 4.1). Ranges of footage that is searched for wait for what is found. */
function noteOddRanges({ input, editing }: SmartConfig, warn: Warn) {
  for (const { media, group } of editing.media.ranges) {
    if (group !== null) {
      warn(
        'GroupNameIgnored',
        `EditingConfig.MediaConfig gives a GroupName for ${show(media)}; there are no groups.`,
      );
    }
    if (input.search === null && !input.materials.includes(media)) {
      warn(
        'TimeRangesIgnored',
        `EditingConfig.MediaConfig names ${show(media)}, but InputConfig.MediaArray does not hold it.`,
      );
    }
  }
}

/**
 * Whether InputConfig describes a Script or a Smart_Mix job (batch.md 2.1).
 *
 * @throws ApiError MissingParameter when it names no materials
 */
function jobTypeOf(input: RawInput): BatchConfig['jobType'] {
  if (input.MediaGroupArray.length > 0) return 'Script';
  if (input.MediaArray.length > 0 || input.MediaSearchInput !== undefined) return 'Smart_Mix';
  throw apiError('MissingParameter', {
    Name: 'InputConfig.MediaGroupArray, MediaArray or MediaSearchInput',
  });
}

/**
 * Reads the configs of a batch job. Tolerant in form (key case, numbers as text, nulls, old singular keys: clients.md),
 * strict in meaning: what cannot work is refused, what is only odd comes back as a warning.
 *
 * @param options.isPreview whether the job makes no videos, whatever its OutputConfig says
 * @throws ApiError InvalidParameter (names path, rule and value), MissingParameter
 *
 * @example parseBatchConfigs({
 *   InputConfig: '{"MediaGroupArray":[{"MediaArray":["https://b.oss-cn-shanghai.aliyuncs.com/a.mp4"]}]}',
 *   OutputConfig: '{"MediaURL":"https://b.oss-cn-shanghai.aliyuncs.com/o_{index}.mp4","Width":1080,"Height":1920}',
 * })
 */
export function parseBatchConfigs(
  raw: RawConfigs,
  { isPreview = false }: { isPreview?: boolean } = {},
): { config: BatchConfig; warnings: Warning[] } {
  const { warnings, warn } = collectWarnings();
  const input = parsePart('InputConfig', raw.InputConfig, inputSchema);
  const editing = parsePart('EditingConfig', raw.EditingConfig, editingSchema);
  const output = parsePart('OutputConfig', raw.OutputConfig, outputSchema);
  const jobType = jobTypeOf(input);
  refuseTemplates(raw.TemplateConfig);
  const settings = (decor: DecorInput, mode: EditingMode): Settings => ({
    editing: readEditing(
      editing,
      { mode, hasMusic: decor.music.length > 0, hasBackgroundImages: decor.backgroundImages.length > 0 },
      warn,
    ),
    output: readOutput(isPreview ? { ...output, GeneratePreviewOnly: true } : output, warn),
  });
  if (jobType === 'Script') {
    const script = readScriptInput(input, warn);
    const config: ScriptConfig = { jobType, input: script, ...settings(script, script.mode) };
    checkLengths(config, warn);
    noteUnusedRanges(config, warn);
    return { config, warnings: distinctWarnings(warnings) };
  }
  const smart = readSmartInput(input, warn);
  const config: SmartConfig = { jobType, input: smart, ...settings(smart, smart.scene) };
  checkLengths(config, warn);
  noteOddRanges(config, warn);
  return { config, warnings: distinctWarnings(warnings) };
}

/**
 * Reads the configs of a job that can only be a Smart_Mix one (batch.md 1.5).
 *
 * @throws ApiError as {@link parseBatchConfigs}; InvalidParameter for materials in groups
 */
export function parseSmartConfigs(
  raw: RawConfigs,
  options: { isPreview?: boolean } = {},
): { config: SmartConfig; warnings: Warning[] } {
  const { config, warnings } = parseBatchConfigs(raw, options);
  if (config.jobType === 'Smart_Mix') return { config, warnings };
  throw refuse(
    'InputConfig.MediaGroupArray cannot be used here: give the materials in InputConfig.MediaArray.',
  );
}

/** The footage that the configs name. */
const footageOf = ({ input }: BatchConfig) =>
  'groups' in input ? input.groups.flatMap((group) => group.materials) : input.materials;

/** Every material that the configs name (clips, stickers, music, background images), each once, in order. */
export function materialsOf(config: BatchConfig): string[] {
  const { stickers, music, backgroundImages } = config.input;
  return [
    ...new Set([
      ...footageOf(config),
      ...stickers.map((sticker) => sticker.media),
      ...music,
      ...backgroundImages,
    ]),
  ];
}
