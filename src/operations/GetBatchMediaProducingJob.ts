import { z } from 'zod';
import { batchAnswer, idField } from './job-answers.ts';
import { defineOperation } from './operation.ts';

const subJob = z.object({
  JobId: z.string().describe('Id of the producing job.'),
  ProjectId: z.string().describe('Editing project with the timeline; empty until it is planned.'),
  MediaId: z.string().describe('Media of the finished video; empty until then.'),
  MediaURL: z.string().describe('Where the video is or will be stored; empty when it failed.'),
  Duration: z.number().describe('Length of the finished video in seconds; 0 until then.'),
  Status: z.enum(['Init', 'Processing', 'Success', 'Failed']).describe('State of the video.'),
  ErrorCode: z.string().describe('Why it failed: a code of the error catalogue; empty otherwise.'),
  ErrorMessage: z.string().describe('Why it failed, in a sentence; empty otherwise.'),
  Progress: z.number().describe('Percent, 0 to 100.'),
});

/** Returns a batch with its sub jobs (batch.md 1.2). */
export const GetBatchMediaProducingJob = defineOperation({
  action: 'GetBatchMediaProducingJob',
  access: 'get',
  summary: 'Returns a batch job and the state of every video in it.',
  input: z.object({ JobId: idField('Id of the batch job.') }),
  output: z.object({
    EditingBatchJob: z.object({
      ...batchAnswer,
      ExtendInput: z
        .string()
        .describe(
          'JSON of what the job was given to build on: a selection, or the ids of projects; else empty.',
        ),
      ExtendOutput: z
        .string()
        .describe(
          'JSON once it is planned: LargestOverlap, the greatest share of footage that two videos have in common; where pictures were chosen, what was chosen and why.',
        ),
      SubJobList: z.array(subJob).describe('One entry a video, from the start, in the order of their index.'),
    }),
  }),
  errors: ['InvalidParameter.JobNotFound'],
  handler: async ({ account, services }, { JobId }) => ({
    EditingBatchJob: await services.batch.get(account, JobId),
  }),
});
