import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { openObjectStore } from '../storage/open-object-store.ts';
import { succeeded } from './batch-job.ts';
import { type Connection, connect } from './connection.ts';
import { CommandError } from './failure.ts';
import { followJobs } from './follow-jobs.ts';
import { showJob } from './get.ts';
import { replaceLocalFiles, uploadKey } from './local-files.ts';

/** Parameters of the operation, as they stand in a file: configs as objects or as JSON text. */
export type SubmitFile = Record<string, unknown>;

const parameterNames = [
  'InputConfig',
  'EditingConfig',
  'OutputConfig',
  'TemplateConfig',
  'UserData',
  'ClientToken',
  'Action',
];
const uploadBucket = 'uploads';

/** Operations that a file may be for, the usual one first. */
const actions = [
  'SubmitBatchMediaProducingJob',
  'SubmitScreenMediaHighlightsJob',
  'SubmitSportsHighlightsJob',
] as const;

/** The operation that a file is for, and the parameters that go with it. */
function splitAction({ Action = actions[0], ...parameters }: SubmitFile) {
  const action = actions.find((known) => known === Action);
  if (action !== undefined) return { action, parameters };
  throw new CommandError(`Action must be one of ${actions.join(', ')}, not ${JSON.stringify(Action)}`);
}

/** Submits the batch job of a file and prints its id. */
export async function submit(
  file: string,
  options: { watch?: boolean; json?: boolean; endpoint?: string },
): Promise<void> {
  const { action, parameters } = splitAction(await readSubmitFile(file));
  const connection = await connect(options.endpoint);
  const ready = await replaceLocalFiles(parameters, dirname(resolve(file)), sender(connection));
  const answer = await connection.client.call<{ JobId: string }>(action, ready);
  process.stdout.write(options.json ? `${JSON.stringify(answer, null, 2)}\n` : `${answer.JobId}\n`);
  if (!options.watch) return;
  const [job] = await followJobs(connection.client, [{ id: answer.JobId, label: 'video' }]);
  if (job === undefined) return;
  showJob(job);
  if (!succeeded(job)) process.exitCode = 1;
}

/**
 * Reads the parameters of a submit from a JSON file. A config that is JSON text becomes an object.
 *
 * @throws CommandError when the file is no JSON object or has none of the parameters
 */
export async function readSubmitFile(file: string): Promise<SubmitFile> {
  const content = parseJson(await readFile(file, 'utf8'), file);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new CommandError(`${file} must hold a JSON object with InputConfig and OutputConfig`);
  }
  const parameters: SubmitFile = {};
  for (const [key, value] of Object.entries(content)) {
    const name = parameterNames.find((known) => known.toLowerCase() === key.toLowerCase());
    if (name === undefined) {
      throw new CommandError(`${file} has the key ${key}; it may have ${parameterNames.join(', ')}`);
    }
    const isText = name.endsWith('Config') && typeof value === 'string' && value !== '';
    parameters[name] = isText ? parseJson(value, `${name} of ${file}`) : value;
  }
  if (parameters.InputConfig === undefined || parameters.OutputConfig === undefined) {
    throw new CommandError(`${file} must have InputConfig and OutputConfig`);
  }
  return parameters;
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new CommandError(
      `${name} is not valid JSON: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}

/** Puts local files into the store of the data folder; a server elsewhere would not see them there. */
function sender({ config, endpoint }: Connection): (path: string) => Promise<string> {
  return async (path) => {
    if (!/^(127\.|localhost$|\[::1\]$)/.test(new URL(endpoint).hostname)) {
      throw new CommandError(
        `${path} is a local file, and ${endpoint} is another machine: put the file into a bucket there and use its URL`,
      );
    }
    const store = await openObjectStore(config);
    const key = await uploadKey(path);
    const location = { bucket: uploadBucket, key };
    if ((await store.stat(location)) === null) await store.putFile(location, path, { move: false });
    return `oss://${uploadBucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
  };
}
