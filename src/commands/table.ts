import Table from 'cli-table3';
import type { BatchJob } from './batch-job.ts';

/** Lines of a table without colours, for any terminal. */
export function tableOf(head: string[], rows: string[][]): string {
  const table = new Table({ head, style: { head: [], border: [] } });
  table.push(...rows);
  return `${table}\n`;
}

/** The videos of a job, one a line. */
export function videoTable(job: BatchJob): string {
  const rows = job.SubJobList.map((video, index) => [
    String(index),
    video.Status,
    `${Math.round(video.Progress)} %`,
    video.Duration > 0 ? `${video.Duration} s` : '-',
    video.ErrorCode === '' ? video.MediaURL : `${video.ErrorCode}: ${video.ErrorMessage}`,
  ]);
  return tableOf(['#', 'Status', 'Progress', 'Length', 'Video'], rows);
}
