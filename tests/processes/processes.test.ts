import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { askNewProcess, askProcess } from '../../src/processes/ask.ts';
import { endProcess, hasEnded, startProcess } from '../../src/processes/process.ts';
import { openServant } from '../../src/processes/servant.ts';
import type { Order } from './program.ts';

const program = fileURLToPath(new URL('./program.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'reelmill-processes-'));
after(() => rmSync(folder, { recursive: true }));

type Reply = { text: string; pid: number };
const timeLimit = 20_000;

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

async function untilGone(pid: number): Promise<void> {
  for (let look = 0; look < 500 && isAlive(pid); look++) await sleep(20);
  assert.equal(isAlive(pid), false, 'the process is gone');
}

test('a process sees of the environment what is named and nothing else', async (context) => {
  process.env.REELMILL_TEST_SECRET = 'secret';
  process.env.REELMILL_TEST_NAMED = 'named';
  context.after(() => {
    delete process.env.REELMILL_TEST_SECRET;
    delete process.env.REELMILL_TEST_NAMED;
  });
  const started = startProcess(program, ['REELMILL_TEST_NAMED', 'REELMILL_TEST_UNSET']);
  context.after(() => endProcess(started));
  const answer = await askProcess<Reply>(started, { do: 'environment' } satisfies Order, { timeLimit });
  assert.ok('reply' in answer);
  const names = answer.reply.text.split(' ').filter((name) => !name.startsWith('NODE_CHANNEL'));
  assert.deepEqual(names, ['PATH', 'REELMILL_TEST_NAMED']);
});

test('a process of one order is gone when its reply is there, and tells how far it is', async () => {
  const shares: number[] = [];
  const onProgress = (share: number) => shares.push(share);
  const order: Order = { do: 'progress' };
  const answer = await askNewProcess<Reply>(program, order, { timeLimit, onProgress });
  assert.ok('reply' in answer);
  assert.equal(answer.reply.text, 'done');
  assert.deepEqual(shares, [0.5]);
  assert.equal(isAlive(answer.reply.pid), false);
});

test('a crash is told with its exit code and its last words', async () => {
  const order: Order = { do: 'exit', code: 7, complaint: 'Error: out of ink' };
  assert.deepEqual(await askNewProcess<Reply>(program, order, { timeLimit }), {
    end: { why: 'crash', how: 'exit code 7', code: 7, complaint: 'Error: out of ink' },
  });
});

test('an order to a process that has ended is told as a crash at once', async () => {
  const started = startProcess(program);
  await endProcess(started);
  assert.equal(hasEnded(started), true);
  const answer = await askProcess<Reply>(started, { do: 'hang' } satisfies Order, { timeLimit });
  assert.ok('end' in answer && answer.end.why === 'crash');
});

test('a process that takes too long is ended', async () => {
  const started = startProcess(program);
  const answer = await askProcess<Reply>(started, { do: 'hang' } satisfies Order, { timeLimit: 300 });
  assert.deepEqual(answer, { end: { why: 'late' } });
  assert.equal(hasEnded(started), true);
});

test('a signal ends the process and its reason is thrown', async () => {
  const started = startProcess(program);
  const control = new AbortController();
  const order: Order = { do: 'hang' };
  const asked = askProcess<Reply>(started, order, { timeLimit, signal: control.signal });
  setTimeout(() => control.abort(new Error('called off')), 100);
  await assert.rejects(asked, /called off/);
  assert.equal(hasEnded(started), true);
  const again = askNewProcess<Reply>(program, order, { timeLimit, signal: control.signal });
  await assert.rejects(again, /called off/);
});

test('a servant does its orders in turn with one process, and lets it go when it is idle', async (context) => {
  const servant = openServant(program, 200);
  context.after(() => servant.close());
  const done: string[] = [];
  const ask = async (order: Order) => {
    const answer = await servant.ask<Reply>(order, timeLimit, undefined);
    assert.ok('reply' in answer);
    done.push(answer.reply.text);
    return answer.reply.pid;
  };
  const [first, second] = await Promise.all([
    ask({ do: 'answer', value: 'slow', after: 100 }),
    ask({ do: 'answer', value: 'quick' }),
  ]);
  assert.deepEqual(done, ['slow', 'quick']);
  assert.equal(first, second);
  await untilGone(first);
  const third = await ask({ do: 'answer', value: 'woken' });
  assert.notEqual(third, first);
});

test('a servant tries an order with a second process after a crash, and with no third', async (context) => {
  const starts = join(folder, 'starts.txt');
  const crashing = join(folder, 'crashing.mjs');
  writeFileSync(starts, '');
  const source = [
    `import { appendFileSync, readFileSync } from 'node:fs';`,
    `appendFileSync(${JSON.stringify(starts)}, '.');`,
    `process.on('disconnect', () => process.exit());`,
    `process.on('message', ({ crashes }) => {`,
    `  const count = readFileSync(${JSON.stringify(starts)}, 'utf8').length;`,
    `  if (count <= crashes) process.kill(process.pid, 'SIGKILL');`,
    `  else process.send({ count });`,
    `});`,
  ];
  writeFileSync(crashing, source.join('\n'));
  const servant = openServant(crashing, 60_000);
  context.after(() => servant.close());
  const answer = await servant.ask({ crashes: 1 }, timeLimit, undefined);
  assert.deepEqual(answer, { reply: { count: 2 } });
  const end = { why: 'crash', how: 'SIGKILL', code: null, complaint: '' };
  assert.deepEqual(await servant.ask({ crashes: 9 }, timeLimit, undefined), { end });
  assert.equal(readFileSync(starts, 'utf8').length, 3, 'the process that had answered, and one more');
});

test('a signal ends the wait for a servant and leaves its process to the others', async (context) => {
  const servant = openServant(program, 60_000);
  context.after(() => servant.close());
  const control = new AbortController();
  const slow: Order = { do: 'answer', value: 'slow', after: 300 };
  const called = servant.ask<Reply>(slow, timeLimit, control.signal);
  const other = servant.ask<Reply>({ do: 'answer', value: 'other' } satisfies Order, timeLimit, undefined);
  setTimeout(() => control.abort(new Error('called off')), 100);
  await assert.rejects(called, /called off/);
  const answer = await other;
  assert.ok('reply' in answer);
  assert.equal(answer.reply.text, 'other');
});

test('a closed servant ends its process, and no order is tried again', async () => {
  const servant = openServant(program, 60_000);
  const under = servant.ask<Reply>({ do: 'hang' } satisfies Order, timeLimit, undefined);
  await sleep(200);
  await servant.close();
  assert.deepEqual(await under, { end: { why: 'closed' } });
  const late = await servant.ask<Reply>({ do: 'hang' } satisfies Order, timeLimit, undefined);
  assert.deepEqual(late, { end: { why: 'closed' } });
});

test('neither an idle process nor its servant keeps a program alive, and the process goes with it', async () => {
  const parent = join(folder, 'parent.ts');
  const pids = join(folder, 'pids.txt');
  const modules = new URL('../../src/processes/', import.meta.url).href;
  writeFileSync(
    parent,
    [
      `import { writeFileSync } from 'node:fs';`,
      `import { startProcess } from '${modules}process.ts';`,
      `import { openServant } from '${modules}servant.ts';`,
      `const program = ${JSON.stringify(program)};`,
      `const idle = startProcess(program);`,
      `const servant = openServant(program, 60_000);`,
      `const { reply } = await servant.ask({ do: 'answer', value: 'yes', after: 300 }, 20_000);`,
      `writeFileSync(${JSON.stringify(pids)}, JSON.stringify([idle.child.pid, reply.pid]));`,
    ].join('\n'),
  );
  await promisify(execFile)(process.execPath, [parent], { timeout: 15_000 });
  const left: number[] = JSON.parse(readFileSync(pids, 'utf8'));
  assert.equal(left.length, 2);
  for (const pid of left) await untilGone(pid);
});
