import { z } from 'zod';
import { idField } from './job-answers.ts';
import { defineOperation } from './operation.ts';

/** Cancels a batch. An operation of our own. */
export const CancelBatchMediaProducingJob = defineOperation({
  action: 'CancelBatchMediaProducingJob',
  own: true,
  access: 'update',
  summary:
    'Cancels a batch job: videos that are not finished fail with the code Cancelled, those that are finished stay.',
  input: z.object({ JobId: idField('Id of the batch job.') }),
  output: z.object({ JobId: z.string().describe('Id of the batch job.') }),
  errors: ['InvalidParameter.JobNotFound', 'InvalidParameter.JobStatus'],
  handler: ({ account, services }, { JobId }) => services.batch.cancel(account, JobId),
});
