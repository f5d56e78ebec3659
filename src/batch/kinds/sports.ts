import { apiError } from '../../errors/api-error.ts';
import { parseSportsConfigs, type SportsConfig } from '../../mix/config/sports-config.ts';
import type { JobKind } from './kind.ts';
import { outputUrls } from './outputs.ts';

/** Every material of the configs with the field that names it. */
function namedMaterials({ input }: SportsConfig): [field: string, reference: string][] {
  return [
    ['InputConfig.InputMedia', input.material],
    ...input.faces.flatMap(({ pictures }, index) =>
      pictures.map((url): [string, string] => [`InputConfig.FaceRegister[${index}].FaceUrls`, url]),
    ),
    ...input.slowMotionLogos.map((url): [string, string] => [
      'InputConfig.SlowMotionLogoRegister.SlowMotionLogoUrls',
      url,
    ]),
  ];
}

/**
 * Jobs that show the plays of a match (batch.md 3.7). They are taken, held to all rules, listed, and then fail: telling
 * plays and players apart needs models that nobody ships.
 */
export const sportsKind: JobKind = {
  outline(request) {
    const { config, warnings } = parseSportsConfigs(request);
    const { output } = config;
    return { output, urls: outputUrls(output), materials: namedMaterials(config), warnings };
  },

  async plan(_tools, { request }) {
    const { input } = parseSportsConfigs(request).config;
    const game = input.category === 'basketball' ? 'basketball' : 'table tennis';
    throw apiError('ModelNotAvailable', {
      JobType: 'Sports_Highlights',
      Model: `recognises the players, the scoreboard and the plays of ${game}`,
      Advice:
        'no setting names such a model in this version. Submit the recording with SubmitScreenMediaHighlightsJob, ' +
        'which shows its strongest moments by motion, loudness and commentary',
    });
  },
};
