import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { promisify } from 'node:util';

const runFile = promisify(execFile);

/** Runs one of the checks of `npm run check`; its output is the message when it fails. */
async function check(program: string, ...args: string[]): Promise<void> {
  try {
    await runFile(process.execPath, [program, ...args], { maxBuffer: 1 << 26 });
  } catch (error) {
    const { stdout, stderr } = error as { stdout?: string; stderr?: string };
    assert.fail(`${stdout ?? ''}\n${stderr ?? ''}\n${String(error)}`);
  }
}

for (const project of ['.', 'src/console', 'tests/console']) {
  test(`types hold in ${project}`, () => check('node_modules/typescript/bin/tsc', '-p', project));
}

test('lint and format hold', () => check('node_modules/@biomejs/biome/bin/biome', 'check'));

test('imports point downward', () =>
  check(
    'node_modules/dependency-cruiser/bin/dependency-cruiser.mjs',
    '--config',
    '.dependency-cruiser.mjs',
    ...['src', 'tests', 'bench', 'scripts', 'examples'],
  ));

test('no code is unused', () => check('node_modules/knip/bin/knip.js', '--no-config-hints'));

test('everything exported is documented', () => check('scripts/check-docs.ts'));

test('every runtime dependency has its line in docs/dependencies.md', () => {
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const documented = [...readFileSync('docs/dependencies.md', 'utf8').matchAll(/^\| `([^`]+)` \|/gm)].map(
    ([, name]) => name,
  );
  assert.deepEqual(documented.toSorted(), Object.keys(dependencies).toSorted());
});
