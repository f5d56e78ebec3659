import { GetBatchMediaProducingJob } from './GetBatchMediaProducingJob.ts';
import { GetEditingProject } from './GetEditingProject.ts';
import { GetMediaProducingJob } from './GetMediaProducingJob.ts';
import { ListBatchMediaProducingJobs } from './ListBatchMediaProducingJobs.ts';
import { ListMediaProducingJobs } from './ListMediaProducingJobs.ts';
import type { Operation } from './operation.ts';
import { SubmitBatchMediaProducingJob } from './SubmitBatchMediaProducingJob.ts';

const all: readonly Operation[] = [
  GetBatchMediaProducingJob,
  GetEditingProject,
  GetMediaProducingJob,
  ListBatchMediaProducingJobs,
  ListMediaProducingJobs,
  SubmitBatchMediaProducingJob,
];

/** Every operation that the server knows, by action name. An operation exists once it is listed here. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  all.map((operation) => [operation.action, operation]),
);
