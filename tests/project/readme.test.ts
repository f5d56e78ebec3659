import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';
import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';

const runFile = promisify(execFile);
const readme = readFileSync('README.md', 'utf8');

test('the SDK sample of the README submits a job', async () => {
  const sample = /```ts\n(.*?)```/s.exec(readme)?.[1] ?? '';
  const data = mkdtempSync(join(tmpdir(), 'reelmill-readme-'));
  // Inside the project, where the sample finds the SDK.
  mkdirSync('.tmp', { recursive: true });
  const folder = mkdtempSync('.tmp/readme-');
  const config = readConfig({
    REELMILL_DATA_DIR: data,
    REELMILL_PORT: '0',
    REELMILL_ACCESS_KEY_ID: 'your-key',
    REELMILL_ACCESS_KEY_SECRET: 'your-secret',
  });
  const server = await startServer(config, pino({ level: 'silent' }));
  try {
    const file = join(folder, 'sample.ts');
    writeFileSync(file, sample.replace('127.0.0.1:8080', new URL(server.url).host));
    const { stdout } = await runFile(process.execPath, [file]);
    assert.match(stdout, /^[0-9a-f]{32}\n$/);
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
    rmSync(data, { recursive: true });
  }
});

test('every file that the README links to is there', () => {
  for (const [, target = ''] of readme.matchAll(/\]\(([^)#]+)\)/g)) assert.ok(existsSync(target), target);
});
