import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { test } from 'node:test';
import { promisify } from 'node:util';

const runFile = promisify(execFile);

test('the launcher works through a link, from another folder, in a path with spaces, without a home', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'reelmill launcher '));
  try {
    const elsewhere = join(folder, 'some where');
    mkdirSync(elsewhere);
    symlinkSync(resolve('reelmill'), join(elsewhere, 'reel mill'));
    const { HOME: _, ...environment } = process.env;
    const { stdout } = await runFile(join(elsewhere, 'reel mill'), ['--version'], {
      cwd: elsewhere,
      env: environment,
    });
    assert.match(stdout, /^\d+\.\d+\.\d+\n$/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
