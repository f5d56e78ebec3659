import { z } from 'zod';
import { idField } from './job-answers.ts';
import { defineOperation } from './operation.ts';

/** Cancels one video. An operation of our own. */
export const CancelMediaProducingJob = defineOperation({
  action: 'CancelMediaProducingJob',
  own: true,
  access: 'update',
  summary: 'Cancels the job of one video, which fails with the code Cancelled; its batch job goes on.',
  input: z.object({ JobId: idField('Id of the producing job.') }),
  output: z.object({ JobId: z.string().describe('Id of the producing job.') }),
  errors: ['InvalidParameter.JobNotFound', 'InvalidParameter.JobStatus'],
  handler: ({ account, services }, { JobId }) => services.batch.cancelProducingJob(account, JobId),
});
