import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createSealer } from '../../src/access/secrets.ts';
import type { NewsReader } from '../../src/batch/news.ts';
import { createEventLine, type Outgoing } from '../../src/web/coalesce.ts';
import { collectFigures } from '../../src/web/figures.ts';
import { createSessions } from '../../src/web/session.ts';

const minute = 60_000;

function sessionsAt(start: number) {
  const clock = { time: start };
  const key = {
    id: 'key',
    secret: 'secret',
    active: true,
    principal: { kind: 'root' as const, account: '1000000000000001' },
  };
  const access = {
    findKey: async (id: string) => (id === key.id ? key : null),
    openSession: () => {
      throw new Error('there are no temporary keys in this test');
    },
  };
  const sealer = createSealer(Buffer.alloc(32, 1), 'test');
  return { clock, key, sessions: createSessions(sealer, access, () => new Date(clock.time)) };
}

test('a session ends after half an hour without a request, and lives on with them', async () => {
  const { clock, sessions } = sessionsAt(0);
  let cookie = sessions.open({ id: 'key' }, '');
  clock.time = 30 * minute - 1;
  assert.ok((await sessions.read(cookie)) !== null);
  clock.time = 30 * minute;
  assert.equal(await sessions.read(cookie), null);

  clock.time = 0;
  for (let count = 1; count <= 4; count += 1) {
    clock.time = count * 29 * minute;
    const session = await sessions.read(cookie);
    assert.ok(session !== null, `after ${count} requests`);
    assert.ok(session.renewed !== null);
    cookie = session.renewed;
  }
});

test('a session ends after twelve hours, whatever is done with it', async () => {
  const { clock, sessions } = sessionsAt(0);
  let cookie: string | null = sessions.open({ id: 'key' }, '');
  let last = 0;
  while (cookie !== null) {
    const session = await sessions.read(cookie);
    if (session === null) break;
    assert.ok(session.expires.getTime() <= 12 * 60 * minute);
    last = clock.time;
    cookie = session.renewed ?? cookie;
    clock.time += 20 * minute;
  }
  assert.equal(last, (12 * 60 - 20) * minute);
});

test('a session ends with its key', async () => {
  const { key, sessions } = sessionsAt(0);
  const cookie = sessions.open({ id: 'key' }, '');
  key.active = false;
  assert.equal(await sessions.read(cookie), null);
});

test('a session of another master key is none', async () => {
  const { sessions } = sessionsAt(0);
  const other = createSealer(Buffer.alloc(32, 2), 'test');
  const forged = other.seal(
    JSON.stringify({ key: 'key', token: '', csrf: 'x', begun: 0, seen: 0 }),
    'console session',
  );
  assert.equal(await sessions.read(forged), null);
});

test('events about one thing give way to the newest, and go out four times a second at most', async () => {
  const sends: { time: number; events: Outgoing[] }[] = [];
  const line = createEventLine((events) => {
    sends.push({ time: performance.now(), events });
    return true;
  });
  for (let progress = 0; progress <= 100; progress += 1) {
    line.push('job a', { event: 'job', data: { progress } });
    await sleep(5);
  }
  await sleep(300);
  line.close();
  assert.ok(sends.length >= 2 && sends.length <= 5, `${sends.length} sends`);
  assert.ok(sends.every(({ events }) => events.length === 1));
  assert.deepEqual(sends.at(-1)?.events[0]?.data, { progress: 100 });
});

test('a client that is too slow gets the newest state later, and nothing is piled up', async () => {
  let isSlow = true;
  const got: Outgoing[] = [];
  const line = createEventLine((events) => {
    if (isSlow) return false;
    got.push(...events);
    return true;
  });
  for (let progress = 0; progress < 1000; progress += 1)
    line.push('job a', { event: 'job', data: { progress } });
  isSlow = false;
  await sleep(350);
  line.close();
  assert.deepEqual(got, [{ event: 'job', data: { progress: 999 } }]);
});

test('figures have a minute for every minute of the last hour', () => {
  const clock = { time: Date.parse('2026-06-01T10:00:30Z') };
  let active = 2;
  const readers: NewsReader[] = [];
  const news = {
    subscribe: (reader: NewsReader) => {
      readers.push(reader);
      return () => {};
    },
  };
  const figures = collectFigures(
    news,
    () => active,
    () => new Date(clock.time),
  );
  const done = {
    kind: 'job' as const,
    account: '1',
    batchJobId: null,
    jobId: 'a',
    status: 'Success',
    progress: 100,
  };
  for (let count = 0; count < 3; count += 1) readers[0]?.onNews(done);
  clock.time += 3 * minute;
  active = 0;
  const series = figures.series();
  assert.deepEqual(
    series.times,
    ['00', '01', '02', '03'].map((each) => `2026-06-01T10:${each}:00.000Z`),
  );
  assert.deepEqual(series.finishedPerMinute, [3, 0, 0, 0]);
  assert.deepEqual(series.active, [2, 0, 0, 0]);
  clock.time += 500 * minute;
  assert.equal(figures.series().times.length, 60);
  figures.close();
});
