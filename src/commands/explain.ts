import { type ExplainedClip, type ExplainedSentence, explainSelection } from '../mix/smart/explain.ts';
import { parseSelection } from '../mix/smart/selection.ts';
import type { BatchJob } from './batch-job.ts';
import { connect } from './connection.ts';
import { CommandError } from './failure.ts';
import { tableOf } from './table.ts';

/** A job with what was chosen for it. */
type ExplainedJob = BatchJob & { ExtendInput: string; ExtendOutput: string };

/** Shows why each picture of a Smart_Mix job was chosen. */
export async function explain(id: string, options: { json?: boolean; endpoint?: string }): Promise<void> {
  const { client } = await connect(options.endpoint);
  const { EditingBatchJob: job } = await client.call<{ EditingBatchJob: ExplainedJob }>(
    'GetBatchMediaProducingJob',
    { JobId: id },
  );
  const rows = explainSelection(parseSelection(selectionOf(job)));
  if (options.json) process.stdout.write(`${JSON.stringify(rows, null, 2)}\n`);
  else showRows(job, rows);
}

/** The selection of a job: its result, or what it was given. */
function selectionOf(job: ExplainedJob): string {
  const found = [job.ExtendOutput, job.ExtendInput].find((text) => text.includes('textMatchMediaOutputList'));
  if (found !== undefined) return found;
  if (job.JobType.startsWith('Smart_Mix') && job.Status !== 'Failed') {
    throw new CommandError(`The pictures of job ${job.JobId} are not chosen yet; it is ${job.Status}.`);
  }
  throw new CommandError(
    `Job ${job.JobId} has no pictures that were chosen by a text: it is a ${job.JobType} job in state ${job.Status}.`,
  );
}

/** Widest text of a cell, in characters. */
const widest = 44;

/** Breaks a text into lines of a bearable width, at spaces where there are any. */
function wrapped(text: string): string {
  return text
    .replace(new RegExp(`(?![^\\n]{1,${widest}}$)([^\\n]{1,${widest}})(?:\\s|$)`, 'g'), '$1\n')
    .trim();
}

/** The last part of an address, readable; an id as it is. */
function nameOf(media: string): string {
  const last =
    media
      .replace(/[?#].*$/, '')
      .split('/')
      .at(-1) ?? media;
  try {
    return decodeURIComponent(last);
  } catch {
    return last;
  }
}

const shown = ({ media, from, to, score }: ExplainedClip) =>
  `${nameOf(media)} ${from.toFixed(2)}-${to.toFixed(2)} s (${score.toFixed(2)})`;

function showRows(job: ExplainedJob, rows: readonly ExplainedSentence[]): void {
  const judges = (JSON.parse(job.Extend || '{}') as { Judges?: string[] }).Judges ?? [];
  process.stdout.write(`${job.JobType} job ${job.JobId}: ${job.Status}\n`);
  if (judges.length > 0) process.stdout.write(`judged by ${judges.join(', ')}\n`);
  for (const [output, sentences] of Map.groupBy(rows, (row) => row.output)) {
    process.stdout.write(`\nvideo ${output}\n`);
    const lines = sentences.map(({ sentence, text, seconds, clips, runnersUp }) => [
      String(sentence),
      wrapped(text === '' ? '-' : text),
      `${seconds.toFixed(2)} s`,
      clips.map((clip) => wrapped(shown(clip))).join('\n'),
      clips.map(({ why }) => wrapped(why === '' ? 'nothing speaks for it' : why)).join('\n'),
      runnersUp.map((clip) => wrapped(shown(clip))).join('\n') || '-',
    ]);
    process.stdout.write(tableOf(['#', 'Sentence', 'Length', 'Shown', 'Why', 'Runners-up'], lines));
  }
}
