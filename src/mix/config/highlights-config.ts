import { apiError } from '../../errors/api-error.ts';
import { distinctWarnings, type Warning } from '../../errors/warning.ts';
import { type Editing, editingSchema, readEditing } from './editing-config.ts';
import { show } from './fields.ts';
import { type HighlightsInput, highlightsInputSchema, readHighlightsInput } from './highlights-input.ts';
import { type Output, outputSchema, readOutput } from './output-config.ts';
import { parsePart } from './parse-part.ts';
import { collectWarnings, type Warn } from './warn.ts';

export type { HighlightsInput, Pacing } from './highlights-input.ts';

/** The configs of a job of screen highlights, read to one shape. */
export type HighlightsConfig = {
  jobType: 'Screen_Media_Highlights';
  input: HighlightsInput;
  editing: Editing;
  output: Output;
};

/** The config parameters of SubmitScreenMediaHighlightsJob, JSON text as submitted. */
export type RawHighlightsConfigs = {
  InputConfig?: string | undefined;
  EditingConfig?: string | undefined;
  OutputConfig?: string | undefined;
};

function noteOddities({ input, editing, output }: HighlightsConfig, warn: Warn) {
  if (output.maxDuration !== null || output.fixedDuration !== null) {
    warn(
      'DurationIgnored',
      'OutputConfig.MaxDuration and FixedDuration are not used in highlights: give HighlightStrategy.TargetDuration.',
    );
  }
  for (const { media, group } of editing.media.ranges) {
    if (group !== null) {
      warn(
        'GroupNameIgnored',
        `EditingConfig.MediaConfig gives a GroupName for ${show(media)}; there are no groups.`,
      );
    }
    if (!input.materials.includes(media)) {
      warn(
        'TimeRangesIgnored',
        `EditingConfig.MediaConfig names ${show(media)}, but InputConfig.MediaArray does not hold it.`,
      );
    }
  }
}

/**
 * Reads the configs of a job of screen highlights (batch.md 3.6), as tolerant in form as those of other jobs. The sound of
 * the clips is kept unless MediaConfig.Volume says otherwise: highlights are told by it (batch.md 9.4).
 *
 * @param options.isPreview whether the job makes no videos, whatever its OutputConfig says
 * @throws ApiError InvalidParameter (names path, rule and value), MissingParameter
 */
export function parseHighlightsConfigs(
  raw: RawHighlightsConfigs,
  { isPreview = false }: { isPreview?: boolean } = {},
): { config: HighlightsConfig; warnings: Warning[] } {
  const { warnings, warn } = collectWarnings();
  const given = parsePart('InputConfig', raw.InputConfig, highlightsInputSchema);
  const editing = parsePart('EditingConfig', raw.EditingConfig, editingSchema);
  const output = parsePart('OutputConfig', raw.OutputConfig, outputSchema);
  if (given.MediaArray.length === 0) throw apiError('MissingParameter', { Name: 'InputConfig.MediaArray' });
  const input = readHighlightsInput(given, warn);
  const { MediaConfig } = editing;
  const config: HighlightsConfig = {
    jobType: 'Screen_Media_Highlights',
    input,
    editing: readEditing(
      { ...editing, MediaConfig: { ...MediaConfig, Volume: MediaConfig.Volume ?? 1 } },
      {
        mode: 'highlights',
        hasMusic: input.music.length > 0,
        hasBackgroundImages: input.backgroundImages.length > 0,
      },
      warn,
    ),
    output: readOutput(isPreview ? { ...output, GeneratePreviewOnly: true } : output, warn),
  };
  noteOddities(config, warn);
  return { config, warnings: distinctWarnings(warnings) };
}

/** Every material that the configs name (clips, openings and endings, stickers, music, images), each once, in order. */
export function highlightsMaterials({ input }: HighlightsConfig): string[] {
  const { materials, openings, endings, stickers, music, backgroundImages } = input;
  const decor = [...stickers.map(({ media }) => media), ...music, ...backgroundImages];
  return [...new Set([...materials, ...openings, ...endings, ...decor])];
}
