import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { submitFields } from './submit-fields.ts';

/** Submits a batch of videos (batch.md 1.1). */
export const SubmitBatchMediaProducingJob = defineOperation({
  action: 'SubmitBatchMediaProducingJob',
  access: 'create',
  summary:
    'Submits a job that makes several distinct videos: of groups of materials (MediaGroupArray), or of a pile of footage whose pictures follow a text (MediaArray, MediaSearchInput).',
  input: z.object(submitFields),
  output: z.object({ JobId: z.string().describe('Id of the batch job.') }),
  errors: ['IdempotentParameterMismatch', 'MissingParameter'],
  handler: ({ account, services }, input) =>
    services.batch.submit(account, {
      InputConfig: input.InputConfig,
      EditingConfig: input.EditingConfig ?? '',
      OutputConfig: input.OutputConfig,
      TemplateConfig: input.TemplateConfig ?? '',
      UserData: input.UserData ?? '',
      ClientToken: input.ClientToken ?? '',
    }),
});
