import { z } from 'zod';
import { idField } from './job-answers.ts';
import { defineOperation } from './operation.ts';

/** Takes failed videos up again. An operation of our own. */
export const RetryMediaProducingJob = defineOperation({
  action: 'RetryMediaProducingJob',
  own: true,
  access: 'update',
  summary:
    'Makes the failed videos of a batch job, or one of them, once more: the same timeline to the same URL. The end of the batch job is told once more.',
  input: z.object({ JobId: idField('Id of a batch job or of a producing job.') }),
  output: z.object({
    JobIds: z.array(z.string()).describe('Ids of the producing jobs that are taken up again.'),
  }),
  errors: ['InvalidParameter.JobNotFound', 'InvalidParameter.JobStatus'],
  handler: ({ account, services }, { JobId }) => services.batch.retry(account, JobId),
});
