import { z } from 'zod';
import { json } from './fields.ts';
import { highlightsAnswer, highlightsFields } from './highlights-fields.ts';
import { defineOperation } from './operation.ts';
import { submitFields } from './submit-fields.ts';

/** Submits highlights of a match (batch.md 3.7). */
export const SubmitSportsHighlightsJob = defineOperation({
  action: 'SubmitSportsHighlightsJob',
  access: 'create',
  summary:
    'Submits a job for the highlights of a match. The job is checked and listed, and then fails with ModelNotAvailable.',
  input: z.object({
    ClientToken: submitFields.ClientToken,
    InputConfig: json({
      description: 'The recording of the match, its players and names.',
      example:
        '{"SportsCategory":"basketball","InputMedia":"http://bucket.oss-cn-shanghai.aliyuncs.com/game.mp4","TransferNameRegister":[{"OriginalName":"IND","TransferName":"Indiana Pacers"}]}',
      holds: 'object',
    }),
    ...highlightsFields,
  }),
  output: highlightsAnswer,
  errors: ['IdempotentParameterMismatch', 'MissingParameter'],
  handler: ({ account, services }, input) =>
    services.batch.submitJob(account, {
      Action: 'SubmitSportsHighlightsJob',
      JobType: 'Sports_Highlights',
      InputConfig: input.InputConfig,
      EditingConfig: '',
      OutputConfig: input.OutputConfig,
      TemplateConfig: '',
      ExtendInput: '',
      UserData: input.UserData ?? '',
      ClientToken: input.ClientToken ?? '',
    }),
});
