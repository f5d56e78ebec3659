import { type ChildProcess, execFile, fork } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { apiError } from '../errors/api-error.ts';
import type { RendererMessage, RendererOrder } from './messages.ts';
import { RenderError, type RenderOptions, type RenderRequest, type RenderResult } from './request.ts';

const runFile = promisify(execFile);

const program = fileURLToPath(new URL('renderer-process.ts', import.meta.url));

/** Milliseconds between two looks at the memory of a renderer. */
const watchInterval = 250;
/**
 * Environment of a renderer: nothing of ours, and a memory allocator that gives pictures back to the system when they
 * are freed instead of keeping holes for them (glibc; others ignore it).
 */
const environment = {
  PATH: process.env.PATH ?? '',
  MALLOC_ARENA_MAX: '2',
  MALLOC_MMAP_THRESHOLD_: '1048576',
};
/** Characters of a renderer's log that are kept for the message of a crash. */
const logTail = 2000;

function renderError(
  code: 'RenderMemoryExceeded' | 'RenderTimeExceeded' | 'RenderCancelled',
  limit = 0,
): RenderError {
  return new RenderError(code, apiError(code, { Limit: String(limit) }).message);
}

/** Resident memory of a process in bytes; 0 when it is gone. */
async function residentMemory(pid: number): Promise<number> {
  if (process.platform === 'linux') {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) * 1024;
  }
  const listed = await runFile('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({ stdout: '' }));
  return Number(listed.stdout.trim()) * 1024;
}

function watch(child: ChildProcess, options: RenderOptions, fail: (error: RenderError) => void): () => void {
  const { memoryLimit, timeLimit, signal } = options;
  const cancel = () => fail(renderError('RenderCancelled'));
  const timer =
    timeLimit === undefined
      ? undefined
      : setTimeout(() => fail(renderError('RenderTimeExceeded', timeLimit)), timeLimit * 1000);
  const poll =
    memoryLimit === undefined
      ? undefined
      : setInterval(async () => {
          const used = await residentMemory(child.pid ?? 0);
          if (used > memoryLimit) fail(renderError('RenderMemoryExceeded', Math.round(memoryLimit / 1e6)));
        }, watchInterval);
  signal?.addEventListener('abort', cancel, { once: true });
  return () => {
    clearTimeout(timer);
    clearInterval(poll);
    signal?.removeEventListener('abort', cancel);
  };
}

/**
 * Renders a video in a process of its own.
 *
 * @throws RenderError `InvalidParameter.ResourceContentBad` (with the key of the material in `source`),
 *   `InvalidTimelineFormat`, `ProduceFailed`, `RenderMemoryExceeded`, `RenderTimeExceeded` or `RenderCancelled`
 */
export async function renderTimeline(
  request: RenderRequest,
  options: RenderOptions = {},
): Promise<RenderResult> {
  const result = await runRenderer({ request, still: null }, options);
  if (result === null) throw new TypeError('a renderer made a picture in place of a video');
  return result;
}

/**
 * Makes a picture of one moment of a timeline, `.png` or `.webp` by the name of `outputFile`, as {@link renderTimeline}
 * would show it.
 *
 * @param second of the video
 * @throws RenderError
 */
export async function renderStill(
  request: RenderRequest,
  second: number,
  options: RenderOptions = {},
): Promise<void> {
  await runRenderer({ request, still: second }, options);
}

function runRenderer(order: RendererOrder, options: RenderOptions): Promise<RenderResult | null> {
  if (options.signal?.aborted === true) return Promise.reject(renderError('RenderCancelled'));
  return new Promise((resolve, reject) => {
    const child = fork(program, [], {
      cwd: order.request.workDir,
      env: environment,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      execArgv: ['--disable-warning=ExperimentalWarning'],
    });
    let log = '';
    let done: { result: RenderResult | null } | null = null;
    let failure: RenderError | null = null;
    const fail = (error: RenderError) => {
      failure ??= error;
      child.kill('SIGKILL');
    };
    const unwatch = watch(child, options, fail);
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      log = (log + text).slice(-logTail);
    });
    child.on('message', (message: RendererMessage) => {
      if (message.type === 'progress') options.onProgress?.(message.percent);
      else if (message.type === 'done') done = message;
      else failure ??= new RenderError(message.code, message.message, message.source);
    });
    child.on('error', (error) =>
      fail(new RenderError('ProduceFailed', error.message, null, { cause: error })),
    );
    child.on('close', (code, signal) => {
      unwatch();
      if (failure !== null) reject(failure);
      else if (done !== null) resolve(done.result);
      else {
        const how = signal === null ? `exit code ${code}` : `signal ${signal}`;
        const { message } = apiError('ProduceFailed', {
          Reason: `the renderer ended with ${how}. ${log}`.trim(),
        });
        reject(new RenderError('ProduceFailed', message));
      }
    });
    child.send(order, (error) => {
      if (error !== null) fail(new RenderError('ProduceFailed', error.message, null, { cause: error }));
    });
  });
}
