import { z } from 'zod';
import { idField, producingAnswer } from './job-answers.ts';
import { defineOperation } from './operation.ts';

/** Returns a producing job (timeline.md 4.2). */
export const GetMediaProducingJob = defineOperation({
  action: 'GetMediaProducingJob',
  access: 'get',
  summary: 'Returns the job of one video with its timeline.',
  input: z.object({ JobId: idField('Id of the producing job.') }),
  output: z.object({
    MediaProducingJob: z.object({
      ...producingAnswer,
      VodMediaId: z.string().describe('Always empty.'),
      Progress: z.number().describe('Percent, 0 to 100.'),
      Timeline: z.string().describe('JSON of the timeline; empty until it is planned.'),
      SubJobMaterials: z.string().describe('JSON of what was drawn for this video of a batch.'),
    }),
  }),
  errors: ['InvalidParameter.JobNotFound'],
  handler: async ({ account, services }, { JobId }) => ({
    MediaProducingJob: await services.batch.getProducingJob(account, JobId),
  }),
});
