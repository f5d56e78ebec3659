import type { ListedJob } from './batch-job.ts';
import { elapsed } from './batch-job.ts';
import { connect } from './connection.ts';
import { tableOf } from './table.ts';

/** Options of `list`, named as on the command line. */
export type ListOptions = {
  status?: string;
  type?: string;
  start?: string;
  end?: string;
  sort?: string;
  max?: number;
  all?: boolean;
  json?: boolean;
  endpoint?: string;
};

type Page = { EditingBatchJobList: ListedJob[]; MaxResults: number; NextToken?: string };

/** Lists batch jobs: one page, or all of them. */
export async function list(options: ListOptions): Promise<void> {
  const { client } = await connect(options.endpoint);
  const filters = {
    Status: options.status,
    JobType: options.type,
    StartTime: options.start,
    EndTime: options.end,
    SortBy: options.sort,
    MaxResults: options.max ?? (options.all ? 100 : undefined),
  };
  const jobs: ListedJob[] = [];
  let token: string | undefined;
  do {
    const page = await client.call<Page>('ListBatchMediaProducingJobs', { ...filters, NextToken: token });
    jobs.push(...page.EditingBatchJobList);
    token = page.NextToken;
  } while (options.all && token);
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ EditingBatchJobList: jobs, ...(token ? { NextToken: token } : {}) }, null, 2)}\n`,
    );
    return;
  }
  const rows = jobs.map((job) => [
    job.JobId,
    job.JobType,
    job.Status,
    String(countOf(job)),
    job.CreateTime,
    elapsed(job),
  ]);
  process.stdout.write(tableOf(['JobId', 'Type', 'Status', 'Videos', 'Created', 'Took'], rows));
  if (token) process.stdout.write('There are more: --all shows them.\n');
}

/** How many videos were asked for; clients write the key and the number in many ways. */
function countOf(job: ListedJob): number {
  const output: Record<string, unknown> = JSON.parse(job.OutputConfig || '{}');
  const key = Object.keys(output).find((name) => name.toLowerCase() === 'count');
  return Number(key === undefined ? 1 : output[key]) || 1;
}
