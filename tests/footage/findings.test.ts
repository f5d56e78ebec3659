import assert from 'node:assert/strict';
import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import { type DatabaseHandle, openDatabase } from '../../src/db/database.ts';
import { openFindings } from '../../src/media/findings.ts';

let folder: string;
let database: DatabaseHandle;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelmill-findings-'));
  database = await openDatabase({ dataDir: join(folder, 'data'), databaseUrl: '' });
});
after(async () => {
  await database.close();
  await rm(folder, { recursive: true, force: true });
});

let files = 0;
/** A file with content that no other has. */
async function newFile(bytes = 100): Promise<string> {
  files += 1;
  const path = join(folder, `${files}.bin`);
  await writeFile(path, Buffer.alloc(bytes, `content ${files} `));
  return path;
}

/** A finder that counts its calls. */
function counter(answer = 'found') {
  const state = { calls: 0, make: async () => Buffer.from(`${answer} ${++state.calls}`) };
  return state;
}

test('a finding is made once, also by another server and for a copy of the file', async () => {
  const path = await newFile();
  const finder = counter();
  const findings = openFindings(database.kysely);
  assert.equal(String(await findings.of(path, 'shots/1', finder.make)), 'found 1');
  assert.equal(String(await findings.of(path, 'shots/1', finder.make)), 'found 1');
  const copy = join(folder, 'copy.mp4');
  await copyFile(path, copy);
  assert.equal(String(await openFindings(database.kysely).of(copy, 'shots/1', finder.make)), 'found 1');
  assert.equal(String(await findings.of(path, 'shots/2', finder.make)), 'found 2');
  assert.equal(String(await findings.of(await newFile(), 'shots/1', finder.make)), 'found 3');
});

test('bytes come back as they were', async () => {
  const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => (index * 7) & 255));
  const path = await newFile();
  await openFindings(database.kysely).of(path, 'bytes', async () => bytes);
  const again = await openFindings(database.kysely).of(path, 'bytes', () => assert.fail('asked again'));
  assert.deepEqual(again, bytes);
});

test('calls at the same time share one work; a failure is not kept', async () => {
  const path = await newFile();
  const findings = openFindings(database.kysely);
  const finder = counter();
  const all = await Promise.all(Array.from({ length: 5 }, () => findings.of(path, 'a', finder.make)));
  assert.deepEqual(all.map(String), Array(5).fill('found 1'));
  const fail = () => Promise.reject(new Error('no luck'));
  await assert.rejects(findings.of(path, 'b', fail), /no luck/);
  assert.equal(String(await findings.of(path, 'b', finder.make)), 'found 2');
});

test('who gives up does not end the work of others; when all gave up it ends', async () => {
  const path = await newFile();
  const findings = openFindings(database.kysely);
  const release = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<AbortSignal>();
  const make = async (signal: AbortSignal) => {
    begun.resolve(signal);
    await Promise.race([
      release.promise,
      new Promise((_, reject) => signal.addEventListener('abort', reject)),
    ]);
    return Buffer.from('done');
  };
  const [first, second] = [new AbortController(), new AbortController()];
  const waits = [first, second].map(({ signal }) => findings.of(path, 'slow', make, signal));
  const work = await begun.promise;
  // The second looks at the file before it waits.
  await pause(100);
  first.abort(new Error('first left'));
  await assert.rejects(waits[0] as Promise<Buffer>, /first left/);
  assert.equal(work.aborted, false);
  second.abort(new Error('second left'));
  await assert.rejects(waits[1] as Promise<Buffer>, /second left/);
  await turn();
  assert.equal(work.aborted, true);
  const finder = counter();
  assert.equal(String(await findings.of(path, 'slow', finder.make)), 'found 1');
});

test('a difference in head, middle or tail of a large file is another content', async () => {
  const findings = openFindings(database.kysely);
  const finder = counter();
  const size = 3_000_000;
  for (const offset of [null, 0, Math.floor(size / 7) + 5, size - 1]) {
    const bytes = Buffer.alloc(size, 1);
    if (offset !== null) bytes[offset] = 2;
    const path = join(folder, 'large.bin');
    await writeFile(path, bytes);
    await findings.of(path, 'large', finder.make);
  }
  assert.equal(finder.calls, 4);
});

test('what nobody asked for in a long time goes, what is in use stays', async () => {
  let time = new Date('2026-01-01T00:00:00Z');
  const days = (count: number) => {
    time = new Date(time.getTime() + count * 86_400_000);
  };
  const findings = openFindings(database.kysely, () => time);
  const [used, unused] = [await newFile(), await newFile()];
  const finder = counter();
  await findings.of(used, 'age', finder.make);
  await findings.of(unused, 'age', finder.make);
  days(60);
  await findings.of(used, 'age', finder.make);
  days(60);
  // The sweep runs when something new is kept.
  await findings.of(await newFile(), 'age', finder.make);
  assert.equal(finder.calls, 3);
  await findings.of(used, 'age', finder.make);
  assert.equal(finder.calls, 3);
  await findings.of(unused, 'age', finder.make);
  assert.equal(finder.calls, 4);
});
