import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Subscription } from '../../src/notify/subscription.ts';
import { RenderError } from '../../src/render/request.ts';
import { OutboundRefusal, postJson } from '../../src/storage/outbound.ts';
import { account, type Bench, type BenchChanges, openBench, smallSubmit } from '../batch/harness.ts';
import { openReceiver, type Received } from './receiver.ts';

/** A bench whose callbacks really go out, to the loopback address only. */
async function openCaller(t: TestContext, changes: BenchChanges = {}): Promise<Bench> {
  const bench = await openBench(t, {
    post: (address, body, headers) =>
      postJson(address, body, { allowHosts: ['127.0.0.1'], timeout: 300 }, headers),
    isRefusal: (error) => error instanceof OutboundRefusal,
    pace: { between: 20, rounds: [] },
    ...changes,
  });
  await bench.work();
  return bench;
}

const subscription = (address: string, changes: Partial<Subscription> = {}): Subscription => ({
  type: address.startsWith('http') ? 'HTTP' : 'MNS',
  address,
  eventTypes: [],
  isSigned: false,
  authKey: '',
  ...changes,
});

/** Runs a batch of two videos to its end. */
async function run(bench: Bench, UserData = '', output: Record<string, unknown> = {}) {
  const { JobId } = await bench.service.submit(account, smallSubmit({ UserData }, output));
  return bench.ended(JobId);
}

/** Waits until nothing is left to deliver. */
async function delivered(bench: Bench) {
  for (;;) {
    const pending = await bench.database.kysely
      .selectFrom('notifications')
      .select('id')
      .where('status', '=', 'Pending')
      .execute();
    if (pending.length === 0) break;
    await sleep(20);
  }
}

const everything = {
  startTime: undefined,
  endTime: undefined,
  order: 'asc',
  maxResults: 100,
  nextToken: undefined,
  jobId: undefined,
} as const;

const events = (calls: readonly Received[]) => calls.map((call) => JSON.parse(call.body));
const typesOf = (calls: readonly Received[]) => events(calls).map((event) => event.EventType);

