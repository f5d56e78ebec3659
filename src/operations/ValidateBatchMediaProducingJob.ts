import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { submitFields } from './submit-fields.ts';

const remark = z.object({
  Code: z.string().describe('A code that stays the same.'),
  Message: z.string().describe('A sentence.'),
});

/** Plans a batch without making it. An operation of our own. */
export const ValidateBatchMediaProducingJob = defineOperation({
  action: 'ValidateBatchMediaProducingJob',
  own: true,
  access: 'get',
  summary:
    'Plans a batch job without making it: lengths, how many distinct videos the materials allow, warnings and errors. Takes the parameters of SubmitBatchMediaProducingJob.',
  input: z.object(submitFields),
  output: z.object({
    Valid: z.boolean().describe('Whether a submit would be accepted and could be planned.'),
    Outputs: z
      .array(
        z.object({
          Index: z.number().describe('Index of the video, from 0.'),
          Duration: z.number().describe('Length in seconds.'),
          Title: z.string().describe('Title that was drawn; empty without one.'),
          SpeechText: z.string().describe('Texts that are spoken, one a line; empty without any.'),
        }),
      )
      .describe(
        'One entry a video. A job that is submitted draws anew, so titles and texts may change places.',
      ),
    DistinctOutputs: z
      .number()
      .describe('How many different videos the materials allow; -1 for more than 10000.'),
    Warnings: z.array(remark).describe('What could not be done as asked.'),
    Errors: z
      .array(
        remark.extend({ Field: z.string().optional().describe('Part of the configs that is to blame.') }),
      )
      .describe('Why the request cannot work.'),
  }),
  errors: [],
  handler: ({ account, services }, input) =>
    services.batch.validate(account, {
      InputConfig: input.InputConfig,
      EditingConfig: input.EditingConfig ?? '',
      OutputConfig: input.OutputConfig,
      TemplateConfig: input.TemplateConfig ?? '',
      UserData: input.UserData ?? '',
    }),
});
