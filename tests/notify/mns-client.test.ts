import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { account } from '../batch/harness.ts';
import { openClient, startQueueServer } from './queue-server.ts';

const md5 = (text: string) => createHash('md5').update(text).digest('hex').toUpperCase();

/** What the official client throws for a code. */
const named = (code: string) => ({ name: `MNS${code}Error` });

test('the official queue client', async (t) => {
  const { client, url, queues, database } = await startQueueServer(t);

  await t.test('the official client creates, changes, lists and deletes queues', async () => {
    const made = await client.createQueue('orders-0', { VisibilityTimeout: 45 });
    assert.deepEqual([made.code, made.headers.location], [201, 'https://queues.example/queues/orders-0']);
    assert.equal((await client.createQueue('orders-0', { VisibilityTimeout: 45 })).code, 204);
    await assert.rejects(
      client.createQueue('orders-0', { VisibilityTimeout: 46 }),
      named('QueueAlreadyExist'),
    );

    assert.equal((await client.setQueueAttributes('orders-0', { PollingWaitSeconds: 2 })).code, 204);
    const { body } = await client.getQueueAttributes('orders-0');
    const { CreateTime = '', LastModifyTime = '', ...rest } = body;
    assert.ok(Math.abs(Number(CreateTime) - Date.now() / 1000) < 60);
    assert.ok(Number(LastModifyTime) >= Number(CreateTime));
    assert.deepEqual(rest, {
      QueueName: 'orders-0',
      DelaySeconds: '0',
      MaximumMessageSize: '65536',
      MessageRetentionPeriod: '345600',
      VisibilityTimeout: '45',
      PollingWaitSeconds: '2',
      ActiveMessages: '0',
      InactiveMessages: '0',
      DelayMessages: '0',
      LoggingEnabled: 'False',
    });

    for (const name of ['other-2', 'other-1', 'Other']) await client.createQueue(name);
    const urls = async (...page: Parameters<typeof client.listQueue>) =>
      (await client.listQueue(...page)).body?.map(({ QueueURL = '' }) => QueueURL.split('/').at(-1));
    assert.deepEqual(await urls(), ['Other', 'orders-0', 'other-1', 'other-2']);
    assert.deepEqual(await urls(undefined, 10, 'other-'), ['other-1', 'other-2']);
    assert.deepEqual(await urls('orders-0', 1, ''), ['other-1']);
    assert.equal((await client.listQueue(undefined, 10, 'nothing')).body, undefined);

    assert.equal((await client.deleteQueue('orders-0')).code, 204);
    assert.equal((await client.deleteQueue('orders-0')).code, 204);
    await assert.rejects(client.getQueueAttributes('orders-0'), named('QueueNotExist'));
    await assert.rejects(client.setQueueAttributes('orders-0', {}), named('QueueNotExist'));
  });

  await t.test('a message is sent, looked at, received, and deleted by its handle', async () => {
    await client.createQueue('orders-1');
    await assert.rejects(client.receiveMessage('orders-1'), named('MessageNotExist'));
    await assert.rejects(client.peekMessage('orders-1'), named('MessageNotExist'));
    await assert.rejects(client.receiveMessage('nothing'), named('QueueNotExist'));

    const text = '{"a":"中文 ]]> \u{1F600} + % \\n"}';
    const sent = await client.sendMessage('orders-1', {
      MessageBody: text.replace('>', '&gt;'),
      Priority: 3,
    });
    assert.equal(sent.code, 201);
    assert.equal(sent.body.MessageBodyMD5, md5(text));

    const seen = (await client.peekMessage('orders-1')).body;
    assert.equal(seen.MessageBody, text);
    assert.equal(seen.DequeueCount, '0');
    assert.equal(seen.ReceiptHandle, undefined);

    const before = Date.now();
    const { body } = await client.receiveMessage('orders-1');
    assert.equal(body.MessageBody, text);
    assert.equal(body.MessageBodyMD5, md5(text));
    assert.equal(body.MessageId, sent.body.MessageId);
    assert.equal(body.Priority, '3');
    assert.equal(body.DequeueCount, '1');
    const hidden = Number(body.NextVisibleTime) - before;
    assert.ok(hidden > 28_000 && hidden < 33_000, `${hidden} ms`);
    assert.ok(Number(body.EnqueueTime) <= Number(body.FirstDequeueTime));

    await assert.rejects(client.receiveMessage('orders-1'), named('MessageNotExist'));
    const attributes = (await client.getQueueAttributes('orders-1')).body;
    assert.deepEqual([attributes.ActiveMessages, attributes.InactiveMessages], ['0', '1']);

    const handle = body.ReceiptHandle ?? '';
    await assert.rejects(client.deleteMessage('orders-1', 'nonsense'), named('ReceiptHandleError'));
    const other = `${handle.slice(0, -1)}${handle.endsWith('0') ? '1' : '0'}`;
    await assert.rejects(client.deleteMessage('orders-1', other), named('MessageNotExist'));
    assert.equal((await client.deleteMessage('orders-1', handle)).code, 204);
    await assert.rejects(client.deleteMessage('orders-1', handle), named('MessageNotExist'));
  });

  await t.test(
    'a message that its reader does not delete comes back, and only the newest handle counts',
    async () => {
      await client.createQueue('orders-2', { VisibilityTimeout: 1 });
      await client.sendMessage('orders-2', { MessageBody: 'again' });
      const first = (await client.receiveMessage('orders-2')).body;
      const second = (await client.receiveMessage('orders-2', 5)).body;
      assert.equal(second.MessageId, first.MessageId);
      assert.equal(second.DequeueCount, '2');
      assert.equal(second.FirstDequeueTime, first.FirstDequeueTime);
      await assert.rejects(
        client.deleteMessage('orders-2', first.ReceiptHandle ?? ''),
        named('MessageNotExist'),
      );

      const changed = (await client.changeMessageVisibility('orders-2', second.ReceiptHandle ?? '', 100))
        .body;
      const hidden = Number(changed.NextVisibleTime) - Date.now();
      assert.ok(hidden > 95_000 && hidden < 101_000, `${hidden} ms`);
      await assert.rejects(
        client.deleteMessage('orders-2', second.ReceiptHandle ?? ''),
        named('MessageNotExist'),
      );
      await sleep(1100);
      await assert.rejects(client.receiveMessage('orders-2'), named('MessageNotExist'));
      assert.equal((await client.deleteMessage('orders-2', changed.ReceiptHandle ?? '')).code, 204);
      await assert.rejects(
        client.changeMessageVisibility('orders-2', changed.ReceiptHandle ?? '', 0),
        named('InvalidArgument'),
      );
    },
  );

  await t.test('up to sixteen at once: sent, received in order of priority, deleted in part', async () => {
    await client.createQueue('orders-3');
    const messages = Array.from({ length: 16 }, (_, index) => ({
      MessageBody: `m${index}`,
      Priority: index === 9 ? 1 : 8,
    }));
    const sent = await client.batchSendMessage('orders-3', messages);
    assert.deepEqual(
      sent.body.map((each) => each.MessageBodyMD5),
      messages.map(({ MessageBody }) => md5(MessageBody)),
    );
    const order = ['m9', ...messages.map(({ MessageBody }) => MessageBody).filter((body) => body !== 'm9')];
    const seen = (await client.batchPeekMessage('orders-3', 3)).body;
    assert.deepEqual(
      seen.map((each) => each.MessageBody),
      order.slice(0, 3),
    );
    const received = (await client.batchReceiveMessage('orders-3', 16)).body;
    assert.deepEqual(
      received.map((each) => each.MessageBody),
      order,
    );
    assert.deepEqual(
      new Set(received.map((each) => each.MessageId)),
      new Set(sent.body.map((each) => each.MessageId)),
    );
    const handles = received.map((each) => each.ReceiptHandle ?? '');
    assert.equal((await client.batchDeleteMessage('orders-3', handles.slice(0, 8))).code, 204);
    // A part that cannot be deleted does not keep the others; the client takes the root "Errors" for an answer.
    const partly = await client.batchDeleteMessage('orders-3', [...handles.slice(7, 10), 'nonsense']);
    assert.equal(partly.code, 404);
    assert.deepEqual(
      partly.body?.map((error) => [error.ErrorCode, error.ReceiptHandle]),
      [
        ['MessageNotExist', handles[7]],
        ['ReceiptHandleError', 'nonsense'],
      ],
    );
    const { body } = await client.getQueueAttributes('orders-3');
    assert.deepEqual([body.ActiveMessages, body.InactiveMessages], ['0', '6']);
    await assert.rejects(client.batchReceiveMessage('orders-3', 17), named('InvalidArgument'));
    await assert.rejects(
      client.batchSendMessage('orders-3', [...messages, ...messages]),
      named('InvalidArgument'),
    );
  });

  await t.test('what a queue does not take is refused', async () => {
    await client.createQueue('orders-4', { MaximumMessageSize: 1024 });
    const refused: [Promise<unknown>, string][] = [
      [client.sendMessage('orders-4', { MessageBody: 'x'.repeat(1025) }), 'InvalidArgument'],
      [client.sendMessage('orders-4', { MessageBody: 'x', Priority: 17 }), 'InvalidArgument'],
      [client.sendMessage('orders-4', { MessageBody: 'x', DelaySeconds: -1 }), 'InvalidArgument'],
      [client.sendMessage('orders-4', { Body: 'x' }), 'InvalidArgument'],
      [client.sendMessage('orders-4', { MessageBody: '<b>' }), 'MalformedXML'],
      [client.sendMessage('nothing', { MessageBody: 'x' }), 'QueueNotExist'],
      [client.createQueue('orders_x'), 'InvalidQueueName'],
      [client.createQueue('-orders'), 'InvalidQueueName'],
      [client.createQueue('a'.repeat(121)), 'QueueNameLengthError'],
      [client.createQueue('fine', { VisibilityTimeout: 43_201 }), 'InvalidArgument'],
      [client.createQueue('fine', { PollingWaitSeconds: 31 }), 'InvalidArgument'],
      [client.receiveMessage('orders-4', 31), 'InvalidArgument'],
      [client.deleteMessage('orders-4', ''), 'MissingReceiptHandle'],
      [openClient(url, { id: 'nobody', secret: 'x' }).peekMessage('orders-4'), 'InvalidAccessKeyId'],
      [openClient(url, { id: 'testAk', secret: 'x' }).peekMessage('orders-4'), 'SignatureDoesNotMatch'],
      [openClient(url, undefined, 'token').peekMessage('orders-4'), 'AccessDenied'],
    ];
    for (const [call, code] of refused) await assert.rejects(call, named(code), code);
  });

  await t.test('a message waits out its delay, and is forgotten after its retention', async () => {
    await client.createQueue('orders-5', { DelaySeconds: 1 });
    await client.sendMessage('orders-5', { MessageBody: 'later' });
    await client.sendMessage('orders-5', { MessageBody: 'now', DelaySeconds: 0 });
    const { body } = await client.getQueueAttributes('orders-5');
    assert.deepEqual([body.ActiveMessages, body.DelayMessages], ['1', '1']);
    assert.equal((await client.receiveMessage('orders-5')).body.MessageBody, 'now');
    assert.equal((await client.receiveMessage('orders-5', 5)).body.MessageBody, 'later');

    await client.sendMessage('orders-5', { MessageBody: 'old', DelaySeconds: 0 });
    const age = sql<Date>`now() - interval '1 second'`;
    await database.kysely
      .updateTable('messages')
      .set({ expire_time: age })
      .where('queue_name', '=', 'orders-5')
      .execute();
    await assert.rejects(client.receiveMessage('orders-5'), named('MessageNotExist'));
    await client.sendMessage('orders-5', { MessageBody: 'new', DelaySeconds: 0 });
    const rows = await database.kysely
      .selectFrom('messages')
      .select('body')
      .where('queue_name', '=', 'orders-5')
      .execute();
    assert.deepEqual(rows, [{ body: 'new' }]);
  });

  await t.test('an account sees its own queues only', async () => {
    const other = { account: `${account.slice(0, -1)}2`, name: 'orders-6' };
    await queues.create(other, {});
    await queues.send(other, [{ body: 'not yours' }]);
    await assert.rejects(client.receiveMessage('orders-6'), named('QueueNotExist'));
    assert.equal((await client.listQueue(undefined, 10, 'orders-6')).body, undefined);
    await client.createQueue('orders-6');
    await assert.rejects(client.receiveMessage('orders-6'), named('MessageNotExist'));
    await client.deleteQueue('orders-6');
    assert.deepEqual(await queues.count(other), { active: 1, inactive: 0, delayed: 0 });
  });
});
