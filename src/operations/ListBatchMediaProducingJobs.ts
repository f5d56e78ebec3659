import { z } from 'zod';
import { choice } from './fields.ts';
import { batchAnswer, batchStatusField, batchTypeField, idField, pageFields } from './job-answers.ts';
import { defineOperation } from './operation.ts';

/** Lists batches (batch.md 1.3). */
export const ListBatchMediaProducingJobs = defineOperation({
  action: 'ListBatchMediaProducingJobs',
  access: 'list',
  summary: 'Lists batch jobs by creation time.',
  input: z.object({
    ...pageFields,
    JobId: idField('Only the job with this id.').optional(),
    JobType: batchTypeField.optional(),
    Status: batchStatusField.optional(),
    SortBy: choice(['desc', 'asc'], {
      description: 'Order by creation time: newest first, or oldest first.',
      example: 'desc',
    }).default('desc'),
  }),
  output: z.object({
    EditingBatchJobList: z.array(z.object(batchAnswer)),
    MaxResults: z.number().describe('Size of a page.'),
    NextToken: z.string().optional().describe('Token of the next page; absent on the last one.'),
  }),
  errors: [],
  handler: ({ account, services }, input) =>
    services.batch.list(account, {
      jobId: input.JobId,
      jobType: input.JobType,
      status: input.Status,
      startTime: input.StartTime,
      endTime: input.EndTime,
      order: input.SortBy,
      maxResults: input.MaxResults,
      nextToken: input.NextToken,
    }),
});
