import { z } from 'zod';
import { batchJobTypes } from '../batch/job-types.ts';
import { formatTime } from '../wire/time.ts';
import { answerTime, choice, integer, text, time } from './fields.ts';

/** Parts that the operations on jobs share: identifiers, paging, and the fields of a batch and of a producing job. */

/** An id of a job or a project. */
export const idField = (description: string) =>
  text({ description, example: '61195f35e0d14f10b0a7d6f0c1a2b3c4', max: 64 });

/** Paging and the time range of a list. */
export const pageFields = {
  StartTime: time({
    description: 'Earliest creation time, included.',
    example: '2026-06-01T00:00:00Z',
  }).optional(),
  EndTime: time({
    description: 'Latest creation time, included.',
    example: '2026-06-30T23:59:59Z',
  }).optional(),
  MaxResults: integer({ description: 'Size of a page.', example: '20', min: 1, max: 100 }).default(10),
  NextToken: text({
    description:
      'Token of the next page, from the answer with the page before; filters and order stay the same.',
    example: '8EqYpQbZ6Eh7+Zz8DxVYoQ==',
    max: 1024,
  }).optional(),
};

/** States of a batch, as a filter and in answers. */
export const batchStatuses = ['Init', 'Processing', 'Finished', 'Failed'] as const;

/** Type of a batch as a filter. */
export const batchTypeField = choice(batchJobTypes, { description: 'Type of the jobs.', example: 'Script' });

/** State of a batch as a filter. */
export const batchStatusField = choice(batchStatuses, {
  description: 'State of the jobs.',
  example: 'Finished',
});

/** A time of an answer that may not have come yet: then it is empty. */
export function answerTimeOrEmpty(description: string) {
  return z
    .date()
    .nullable()
    .transform((moment) => (moment === null ? '' : formatTime(moment)))
    .pipe(z.string().describe(description).meta({ example: '2026-06-05T15:59:59Z' }));
}

/** Fields of a batch in Get and List (batch.md 1.2, 1.3). */
export const batchAnswer = {
  JobId: z.string().describe('Id of the batch job.'),
  JobType: z.string().describe('Type of the job, such as Script.'),
  Status: z
    .enum(batchStatuses)
    .describe(
      'Finished: every video has ended, some may have failed. Failed: the job could not be prepared.',
    ),
  InputConfig: z.string().describe('As submitted.'),
  EditingConfig: z.string().describe('As submitted.'),
  OutputConfig: z.string().describe('As submitted.'),
  Extend: z
    .string()
    .describe(
      'JSON: {} when all went as asked; Warnings, a list of Code and Message, for what did not; ErrorCode and ErrorMessage when the job failed.',
    ),
  UserData: z.string().describe('As submitted.'),
  CreateTime: answerTime('When the job was submitted.'),
  ModifiedTime: answerTime('When the job changed last.'),
  CompleteTime: answerTimeOrEmpty('When the job ended; empty until then.'),
};

/** Fields of a producing job in Get and List (timeline.md 4.2, 4.3). */
export const producingAnswer = {
  JobId: z.string().describe('Id of the producing job.'),
  ProjectId: z.string().describe('Editing project with the timeline; empty until it is planned.'),
  MediaId: z.string().describe('Media of the finished video; empty until then.'),
  MediaURL: z.string().describe('Where the video is or will be stored; empty when it failed.'),
  Status: z.enum(['Init', 'Queuing', 'Processing', 'Success', 'Failed']).describe('State of the job.'),
  Code: z.string().describe('Why it failed: a code of the error catalogue; empty otherwise.'),
  Message: z.string().describe('Why it failed, in a sentence; empty otherwise.'),
  Duration: z.number().optional().describe('Length of the finished video in seconds.'),
  TemplateId: z.string().describe('Empty: the job was not made from a template.'),
  ClipsParam: z.string().describe('Empty: the job was not made from a template.'),
  UserData: z.string().describe('As submitted.'),
  CreateTime: answerTime('When the job was made.'),
  ModifiedTime: answerTime('When the job changed last.'),
  CompleteTime: answerTimeOrEmpty('When the job ended; empty until then.'),
};
