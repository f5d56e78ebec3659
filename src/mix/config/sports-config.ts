import { apiError } from '../../errors/api-error.ts';
import { distinctWarnings, type Warning } from '../../errors/warning.ts';
import { choice, list, material, record, section, text } from './fields.ts';
import { type Output, outputSchema, readOutput } from './output-config.ts';
import { parsePart } from './parse-part.ts';
import { collectWarnings } from './warn.ts';

/** The configs of a job of sports highlights (batch.md 3.7). */
export type SportsConfig = {
  jobType: 'Sports_Highlights';
  input: {
    category: 'basketball' | 'pingpong';
    /** Media id or URL of the recording. */
    material: string;
    /** Players by the name on the scoreboard, each with pictures. */
    faces: { name: string; pictures: string[] }[];
    /** Pictures that announce slow motion. */
    slowMotionLogos: string[];
    /** Names on the scoreboard, and what they are to be called. */
    names: { from: string; to: string }[];
  };
  output: Output;
};

const face = record({
  FaceUrls: list(material(), { max: 10, what: 'pictures' }),
  Name: text({ max: 50 }),
}).superRefine((value, context) => {
  const missing = value?.Name === undefined ? 'Name' : 'FaceUrls';
  if (value === undefined || (value.Name !== undefined && value.FaceUrls.length > 0)) return;
  context.addIssue({ code: 'custom', message: 'is missing', path: [missing] });
});

const transfer = record({
  OriginalName: text({ max: 100 }),
  TransferName: text({ max: 100 }),
}).superRefine((value, context) => {
  const missing = value?.OriginalName === undefined ? 'OriginalName' : 'TransferName';
  if (value === undefined || value[missing] !== undefined) return;
  context.addIssue({ code: 'custom', message: 'is missing', path: [missing] });
});

const inputSchema = section({
  SportsCategory: choice(['basketball', 'pingpong']),
  InputMedia: material(),
  FaceRegister: list(face, { max: 5, what: 'faces' }),
  SlowMotionLogoRegister: section({ SlowMotionLogoUrls: list(material(), { max: 5, what: 'logos' }) }),
  TransferNameRegister: list(transfer, { max: 10, what: 'names' }),
});

/**
 * Reads the configs of a job of sports highlights.
 *
 * @throws ApiError InvalidParameter (names path, rule and value), MissingParameter
 */
export function parseSportsConfigs(raw: {
  InputConfig?: string | undefined;
  OutputConfig?: string | undefined;
}): { config: SportsConfig; warnings: Warning[] } {
  const { warnings, warn } = collectWarnings();
  const input = parsePart('InputConfig', raw.InputConfig, inputSchema);
  const output = parsePart('OutputConfig', raw.OutputConfig, outputSchema);
  const { SportsCategory, InputMedia } = input;
  if (SportsCategory === undefined) {
    throw apiError('MissingParameter', { Name: 'InputConfig.SportsCategory' });
  }
  if (InputMedia === undefined) throw apiError('MissingParameter', { Name: 'InputConfig.InputMedia' });
  const config: SportsConfig = {
    jobType: 'Sports_Highlights',
    input: {
      category: SportsCategory,
      material: InputMedia,
      // The schemas have seen to it that names and pictures are there.
      faces: input.FaceRegister.map(({ Name = '', FaceUrls }) => ({ name: Name, pictures: FaceUrls })),
      slowMotionLogos: input.SlowMotionLogoRegister.SlowMotionLogoUrls,
      names: input.TransferNameRegister.map(({ OriginalName = '', TransferName = '' }) => ({
        from: OriginalName,
        to: TransferName,
      })),
    },
    output: readOutput(output, warn),
  };
  return { config, warnings: distinctWarnings(warnings) };
}
