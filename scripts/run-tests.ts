/**
 * Runs the whole test suite and closes with the plain line `N passed, N failed`. Arguments narrow it to test files whose
 * path holds one of them: `./reelmill test gateway mix`.
 */
import { globSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
process.chdir(root);

const wanted = process.argv.slice(2);
const files = globSync('tests/**/*.test.ts', { cwd: root })
  .sort()
  .filter((file) => wanted.length === 0 || wanted.some((part) => relative('tests', file).includes(part)))
  .map((file) => join(root, file));
if (files.length === 0) {
  process.stderr.write(`no test file matches ${wanted.join(' ')}\n`);
  process.exit(2);
}

/** Longest that one test file may take before it counts as hanging, in milliseconds. */
const fileTimeout = 10 * 60 * 1000;

let passed = 0;
let failed = 0;
const events = run({ files, concurrency: Math.max(2, availableParallelism()), timeout: fileTimeout });
events.on('test:pass', ({ details, skip, todo }) => {
  if (details.type !== 'suite' && skip === undefined && todo === undefined) passed += 1;
});
events.on('test:fail', ({ details, todo }) => {
  if (details.type !== 'suite' && todo === undefined) failed += 1;
});
events
  .compose(new spec())
  .on('end', () => {
    process.stdout.write(`\n${passed} passed, ${failed} failed\n`);
    process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  })
  .pipe(process.stdout, { end: false });
