import { type ChildProcess, fork } from 'node:child_process';
import type { Socket } from 'node:net';

/** A child process of the server, and what it wrote about its own end. */
export type StartedProcess = {
  child: ChildProcess;
  /** The first characters of its error output. */
  complaint: string;
};

/** Names of what a process needs of the environment to find its way to other machines. */
export const networkNames: readonly string[] = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'http_proxy',
  'https_proxy',
  'no_proxy',
  'NODE_USE_ENV_PROXY',
  'NODE_EXTRA_CA_CERTS',
];

/** Characters of complaints that are kept. */
const longestComplaint = 4000;

/**
 * Starts a program that strangers' data or native code may crash. It sees nothing of the server's environment but
 * `PATH` and what is named, does not keep the server alive, and an error of it does not end the server.
 *
 * @param program absolute path of a module that answers `message` and ends at `disconnect`
 * @param passedOn names of further environment variables that it sees
 */
export function startProcess(program: string, passedOn: readonly string[] = []): StartedProcess {
  const child = fork(program, [], {
    env: Object.fromEntries(['PATH', ...passedOn].map((name) => [name, process.env[name]])),
    execArgv: ['--disable-warning=ExperimentalWarning'],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const started: StartedProcess = { child, complaint: '' };
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    started.complaint = (started.complaint + text).slice(0, longestComplaint);
  });
  child.on('error', () => child.kill('SIGKILL'));
  releaseProcess(started);
  return started;
}

/** Lets a process keep the server alive, while somebody waits for it. */
export function holdProcess({ child }: StartedProcess): void {
  child.ref();
  child.channel?.ref();
  (child.stderr as Socket | null)?.ref();
}

/** Lets the server end although the process runs; it then ends too. */
export function releaseProcess({ child }: StartedProcess): void {
  child.unref();
  child.channel?.unref();
  (child.stderr as Socket | null)?.unref();
}

/** Whether a process has ended, or could not be started. */
export function hasEnded({ child }: StartedProcess): boolean {
  return child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
}

/** Ends a process; settles when it is gone. */
export async function endProcess(started: StartedProcess): Promise<void> {
  if (hasEnded(started)) return;
  const exited = new Promise((resolve) => started.child.once('exit', resolve));
  started.child.ref();
  started.child.kill('SIGKILL');
  await exited;
}
