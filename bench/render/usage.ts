import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

/** What a piece of work cost. */
export type Usage = {
  /** Processor seconds of this process and of the processes it started and waited for. */
  cpu: number;
  /** Seconds on the clock. */
  wall: number;
  /** Greatest resident memory of any started process, in MB. */
  peak: number;
};

/** Clock ticks a second in /proc; 100 on every Linux that Node runs on. */
const ticks = 100;

/** Processor seconds of this process and of all children that have ended. */
function processorSeconds(): number {
  const stat = readFileSync('/proc/self/stat', 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0) / ticks;
}

function childIds(): string[] {
  return readdirSync('/proc/self/task').flatMap((task) =>
    readFileSync(`/proc/self/task/${task}/children`, 'utf8').split(' ').filter(Boolean),
  );
}

function peakMegabytes(pid: string): number {
  try {
    return Number(/^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}

/** Does a piece of work and tells what it cost. The work must wait for every process that it starts. */
export async function measure<Result>(
  work: () => Promise<Result>,
): Promise<{ usage: Usage; result: Result }> {
  let peak = 0;
  const watch = setInterval(() => {
    for (const pid of childIds()) peak = Math.max(peak, peakMegabytes(pid));
  }, 40);
  const [cpu, wall] = [processorSeconds(), performance.now()];
  try {
    const result = await work();
    const usage = { cpu: processorSeconds() - cpu, wall: (performance.now() - wall) / 1000, peak };
    return { usage, result };
  } finally {
    clearInterval(watch);
  }
}

/** Runs a program to its end. */
export async function run(command: string, args: readonly string[]): Promise<void> {
  const child: ChildProcess = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  child.on('error', reject);
  child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))));
  await promise;
}
