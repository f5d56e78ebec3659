import { z } from 'zod';
import { producingJobTypes } from '../batch/producing.ts';
import { choice, text } from './fields.ts';
import { idField, pageFields, producingAnswer } from './job-answers.ts';
import { defineOperation } from './operation.ts';

/** Lists producing jobs (timeline.md 4.3). */
export const ListMediaProducingJobs = defineOperation({
  action: 'ListMediaProducingJobs',
  access: 'list',
  summary: 'Lists the jobs of single videos by creation time, e.g. those of one batch.',
  input: z.object({
    ...pageFields,
    MasterJobId: idField('Only the sub jobs of this batch job.').optional(),
    ProjectId: idField('Only jobs of this editing project.').optional(),
    Keyword: text({
      description: 'Id of a job or of an editing project.',
      example: '61195f35e0d14f10b0a7d6f0c1a2b3c4',
      max: 128,
    }).optional(),
    JobType: choice(producingJobTypes, {
      description: 'Type of the jobs.',
      example: 'EditingJob',
    }).optional(),
    Status: choice(['Init', 'Queuing', 'Processing', 'Success', 'Failed'], {
      description: 'State of the jobs; Init includes Queuing.',
      example: 'Success',
    }).optional(),
    SortBy: choice(['CreationTime:Desc', 'CreationTime:Asc'], {
      description: 'Order by creation time: newest first, or oldest first.',
      example: 'CreationTime:Desc',
    }).default('CreationTime:Desc'),
  }),
  output: z.object({
    MediaProducingJobList: z.array(z.object(producingAnswer)),
    MaxResults: z.string().describe('Size of a page.'),
    NextToken: z.string().optional().describe('Token of the next page; absent on the last one.'),
  }),
  errors: [],
  handler: ({ account, services }, input) =>
    services.batch.listProducingJobs(account, {
      masterJobId: input.MasterJobId,
      projectId: input.ProjectId,
      keyword: input.Keyword,
      jobType: input.JobType,
      status: input.Status,
      startTime: input.StartTime,
      endTime: input.EndTime,
      order: input.SortBy === 'CreationTime:Asc' ? 'asc' : 'desc',
      maxResults: input.MaxResults,
      nextToken: input.NextToken,
    }),
});
