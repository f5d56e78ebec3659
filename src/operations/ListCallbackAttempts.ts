import { z } from 'zod';
import { answerTime, choice } from './fields.ts';
import { idField, pageFields } from './job-answers.ts';
import { defineOperation } from './operation.ts';

/** Lists how the delivery of callbacks went; an operation of Reelmill's own. */
export const ListCallbackAttempts = defineOperation({
  action: 'ListCallbackAttempts',
  own: true,
  access: 'list',
  summary: 'Lists the attempts to deliver callbacks by their time.',
  input: z.object({
    ...pageFields,
    JobId: idField('Only attempts of this batch with its sub jobs, or of this sub job.').optional(),
    SortBy: choice(['desc', 'asc'], {
      description: 'Order by time: newest first, or oldest first.',
      example: 'desc',
    }).default('desc'),
  }),
  output: z.object({
    CallbackAttemptList: z.array(
      z.object({
        Time: answerTime('When the attempt ended.'),
        JobId: z.string().describe('The batch or the sub job whose end is told.'),
        EventType: z.string().describe('BatchProduceMediaComplete or ProduceMediaComplete.'),
        Address: z.string().describe('The address that was called, or the name of the queue.'),
        Attempt: z.number().describe('Number of the attempt, from 1.'),
        Outcome: z
          .enum(['Delivered', 'Failed', 'Refused'])
          .describe('Refused: the address may not be called, so it is not tried again.'),
        HttpStatus: z.number().optional().describe('Status of the answer, when there was one.'),
        Duration: z.number().describe('Milliseconds.'),
        Error: z.string().describe('Why it was not delivered; else empty.'),
        DeliveryStatus: z
          .enum(['Pending', 'Delivered', 'Dropped'])
          .describe('How the callback stands now: Pending ones are tried again, Dropped ones are not.'),
      }),
    ),
    MaxResults: z.number().describe('Size of a page.'),
    NextToken: z.string().optional().describe('Token of the next page; absent on the last one.'),
  }),
  errors: [],
  handler: ({ account, services }, input) =>
    services.callbacks.listAttempts(account, {
      jobId: input.JobId,
      startTime: input.StartTime,
      endTime: input.EndTime,
      order: input.SortBy,
      maxResults: input.MaxResults,
      nextToken: input.NextToken,
    }),
});
