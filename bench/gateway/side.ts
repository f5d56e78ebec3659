import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import autocannon from 'autocannon';

/** What one side of the bench did in one round. */
export type Round = {
  requestsPerSecond: number;
  /** CPU time of the server for one request, in microseconds. */
  cpuPerRequest: number;
  /** 99th percentile of the answer times, in milliseconds. */
  p99: number;
};

/** A request as it is written to the socket. */
export type PreparedRequest = { method: 'GET' | 'POST'; path: string; headers: Record<string, string> };

const connections = 64;
/** More requests a second than any side answers; one that ran out of them would send some twice. */
const maxRate = 8000;

/**
 * Starts a side, lets it warm up, measures it and ends it.
 *
 * @param prepare makes the requests of a second, given the address; each is sent once
 */
export async function measureSide(
  name: 'bare' | 'gateway',
  environment: Record<string, string>,
  { seconds, prepare }: { seconds: number; prepare: (url: string) => (count: number) => PreparedRequest[] },
): Promise<Round> {
  const child = fork(join(import.meta.dirname, 'server-process.ts'), [name], {
    env: { ...process.env, ...environment },
  });
  const ended = once(child, 'exit');
  try {
    const { url } = await ask<{ url: string }>(child, null);
    const next = prepare(url);
    await load(url, 2, next);
    const before = await ask<NodeJS.CpuUsage>(child, 'usage');
    const result = await load(url, seconds, next);
    const after = await ask<NodeJS.CpuUsage>(child, 'usage');
    const cpu = after.user + after.system - before.user - before.system;
    return {
      requestsPerSecond: result.requests.p50,
      cpuPerRequest: cpu / result.requests.total,
      p99: result.latency.p99,
    };
  } finally {
    child.send('end');
    await ended;
  }
}

async function ask<Answer>(child: ChildProcess, question: string | null): Promise<Answer> {
  const answer = once(child, 'message');
  if (question !== null) child.send(question);
  const ended = once(child, 'exit').then(() => {
    throw new Error('the server ended');
  });
  const [message] = (await Promise.race([answer, ended])) as [Answer];
  ended.catch(() => {});
  return message;
}

/** Sends prepared requests over some connections for some seconds; any answer but 200 is a failure. */
async function load(url: string, seconds: number, next: (count: number) => PreparedRequest[]) {
  const share = Math.ceil((seconds * maxRate) / connections);
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    // Written out before they are sent: the load must cost less than what it measures.
    setupClient: (client) => client.setRequests(next(share)),
  });
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${result.non2xx} answers were not 200, ${result.errors} did not come`);
  }
  return result;
}
