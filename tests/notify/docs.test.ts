import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { mnsRoutes } from '../../src/mns/mns-actions.ts';
import { mnsErrors } from '../../src/mns/mns-error.ts';
import { readQuery } from '../../src/mns/requests.ts';

const page = readFileSync(new URL('../../docs/callbacks.md', import.meta.url), 'utf8');

test('docs/callbacks.md lists every code of the queues, with its status and sentence, and no other', () => {
  const rows = [...page.matchAll(/^\| `(\w+)` \| (\d{3}) \| (.*) \|$/gm)];
  const listed = rows.map(([, code, status, sentence]) => [code, Number(status), sentence]);
  const known = Object.entries(mnsErrors).map(([code, [status, sentence]]) => [code, status, sentence]);
  // Sentences that are filled in whole are told in other words.
  const comparable = (all: unknown[][]) =>
    all.map(([code, status, sentence]) =>
      code === 'AccessDenied' || code === 'InvalidArgument' ? [code, status] : [code, status, sentence],
    );
  assert.deepEqual(comparable(listed), comparable(known));
});

test('docs/callbacks.md names every action of the queues', () => {
  const variants = ['', '?metaoverride=true', '?numOfMessages=1', '?peekonly=true', '?ReceiptHandle=a'];
  const queries = [...variants, '?peekonly=true&numOfMessages=1'].map(readQuery);
  const bodies = ['<Message/>', '<Messages/>'].map((text) => Buffer.from(text));
  const actions = Object.values(mnsRoutes).flatMap((route) =>
    queries.flatMap((query) => bodies.map((body) => route.action(query, body))),
  );
  const distinct = new Set(actions);
  assert.equal(distinct.size, 14);
  for (const action of distinct) assert.ok(page.includes(`\`${action}\``), action);
});
