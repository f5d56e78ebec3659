import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import fc from 'fast-check';
import { createClient } from '../../src/client/client.ts';
import { answersIn, talk } from '../gateway/raw-talk.ts';
import { type Malformed, malformed } from './malformed.ts';

const key = { id: 'root-key-id', secret: 'root-key-secret' };
const total = 20_000;
/** Before the first measurement: caches and compiled code are in place after it. */
const warmUp = 5000;
const parallel = 48;
const seed = 20_201_109;

type Measurement = { heapUsed: number; external: number; rss: number; defects: string[] };

async function startFuzzServer(t: TestContext) {
  const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-fuzz-'));
  const child = fork(join(import.meta.dirname, 'fuzz-server-process.ts'), {
    execArgv: ['--expose-gc'],
    env: {
      ...process.env,
      REELMILL_DATA_DIR: dataDir,
      REELMILL_PORT: '0',
      REELMILL_RENDER_CONCURRENCY: '0',
      REELMILL_ACCESS_KEY_ID: key.id,
      REELMILL_ACCESS_KEY_SECRET: key.secret,
      REELMILL_THROTTLE: '*=100000',
      REELMILL_AUDIT_ROWS: '1000',
    },
  });
  t.after(async () => {
    if (child.exitCode === null) {
      child.send('end');
      await once(child, 'exit');
    }
    await rm(dataDir, { recursive: true, force: true });
  });
  const [{ url }] = (await once(child, 'message')) as [{ url: string }];
  const measure = async (): Promise<Measurement> => {
    child.send('measure');
    const [measurement] = (await once(child, 'message')) as [Measurement];
    return measurement;
  };
  return { url, measure };
}

test(`${total} malformed requests: no 5xx, no hang, no growth`, { timeout: 300_000 }, async (t) => {
  const { url, measure } = await startFuzzServer(t);
  const { host, port } = new URL(url);
  const counts: Record<string, number> = {};

  async function sendOne(make: Malformed): Promise<void> {
    const bytes = make({ host, key });
    const shown = () => bytes.subarray(0, 3000).toString('latin1');
    const { text, isPatient } = await talk(Number(port), bytes, { end: true, patience: 30_000 });
    assert.ok(isPatient, `hung:\n${shown()}`);
    for (const { status, body } of answersIn(text)) {
      assert.ok(status < 500, `${status}:\n${shown()}\n\n${text.slice(0, 3000)}`);
      if (status >= 400) assert.match(body, /^(\{"|<\?xml )/, shown());
      const code =
        status < 400
          ? String(status)
          : (/"Code":"([^"]+)"|<Code>([^<]+)/.exec(body)?.slice(1).join('') ?? '');
      counts[code] = (counts[code] ?? 0) + 1;
    }
  }

  async function sendMany(from: number, to: number): Promise<void> {
    for (let place = from; place < to; place += 500) {
      const drawn = fc.sample(malformed, { numRuns: Math.min(500, to - place), seed: seed + place });
      const lanes = Array.from({ length: parallel }, async () => {
        for (let make = drawn.pop(); make !== undefined; make = drawn.pop()) await sendOne(make);
      });
      await Promise.all(lanes);
    }
  }

  await sendMany(0, warmUp);
  const before = await measure();
  await sendMany(warmUp, total);
  const after = await measure();

  assert.deepEqual(after.defects.slice(0, 3), []);
  const megabytes = (a: number, b: number) => (b - a) / 1024 ** 2;
  const grown = megabytes(before.heapUsed, after.heapUsed);
  t.diagnostic(`heap ${(before.heapUsed / 1024 ** 2).toFixed(1)} MB, grown by ${grown.toFixed(1)} MB`);
  t.diagnostic(
    `outside of the heap grown by ${megabytes(before.external, after.external).toFixed(1)} MB, whole process by ${megabytes(before.rss, after.rss).toFixed(1)} MB`,
  );
  t.diagnostic(JSON.stringify(counts));
  assert.ok(grown < 8, `the heap has grown by ${grown} MB`);

  // What was drawn reaches every depth: the wire, the signature, and the operations.
  for (const code of ['MalformedRequest', 'SignatureDoesNotMatch', 'InvalidParameter', '200']) {
    assert.ok((counts[code] ?? 0) > 100, `${code}: ${counts[code]}`);
  }
  const answer = await createClient({ endpoint: url, ...key }).call('ListBatchMediaProducingJobs');
  assert.ok(answer.RequestId);
});
