import { copyFile, mkdir, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { makeSampleMaterial } from '../../examples/sample-material.ts';
import { loadRootAccount } from '../access/root-account.ts';
import { createClient } from '../client/client.ts';
import { readConfig } from '../config.ts';
import { startServer } from '../server.ts';
import { type BatchJob, remarksOf, succeeded } from './batch-job.ts';
import { trustOwnCertificate } from './connection.ts';
import { followJobs } from './follow-jobs.ts';
import { openProgressView } from './progress-view.ts';
import { signInLink } from './sign-in.ts';
import { aborted, stopSignal } from './stop-signal.ts';
import { readSubmitFile } from './submit.ts';
import { tableOf } from './table.ts';

/** The jobs of the demo: a file of `examples/` and the word its videos are shown under. */
const jobs = [
  { file: 'grouped-speech.json', label: 'grouped' },
  { file: 'global-speech.json', label: 'global' },
];
/** The bucket that the example jobs name. */
const bucket = 'demo';

/** Makes sample material and six videos of it on a server of its own; the exit code is 1 when a video is missing. */
export async function demo(options: { keep?: boolean; out?: string }): Promise<void> {
  const stop = stopSignal();
  // Its own folder and a free port: a demo beside a real server must not touch it.
  const config = readConfig({ REELMILL_DATA_DIR: './data/demo', REELMILL_PORT: '0', ...setVariables() });
  await mkdir(config.dataDir, { recursive: true });
  const logFile = join(config.dataDir, 'demo.log');
  const logger = pino({ level: config.logLevel }, pino.destination(logFile));
  trustOwnCertificate(config);
  const server = await startServer(config, logger);
  let complete = false;
  try {
    say(`server at ${server.url}, its log in ${logFile}`);
    const folder = join(config.dataDir, 'buckets', bucket);
    await makeMaterial(join(folder, 'material'), stop);
    const { key } = await loadRootAccount(config);
    const client = createClient({ endpoint: server.url, ...key });
    const submitted = await Promise.all(
      jobs.map(async ({ file, label }) => {
        const parameters = await readSubmitFile(
          fileURLToPath(new URL(`../../examples/${file}`, import.meta.url)),
        );
        const { JobId } = await client.call<{ JobId: string }>('SubmitBatchMediaProducingJob', parameters);
        return { id: JobId, label };
      }),
    );
    const ended = await followJobs(client, submitted, stop);
    complete = ended.every(succeeded);
    await report(ended, folder, options.out);
    if (options.keep) {
      void server.prepareConsole();
      say(
        `The server goes on at ${server.url} until Ctrl-C. The console, for one sign-in within ten minutes:`,
      );
      say(await signInLink(config, server.url, key.id));
      say(`AccessKeyId ${key.id}, AccessKeySecret ${key.secret}`);
      await aborted(stop);
    }
  } catch (error) {
    if (!stop.aborted) throw error;
    say('stopped');
  } finally {
    await server.close();
  }
  process.exit(complete ? 0 : 1);
}

/** Settings of the user, without those that are empty, which count as not set. */
function setVariables(): Record<string, string | undefined> {
  return Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ''));
}

async function makeMaterial(folder: string, signal: AbortSignal): Promise<void> {
  const view = openProgressView();
  const show = (share: number) =>
    view.show([{ label: 'sample material', percent: share * 100, state: share < 1 ? 'painting' : 'done' }]);
  try {
    show(0);
    await makeSampleMaterial(folder, { signal, onProgress: show });
  } finally {
    view.close();
  }
}

/** Prints the videos, the command to open each, and what was not as asked. */
async function report(ended: BatchJob[], folder: string, out: string | undefined): Promise<void> {
  const rows: string[][] = [];
  const opener = process.platform === 'darwin' ? 'open' : 'xdg-open';
  const commands: string[] = [];
  const complaints = ended.flatMap(remarksOf);
  for (const video of ended.flatMap(({ SubJobList }) => SubJobList)) {
    if (video.Status !== 'Success') {
      complaints.push(`a video failed: ${video.ErrorCode}: ${video.ErrorMessage}`);
      continue;
    }
    const stored = join(folder, 'videos', basename(video.MediaURL));
    const file = out === undefined ? stored : await copyInto(resolve(out), stored);
    rows.push([file, `${video.Duration} s`, `${((await stat(file)).size / 1e6).toFixed(1)} MB`]);
    commands.push(`${opener} '${file.replaceAll("'", "'\\''")}'`);
  }
  process.stdout.write(tableOf(['File', 'Length', 'Size'], rows));
  for (const line of [...commands, ...complaints]) say(line);
}

async function copyInto(folder: string, file: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const copy = join(folder, basename(file));
  await copyFile(file, copy);
  return copy;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