test('a subscription is told of every video and of the whole', async (t) => {
  const receiver = await openReceiver(t);
  const bench = await openCaller(t);
  await bench.callbacks.set(account, subscription(receiver.address('all')));
  const job = await run(bench, '{"Own":1}');
  const calls = events(await receiver.got(3));
  const whole = calls.find((event) => event.EventType === 'BatchProduceMediaComplete');
  assert.equal(whole.MessageBody.JobId, job.JobId);
  const videos = calls.filter((event) => event.EventType === 'ProduceMediaComplete');
  for (const { JobId, ProjectId, MediaId, MediaURL } of job.SubJobList) {
    const event = videos.find(({ MessageBody }) => MessageBody.JobId === JobId);
    assert.equal(event.UserId, Number(account));
    assert.match(event.EventTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual(event.MessageBody, {
      Status: 'Success',
      MediaURL,
      MediaId,
      ProjectId,
      ErrorCode: '',
      ErrorMessage: '',
      JobId,
      UserData: '{"Own":1}',
    });
    assert.notEqual(MediaId, '');
  }
});

test('only the events of the list are told, and those of videos that failed say why', async (t) => {
  const receiver = await openReceiver(t);
  const bench = await openCaller(t, {
    render: async () => {
      throw new RenderError('ProduceFailed', 'The video could not be rendered: no luck', null);
    },
  });
  await bench.callbacks.set(
    account,
    subscription(receiver.address('x'), { eventTypes: ['TranscodeComplete', 'ProduceMediaComplete'] }),
  );
  const job = await run(bench);
  const calls = await receiver.got(2);
  await delivered(bench);
  await sleep(100);
  assert.deepEqual(typesOf(calls), ['ProduceMediaComplete', 'ProduceMediaComplete']);
  const [{ MessageBody }] = events(calls);
  const sub = job.SubJobList.find(({ JobId }) => JobId === MessageBody.JobId);
  assert.deepEqual([MessageBody.Status, MessageBody.MediaURL, MessageBody.MediaId], ['Fail', '', '']);
  assert.equal(MessageBody.ErrorCode, sub?.ErrorCode);
  assert.equal(MessageBody.ErrorMessage, sub?.ErrorMessage);
  assert.notEqual(sub?.ErrorCode, '');
});

test('the address of a job replaces the subscription; other accounts hear nothing', async (t) => {
  const global = await openReceiver(t);
  const own = await openReceiver(t);
  const bench = await openCaller(t);
  await bench.callbacks.set(account, subscription(global.address('global')));
  await bench.callbacks.set('1000000000000002', subscription(global.address('stranger')));
  await run(bench, JSON.stringify({ NotifyAddress: own.address('own') }));
  await own.got(1);
  await delivered(bench);
  await sleep(100);
  assert.deepEqual(typesOf(own.received), ['BatchProduceMediaComplete']);
  assert.equal(global.received.length, 0);
  // A preview makes no media, so only the batch ends.
  await run(bench, '', { GeneratePreviewOnly: true });
  await global.got(1);
  await delivered(bench);
  assert.deepEqual(typesOf(global.received), ['BatchProduceMediaComplete']);
  assert.equal(global.received[0]?.url, '/global');
  await bench.callbacks.set(account, null);
  await run(bench, '', { GeneratePreviewOnly: true });
  await sleep(100);
  assert.equal(global.received.length, 1);
});

test('calls are signed with the key of the account, that of a job too, anew at every try', async (t) => {
  const receiver = await openReceiver(t, (call) => (call === 1 ? 500 : 200));
  const bench = await openCaller(t, { pace: { between: 1200, rounds: [] } });
  const key = 'Callback123';
  await bench.callbacks.set(
    account,
    subscription('http://127.0.0.1:9/unused', { isSigned: true, authKey: key }),
  );
  const url = receiver.address('own?a=1|2');
  await run(bench, JSON.stringify({ NotifyAddress: url }), { GeneratePreviewOnly: true });
  const [first, second] = await receiver.got(2);
  for (const call of [first, second]) {
    const timestamp = call?.headers['x-ice-timestamp'];
    assert.ok(Math.abs(Number(timestamp) - Date.now() / 1000) < 20);
    const expected = createHash('md5').update(`${url}|${timestamp}|${key}`).digest('hex');
    assert.equal(call?.headers['x-ice-signature'], expected);
  }
  assert.notEqual(first?.headers['x-ice-timestamp'], second?.headers['x-ice-timestamp']);
  assert.equal(first?.body, second?.body);
  const { sealed_auth_key: stored } = await bench.database.kysely
    .selectFrom('event_callbacks')
    .selectAll()
    .executeTakeFirstOrThrow();
  assert.ok(!stored.includes(key));
  assert.equal((await bench.callbacks.get(account))?.authKey, key);

  await bench.callbacks.set(
    account,
    subscription('http://127.0.0.1:9/unused', { isSigned: false, authKey: key }),
  );
  await run(bench, JSON.stringify({ NotifyAddress: url }), { GeneratePreviewOnly: true });
  const plain = (await receiver.got(3))[2];
  assert.equal(plain?.headers['x-ice-signature'], undefined);
  assert.equal(plain?.headers['x-ice-timestamp'], undefined);
});

test('every attempt is recorded with its outcome, and can be listed by job and page', async (t) => {
  const receiver = await openReceiver(t, (call) => [500, 0, 200][call - 1] ?? 404);
  const bench = await openCaller(t);
  const first = await run(bench, JSON.stringify({ NotifyAddress: receiver.address('a') }), {
    GeneratePreviewOnly: true,
  });
  await delivered(bench);
  const attempts = (await bench.callbacks.listAttempts(account, everything)).CallbackAttemptList;
  assert.deepEqual(
    attempts.map((each) => [each.Attempt, each.Outcome, each.HttpStatus, each.DeliveryStatus]),
    [
      [1, 'Failed', 500, 'Delivered'],
      [2, 'Failed', undefined, 'Delivered'],
      [3, 'Delivered', 200, 'Delivered'],
    ],
  );
  assert.ok(attempts.every((each) => each.JobId === first.JobId && each.Address.endsWith('/a')));
  assert.ok(attempts.every((each) => each.EventType === 'BatchProduceMediaComplete'));
  assert.match(attempts[0]?.Error ?? '', /500/);
  assert.match(attempts[1]?.Error ?? '', /took too long/);
  assert.equal(attempts[2]?.Error, '');
  const [, hung] = attempts;
  assert.ok((hung?.Duration ?? 0) >= 250 && (hung?.Duration ?? 0) < 3000, `${hung?.Duration} ms`);

  // A subscription: attempts of the sub jobs belong to their batch.
  await bench.callbacks.set(account, subscription(receiver.address('b')));
  const second = await run(bench);
  await delivered(bench);
  const of = async (jobId: string, changes = {}) =>
    bench.callbacks.listAttempts(account, { ...everything, jobId, ...changes });
  const whole = await of(second.JobId);
  assert.equal(whole.CallbackAttemptList.length, 9);
  assert.ok(whole.CallbackAttemptList.every((each) => each.DeliveryStatus === 'Dropped'));
  const [sub] = second.SubJobList;
  assert.equal((await of(sub?.JobId ?? '')).CallbackAttemptList.length, 3);
  assert.equal((await of(first.JobId)).CallbackAttemptList.length, 3);
  const page = await of(second.JobId, { maxResults: 4 });
  const rest = await of(second.JobId, { nextToken: page.NextToken });
  assert.deepEqual([...page.CallbackAttemptList, ...rest.CallbackAttemptList], whole.CallbackAttemptList);
  assert.equal(rest.NextToken, undefined);
  const stranger = await bench.callbacks.listAttempts('1000000000000002', everything);
  assert.deepEqual(stranger.CallbackAttemptList, []);
  // What was dropped is said in the job.
  await sleep(100);
  const { Warnings } = JSON.parse((await bench.service.get(account, second.JobId)).Extend);
  assert.deepEqual(
    Warnings.map((warning: { Code: string }) => warning.Code),
    ['CallbackNotDelivered', 'CallbackNotDelivered'],
  );
});

test('an address that may not be called is refused once and recorded', async (t) => {
  const bench = await openCaller(t);
  await run(bench, '{"NotifyAddress":"http://169.254.169.254/x"}', { GeneratePreviewOnly: true });
  await delivered(bench);
  const { CallbackAttemptList } = await bench.callbacks.listAttempts(account, everything);
  assert.deepEqual(
    CallbackAttemptList.map((each) => [each.Outcome, each.DeliveryStatus]),
    [['Refused', 'Dropped']],
  );
  assert.match(CallbackAttemptList[0]?.Error ?? '', /169\.254\.169\.254/);
});

for (const queueEncoding of ['plain', 'base64'] as const) {
  test(`an event goes to a queue once, ${queueEncoding}, however often its delivery runs`, async (t) => {
    const bench = await openCaller(t, { queueEncoding });
    const key = { account, name: 'ice-callback-demo' };
    const { queues } = bench.tools;
    const UserData = JSON.stringify({ NotifyAddress: key.name });
    const { JobId } = await bench.service.submit(
      account,
      smallSubmit({ UserData }, { GeneratePreviewOnly: true }),
    );
    // The queue is there as soon as the submit is answered, so a reader may wait at it.
    const waiting = queues.receive(key, { limit: 16, seconds: 20, signal: new AbortController().signal });
    const [message, ...others] = await waiting;
    assert.deepEqual(others, []);
    const text =
      queueEncoding === 'base64' ? Buffer.from(message?.body ?? '', 'base64').toString() : message?.body;
    const event = JSON.parse(text ?? '');
    assert.deepEqual([event.EventType, event.MessageBody.JobId], ['BatchProduceMediaComplete', JobId]);
    const { CallbackAttemptList } = await bench.callbacks.listAttempts(account, everything);
    assert.deepEqual(
      CallbackAttemptList.map((each) => [each.Attempt, each.Outcome, each.HttpStatus, each.Address]),
      [[1, 'Delivered', undefined, key.name]],
    );
    // A reader may set the queue up after the fact.
    assert.equal(await queues.create(key, { VisibilityTimeout: 60 }), true);
    assert.equal(await queues.create(key, { VisibilityTimeout: 60 }), false);

    // As after a crash between writing and marking: the delivery runs again.
    const { db, queue } = bench.tools;
    await db.updateTable('notifications').set({ status: 'Pending' }).execute();
    await db.transaction().execute(async (transaction) => {
      const { id } = await transaction.selectFrom('notifications').select('id').executeTakeFirstOrThrow();
      await queue.enqueue(transaction, [{ stage: 'notify', id }]);
    });
    await delivered(bench);
    assert.deepEqual(await queues.count(key), { active: 0, inactive: 1, delayed: 0 });
  });
}

test('a subscription to a queue makes the queue, and videos are told there', async (t) => {
  const bench = await openCaller(t);
  const key = { account, name: 'ice-callback-all' };
  await bench.callbacks.set(account, subscription(key.name));
  const { queues } = bench.tools;
  assert.deepEqual(await queues.count(key), { active: 0, inactive: 0, delayed: 0 });
  await run(bench);
  await delivered(bench);
  const messages = await queues.receive(key, { limit: 16, seconds: 0, signal: new AbortController().signal });
  const types = messages.map(({ body }) => JSON.parse(body).EventType).sort();
  assert.deepEqual(types, ['BatchProduceMediaComplete', 'ProduceMediaComplete', 'ProduceMediaComplete']);
});
