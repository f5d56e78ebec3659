import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { apiError } from '../../src/errors/api-error.ts';
import { OutboundRefusal, postJson } from '../../src/storage/outbound.ts';
import { account, type Bench, type BenchChanges, openBench, smallSubmit } from './harness.ts';

type Received = { method: string | undefined; type: string | undefined; body: string };

/** A receiver of callbacks on the loopback address; `answer` is asked for each call, by its number. */
async function openReceiver(test: TestContext, answer: (call: number, response: ServerResponse) => void) {
  const received: Received[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ method: request.method, type: request.headers['content-type'], body });
    answer(received.length, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { received, address: `http://127.0.0.1:${port}/callback?a=1` };
}

const reply = (status: number) => (_call: number, response: ServerResponse) => {
  response.writeHead(status).end();
};

const openCaller = (
  test: TestContext,
  allowHosts: string[],
  rounds: number[] = [],
  changes: BenchChanges = {},
) =>
  openBench(test, {
    ...changes,
    post: (address, body) => postJson(address, body, { allowHosts, timeout: 300 }),
    isRefusal: (error) => error instanceof OutboundRefusal,
    pace: { between: 20, rounds },
  });

/** Runs a job to its end and waits until its callback is delivered or given up. */
async function runWithCallback(bench: Bench, address: string) {
  const UserData = JSON.stringify({ NotifyAddress: address, Key: 'Wert' });
  await bench.work();
  const { JobId } = await bench.service.submit(account, smallSubmit({ UserData }));
  await bench.ended(JobId);
  for (;;) {
    const notification = await bench.database.kysely
      .selectFrom('notifications')
      .selectAll()
      .where('job_id', '=', JobId)
      .executeTakeFirstOrThrow();
    if (notification.status !== 'Pending') {
      // The warning of a callback that was given up follows in a transaction of its own.
      await sleep(100);
      return { notification, job: await bench.service.get(account, JobId) };
    }
    await sleep(20);
  }
}

test('a callback tells the end of a batch as documented, once', async (context) => {
  const receiver = await openReceiver(context, reply(200));
  const bench = await openCaller(context, ['127.0.0.1']);
  const { job } = await runWithCallback(bench, receiver.address);
  await sleep(200);
  assert.equal(receiver.received.length, 1);
  const [call] = receiver.received;
  assert.equal(call?.method, 'POST');
  assert.match(call?.type ?? '', /^application\/json/);
  const event = JSON.parse(call?.body ?? '');
  assert.equal(event.EventType, 'BatchProduceMediaComplete');
  assert.equal(event.UserId, Number(account));
  assert.match(event.EventTime, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const { SubJobList, ...message } = event.MessageBody;
  assert.deepEqual(message, { Status: 'Finished', UserData: job.UserData, JobId: job.JobId });
  assert.deepEqual(
    SubJobList,
    job.SubJobList.map(({ Progress, ...sub }) => sub),
  );
  assert.equal(job.Extend, '{}');
});

test('the end of a batch that failed says why', async (context) => {
  const receiver = await openReceiver(context, reply(200));
  const bench = await openCaller(context, ['127.0.0.1'], [], {
    material: async (_account, reference) => {
      throw apiError('InvalidMaterial.NotFound', { By: 'url', Names: JSON.stringify([reference]) });
    },
  });
  const { job } = await runWithCallback(bench, receiver.address);
  const { ErrorCode, ErrorMessage } = JSON.parse(job.Extend);
  const message = JSON.parse(receiver.received[0]?.body ?? '').MessageBody;
  assert.deepEqual(
    [message.Status, message.ErrorCode, message.ErrorMessage],
    ['Failed', 'InvalidMaterial.NotFound', ErrorMessage],
  );
  assert.equal(ErrorCode, 'InvalidMaterial.NotFound');
  assert.deepEqual(
    message.SubJobList.map((sub: { Status: string; MediaURL: string }) => [sub.Status, sub.MediaURL]),
    [
      ['Failed', ''],
      ['Failed', ''],
    ],
  );
});

test('a receiver that hangs, then breaks, then answers gets the same body three times', async (context) => {
  const receiver = await openReceiver(context, (call, response) => {
    if (call === 2) response.writeHead(500).end();
    if (call === 3) response.writeHead(204).end();
  });
  const bench = await openCaller(context, ['127.0.0.1']);
  const { notification, job } = await runWithCallback(bench, receiver.address);
  assert.deepEqual([notification.status, notification.attempts], ['Delivered', 3]);
  assert.equal(receiver.received.length, 3);
  assert.equal(new Set(receiver.received.map((call) => call.body)).size, 1);
  assert.equal(job.Extend, '{}');
});

test('a redirect is not followed; after the last round the job says that nobody was told', async (context) => {
  const target = await openReceiver(context, reply(200));
  const receiver = await openReceiver(context, (_call, response) => {
    response.writeHead(302, { location: target.address }).end();
  });
  const bench = await openCaller(context, ['127.0.0.1'], [1]);
  const { notification, job } = await runWithCallback(bench, receiver.address);
  assert.deepEqual([notification.status, notification.attempts], ['Dropped', 6]);
  assert.equal(receiver.received.length, 6);
  assert.equal(target.received.length, 0);
  const { Warnings } = JSON.parse(job.Extend);
  assert.equal(Warnings.length, 1);
  assert.equal(Warnings[0].Code, 'CallbackNotDelivered');
  assert.match(Warnings[0].Message, /302/);
});

test('a private address that is not allowed is never called', async (context) => {
  const receiver = await openReceiver(context, reply(200));
  const bench = await openCaller(context, [], [60]);
  const { notification, job } = await runWithCallback(bench, receiver.address);
  assert.equal(notification.status, 'Dropped');
  assert.equal(receiver.received.length, 0);
  assert.equal(job.Status, 'Finished');
  assert.match(JSON.parse(job.Extend).Warnings[0].Message, /127\.0\.0\.1/);
});
