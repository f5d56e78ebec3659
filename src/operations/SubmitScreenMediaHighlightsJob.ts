import { z } from 'zod';
import { json } from './fields.ts';
import { highlightsAnswer, highlightsFields } from './highlights-fields.ts';
import { defineOperation } from './operation.ts';

/** Submits highlights of films and series (batch.md 3.6). */
export const SubmitScreenMediaHighlightsJob = defineOperation({
  action: 'SubmitScreenMediaHighlightsJob',
  access: 'create',
  summary: 'Submits a job that makes videos of the strongest moments of films or series.',
  input: z.object({
    InputConfig: json({
      description: 'The videos in the order of their plot, and how their moments are chosen.',
      example:
        '{"MediaArray":["****9d46c886b45481030f6e****"],"HighlightStrategy":{"IntroConfig":{"Mode":"Auto"},"TargetDuration":180}}',
      holds: 'object',
    }),
    EditingConfig: json({
      description: 'How the videos are edited: volumes, titles, transitions.',
      example: '{"MediaConfig":{"Volume":1},"ProcessConfig":{"AllowTransition":true}}',
      holds: 'object',
    }).optional(),
    ...highlightsFields,
  }),
  output: highlightsAnswer,
  errors: ['MissingParameter'],
  handler: ({ account, services }, input) =>
    services.batch.submitJob(account, {
      Action: 'SubmitScreenMediaHighlightsJob',
      JobType: 'Screen_Media_Highlights',
      InputConfig: input.InputConfig,
      EditingConfig: input.EditingConfig ?? '',
      OutputConfig: input.OutputConfig,
      TemplateConfig: '',
      ExtendInput: '',
      UserData: input.UserData ?? '',
      ClientToken: '',
    }),
});
