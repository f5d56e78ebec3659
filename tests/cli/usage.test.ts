import assert from 'node:assert/strict';
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import { runCli, temporaryFolder } from './run-cli.ts';

test('a call that cannot be understood says why and has exit code 2', async () => {
  const calls = [
    ['nothing'],
    ['list', '--status', 'Done'],
    ['list', '--max', '0'],
    ['get'],
    ['keys', '--nope'],
  ];
  const ran = await Promise.all(calls.map((args) => runCli(args)));
  for (const [index, { code, stderr }] of ran.entries()) {
    assert.equal(code, 2, `${calls[index]}`);
    assert.match(stderr, /^error: /);
    assert.doesNotMatch(stderr, /\n\s+at /);
  }
});

test('help names every command', async () => {
  const { code, stdout } = await runCli(['--help']);
  assert.equal(code, 0);
  for (const command of ['serve', 'demo', 'submit', 'list', 'get', 'watch', 'render', 'keys', 'doctor']) {
    assert.match(stdout, new RegExp(`^ {2}${command} `, 'm'));
  }
});

test('without a server or a key, one sentence says what to do', async (t) => {
  const folder = await temporaryFolder(t);
  const keyless = await runCli(['list'], { REELMILL_DATA_DIR: folder });
  assert.equal(keyless.code, 1);
  assert.match(keyless.stderr, /^reelmill: there is no key in .*\n$/);
  const key = { REELMILL_ACCESS_KEY_ID: 'id', REELMILL_ACCESS_KEY_SECRET: 'secret' };
  // Port 9 (discard) is not in use on any machine that tests run on.
  const alone = await runCli(['get', 'x', '--endpoint', 'http://127.0.0.1:9'], {
    ...key,
    REELMILL_DATA_DIR: folder,
  });
  assert.equal(alone.code, 1);
  assert.match(alone.stderr, /^reelmill: no server answers at .*\.\/reelmill serve\n$/);
  const wrong = await runCli(['list', '--endpoint', 'nowhere'], { ...key, REELMILL_DATA_DIR: folder });
  assert.equal(wrong.code, 1);
  assert.match(wrong.stderr, /--endpoint must be a URL/);
});

test('a bad setting is named', async (t) => {
  const folder = await temporaryFolder(t);
  const { code, stderr } = await runCli(['serve'], { REELMILL_DATA_DIR: folder, REELMILL_PORT: '99999' });
  assert.equal(code, 1);
  assert.match(stderr, /^reelmill: REELMILL_PORT: /);
});

test('a submit file that cannot work is refused before anything is sent', async (t) => {
  const folder = await temporaryFolder(t);
  const file = join(folder, 'job.json');
  const cases: [string, RegExp][] = [
    ['{', /is not valid JSON/],
    ['[]', /must hold a JSON object/],
    ['{"Input": {}}', /has the key Input; it may have InputConfig/],
    ['{"InputConfig": {}}', /must have InputConfig and OutputConfig/],
    ['{"InputConfig": "{", "OutputConfig": {}}', /InputConfig of .* is not valid JSON/],
  ];
  for (const [content, expected] of cases) {
    await writeFile(file, content);
    const { code, stderr } = await runCli(['submit', file], { REELMILL_DATA_DIR: folder });
    assert.equal(code, 1);
    assert.match(stderr, expected);
  }
  const absent = await runCli(['submit', join(folder, 'none.json')], { REELMILL_DATA_DIR: folder });
  assert.match(absent.stderr, /none\.json does not exist\n$/);
});

test('keys makes the root key once, for this user only', async (t) => {
  const folder = join(await temporaryFolder(t), 'data');
  const settings = { REELMILL_DATA_DIR: folder, REELMILL_PORT: '8123' };
  const first = JSON.parse((await runCli(['keys', '--json'], settings)).stdout);
  const second = JSON.parse((await runCli(['keys', '--json'], settings)).stdout);
  assert.deepEqual(second, first);
  assert.match(first.AccountId, /^\d{16}$/);
  assert.equal(first.Endpoint, 'http://127.0.0.1:8123');
  assert.equal((await stat(join(folder, 'credentials.json'))).mode & 0o777, 0o600);
  const text = await runCli(['keys'], settings);
  assert.ok(text.stdout.includes(first.AccessKeySecret));
  const given = { ...settings, REELMILL_ACCESS_KEY_ID: 'mine', REELMILL_ACCESS_KEY_SECRET: 'hidden' };
  const own = JSON.parse((await runCli(['keys', '--json'], given)).stdout);
  assert.equal(own.AccessKeyId, 'mine');
  assert.equal(own.Source, 'environment');
});

test('doctor finds a healthy machine healthy and leaves nothing behind', async (t) => {
  const folder = join(await temporaryFolder(t), 'data');
  const { code, stdout } = await runCli(['doctor', '--json'], {
    REELMILL_DATA_DIR: folder,
    REELMILL_PORT: '0',
  });
  const { healthy, findings } = JSON.parse(stdout);
  const failed = findings.filter(({ state }: { state: string }) => state === 'failed');
  assert.deepEqual(failed, []);
  assert.equal(healthy, true);
  assert.equal(code, 0);
  assert.deepEqual(
    findings.map(({ name }: { name: string }) => name),
    [
      'Node.js',
      'data folder',
      'free space',
      'credentials',
      'port',
      'database',
      'media engine',
      'fonts',
      'speech',
      'vision model',
      'speech model',
    ],
  );
  await assert.rejects(stat(folder), { code: 'ENOENT' });
});

test('doctor says what to do about a taken port, an open secret and a folder that cannot be', async (t) => {
  const folder = await temporaryFolder(t);
  const taker = createServer().listen(0, '127.0.0.1');
  t.after(() => taker.close());
  await new Promise((resolve) => taker.once('listening', resolve));
  const address = taker.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  await runCli(['keys'], { REELMILL_DATA_DIR: folder });
  await chmod(join(folder, 'credentials.json'), 0o644);
  await mkdir(join(folder, 'database'));
  await writeFile(join(folder, 'database', 'PG_VERSION'), 'nonsense');
  const { code, stdout } = await runCli(['doctor'], {
    REELMILL_DATA_DIR: folder,
    REELMILL_PORT: String(port),
  });
  assert.equal(code, 1);
  assert.match(stdout, new RegExp(`^FAIL {2}port +${port} is taken.*\n +-> .*REELMILL_PORT`, 'm'));
  assert.match(stdout, /^FAIL {2}credentials .*\n +-> run: chmod 600 /m);
  assert.match(stdout, /^FAIL {2}database /m);

  await writeFile(join(folder, 'file'), '');
  const blocked = await runCli(['doctor', '--json'], { REELMILL_DATA_DIR: join(folder, 'file', 'data') });
  assert.equal(blocked.code, 1);
  const finding = JSON.parse(blocked.stdout).findings.find(
    ({ name }: { name: string }) => name === 'data folder',
  );
  assert.equal(finding.state, 'failed');
  assert.match(finding.advice, /REELMILL_DATA_DIR/);
});
