import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { createWaitingLines } from '../../src/mns/waiting-line.ts';
import { account } from '../batch/harness.ts';
import { openClient, startQueueServer } from './queue-server.ts';

const timed = async <Result>(work: Promise<Result>) => {
  const started = performance.now();
  const result = await work;
  return { result, milliseconds: performance.now() - started };
};

test('a reader waits for a message, and holds nothing of the database meanwhile', async (t) => {
  const { client, url, queues, database, gateway } = await startQueueServer(t);
  await client.createQueue('orders');

  await t.test('it gets a message as soon as it is written', async () => {
    const waiting = timed(client.receiveMessage('orders', 20));
    await sleep(300);
    await client.sendMessage('orders', { MessageBody: 'hello' });
    const { result, milliseconds } = await waiting;
    assert.equal(result.body.MessageBody, 'hello');
    assert.ok(milliseconds < 5000, `${milliseconds} ms`);
    await client.deleteMessage('orders', result.body.ReceiptHandle ?? '');
  });

  await t.test('it goes home when the time is over', async () => {
    const { milliseconds } = await timed(
      assert.rejects(client.receiveMessage('orders', 1), { name: 'MNSMessageNotExistError' }),
    );
    assert.ok(milliseconds >= 950 && milliseconds < 5000, `${milliseconds} ms`);
  });

  await t.test('the queue says how long to wait when the reader does not', async () => {
    await client.createQueue('patient', { PollingWaitSeconds: 1 });
    const { milliseconds } = await timed(
      assert.rejects(client.receiveMessage('patient'), { name: 'MNSMessageNotExistError' }),
    );
    assert.ok(milliseconds >= 950, `${milliseconds} ms`);
  });

  await t.test('fifty readers get fifty messages, one each, while the server answers others', async () => {
    const readers = Array.from({ length: 50 }, () => openClient(url).receiveMessage('orders', 20));
    await sleep(500);
    const { milliseconds } = await timed(client.getQueueAttributes('orders'));
    assert.ok(milliseconds < 2000, `${milliseconds} ms`);
    for (let batch = 0; batch < 5; batch += 1) {
      await client.batchSendMessage(
        'orders',
        Array.from({ length: 10 }, (_, index) => ({ MessageBody: `${batch * 10 + index}` })),
      );
    }
    const received = await Promise.all(readers);
    const bodies = received.map(({ body }) => Number(body.MessageBody)).sort((a, b) => a - b);
    assert.deepEqual(
      bodies,
      Array.from({ length: 50 }, (_, index) => index),
    );
    assert.ok(received.every(({ body }) => body.DequeueCount === '1'));
  });

  await t.test('a message that somebody else wrote, or gave back, is found within two seconds', async () => {
    await database.kysely.deleteFrom('messages').execute();
    await queues.create({ account, name: 'elsewhere' }, {});
    const waiting = timed(client.receiveMessage('elsewhere', 20));
    await sleep(200);
    // As another server would: nobody is woken.
    await database.kysely
      .transaction()
      .execute((transaction) =>
        queues.post(transaction, { account, name: 'elsewhere' }, { id: 'A1', body: 'from there' }),
      );
    const { result, milliseconds } = await waiting;
    assert.equal(result.body.MessageBody, 'from there');
    assert.ok(milliseconds < 4000, `${milliseconds} ms`);
  });

  await t.test('a reader that has gone takes no message', async () => {
    await client.createQueue('lonely');
    const gone = new AbortController();
    const waiting = queues.receive(
      { account, name: 'lonely' },
      { limit: 1, seconds: 20, signal: gone.signal },
    );
    await sleep(100);
    gone.abort();
    assert.deepEqual(await waiting, []);
    await client.sendMessage('lonely', { MessageBody: 'still here' });
    assert.equal((await client.receiveMessage('lonely')).body.DequeueCount, '1');
  });

  await t.test('a server that closes sends its readers home', async () => {
    const waiting = assert.rejects(client.receiveMessage('orders', 30), { name: 'MNSMessageNotExistError' });
    await sleep(200);
    const { milliseconds } = await timed(gateway.close());
    await waiting;
    assert.ok(milliseconds < 10_000, `${milliseconds} ms`);
  });
});

/** A line whose queue is a list of numbers; tells how often it was looked at. */
function paperLine(t: TestContext) {
  const lines = createWaitingLines<number>();
  t.after(() => lines.close());
  const stock: number[] = [];
  const looks = { count: 0 };
  const wait = (milliseconds: number, signal = new AbortController().signal) =>
    lines.wait('q', {
      milliseconds,
      signal,
      take: async () => {
        looks.count += 1;
        return stock.splice(0, 1);
      },
    });
  return { lines, stock, looks, wait };
}

test('a line serves its readers in the order in which they came, and looks once when it is empty', async (t) => {
  const { lines, stock, looks, wait } = paperLine(t);
  const order: number[] = [];
  const readers = [0, 1, 2].map(async (reader) => {
    const got = await wait(10_000);
    order.push(reader, ...got);
  });
  await sleep(50);
  const before = looks.count;
  lines.wake('q');
  await sleep(50);
  assert.equal(looks.count, before + 1);
  stock.push(10, 11, 12);
  lines.wake('q');
  await Promise.all(readers);
  assert.deepEqual(order, [0, 10, 1, 11, 2, 12]);
});

test('a look that fails is told to its reader only', async (t) => {
  const { lines, stock, wait } = paperLine(t);
  const failing = lines.wait('q', {
    milliseconds: 10_000,
    signal: new AbortController().signal,
    take: async () => {
      throw new Error('no database');
    },
  });
  const outcome = assert.rejects(failing, /no database/);
  const other = wait(10_000);
  stock.push(1);
  lines.wake('q');
  await outcome;
  assert.deepEqual(await other, [1]);
});

test('a closed line keeps nobody', async (t) => {
  const { lines, wait } = paperLine(t);
  const waiting = wait(10_000);
  lines.close();
  assert.deepEqual(await waiting, []);
  assert.deepEqual(await wait(10_000), []);
});
