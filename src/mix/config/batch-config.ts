import { apiError } from '../../errors/api-error.ts';
import { distinctWarnings, type Warning } from '../../errors/warning.ts';
import { type Editing, editingSchema, readEditing } from './editing-config.ts';
import { show } from './fields.ts';
import { inputSchema, readScriptInput, type ScriptInput } from './input-config.ts';
import { type Output, outputSchema, readOutput } from './output-config.ts';
import { parsePart } from './parse-part.ts';
import { templateSchema } from './template-config.ts';
import { collectWarnings, type Warn } from './warn.ts';

export type { Editing } from './editing-config.ts';
export type { MediaGroup, ScriptInput, Sticker } from './input-config.ts';
export type { Output } from './output-config.ts';

/** The configs of a batch job, read to one shape: defaults filled in, seconds and pixels, lists without empty members. */
export type BatchConfig = {
  /** Value of JobType (batch.md 2.1). */
  jobType: 'Script';
  input: ScriptInput;
  editing: Editing;
  output: Output;
};

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

/** The exclusions of batch.md 5 that need more than one config. Those of grouped mode are only noted: real callers break them. */
function checkLengths(input: ScriptInput, output: Output, warn: Warn) {
  if (output.fixedDuration === null) return;
  if (input.mode === 'grouped') {
    warn(
      'FixedDurationIgnored',
      'OutputConfig.FixedDuration is not used when groups have their own speech or length.',
    );
  } else if (input.speechTexts.length > 0) {
    throw apiError('InvalidParameter', {
      Reason:
        'OutputConfig.FixedDuration and InputConfig.SpeechTextArray exclude each other: the speech decides the length.',
    });
  }
}

function noteUnusedRanges(input: ScriptInput, editing: Editing, warn: Warn) {
  for (const { media, group } of editing.media.ranges) {
    const used = input.groups.some(
      (candidate) => (group === null || candidate.name === group) && candidate.materials.includes(media),
    );
    if (used) continue;
    const where = group === null ? 'no group' : `no group ${show(group)}`;
    warn('TimeRangesIgnored', `EditingConfig.MediaConfig names ${show(media)}, but ${where} holds it.`);
  }
}

/**
 * Reads the configs of a batch job. Tolerant in form (key case, numbers as text, nulls, old singular keys: clients.md),
 * strict in meaning: what cannot work is refused, what is only odd comes back as a warning.
 *
 * @throws ApiError InvalidParameter (names path, rule and value), MissingParameter, UnsupportedJobType
 *
 * @example parseBatchConfigs({
 *   InputConfig: '{"MediaGroupArray":[{"MediaArray":["https://b.oss-cn-shanghai.aliyuncs.com/a.mp4"]}]}',
 *   OutputConfig: '{"MediaURL":"https://b.oss-cn-shanghai.aliyuncs.com/o_{index}.mp4","Width":1080,"Height":1920}',
 * })
 */
export function parseBatchConfigs(raw: RawConfigs): { config: BatchConfig; warnings: Warning[] } {
  const { warnings, warn } = collectWarnings();
  const input = parsePart('InputConfig', raw.InputConfig, inputSchema);
  const editing = parsePart('EditingConfig', raw.EditingConfig, editingSchema);
  const output = parsePart('OutputConfig', raw.OutputConfig, outputSchema);
  if (input.MediaGroupArray.length === 0) {
    if (input.MediaArray.length > 0 || input.MediaSearchInput !== undefined) {
      throw apiError('UnsupportedJobType', {
        JobType: 'Smart_Mix',
        Reason: 'give the materials in InputConfig.MediaGroupArray.',
      });
    }
    throw apiError('MissingParameter', { Name: 'InputConfig.MediaGroupArray' });
  }
  refuseTemplates(raw.TemplateConfig);
  const script = readScriptInput(input, warn);
  const config: BatchConfig = {
    jobType: 'Script',
    input: script,
    editing: readEditing(
      editing,
      {
        mode: script.mode,
        hasMusic: script.music.length > 0,
        hasBackgroundImages: script.backgroundImages.length > 0,
      },
      warn,
    ),
    output: readOutput(output, warn),
  };
  checkLengths(config.input, config.output, warn);
  noteUnusedRanges(config.input, config.editing, warn);
  return { config, warnings: distinctWarnings(warnings) };
}

/** Every material that the configs name (clips, stickers, music, background images), each once, in order. */
export function materialsOf(config: BatchConfig): string[] {
  const { groups, stickers, music, backgroundImages } = config.input;
  return [
    ...new Set([
      ...groups.flatMap((group) => group.materials),
      ...stickers.map((sticker) => sticker.media),
      ...music,
      ...backgroundImages,
    ]),
  ];
}
