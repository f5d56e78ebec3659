import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { apiDocs, apiDocsPath } from '../../scripts/api-docs.ts';
import { ApiError, apiError } from '../../src/errors/api-error.ts';
import { type CatalogueEntry, errorCatalogue } from '../../src/errors/catalogue.ts';
import { errorAnchor, failureStatus } from '../../src/gateway/answer.ts';
import { operations } from '../../src/operations/registry.ts';

const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
const page = readFileSync(apiDocsPath, 'utf8');

test('docs/api.md is what the code says (else: node scripts/api-docs.ts)', () => {
  assert.equal(page, apiDocs());
});

test('every operation has a file of its name, an entry in the registry and a section on the page', () => {
  const files = globSync('src/operations/{,*/}[A-Z]*.ts', { cwd: root }).map((file) =>
    file.replace(/^.*\/|\.ts$/g, ''),
  );
  assert.deepEqual([...operations.values()].map(({ action }) => action).sort(), files.sort());
  const sections = [...page.matchAll(/^### (\w+)$/gm)].map(([, name]) => name);
  assert.deepEqual(sections.sort(), files);
});

test('every code of the catalogue is on the page, once, where Recommend points', () => {
  const anchors = [...page.matchAll(/<a id="([^"]+)">/g)].map(([, anchor]) => anchor);
  assert.deepEqual(anchors.sort(), Object.keys(errorCatalogue).map(errorAnchor).sort());
  for (const [code, { status, message }] of Object.entries<CatalogueEntry>(errorCatalogue)) {
    const row = page.split('\n').find((line) => line.includes(`<a id="${errorAnchor(code)}">`));
    assert.ok(row?.includes(`| ${status < 400 ? 'in a job' : status} |`), code);
    assert.ok(row?.includes(message.replaceAll('|', '\\|')), code);
  }
  assert.equal(errorAnchor('MissingJobId'), 'MissingName');
  assert.equal(errorAnchor('MissingParameter'), 'MissingParameter');
  assert.equal(errorAnchor('InvalidParameter.UserName.Length'), 'InvalidParameter.Name.Length');
  assert.equal(errorAnchor('InvalidParameter.MaxItems'), 'InvalidParameter.Name');
  assert.equal(errorAnchor('Unheard'), 'errors');
});

test('the catalogue holds no code that nothing gives', () => {
  const sources = globSync('src/**/*.ts', { cwd: root })
    .filter((file) => !/errors\/[\w-]*catalogue\.ts$/.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n');
  const unused = Object.keys(errorCatalogue).filter((code) => !sources.includes(`'${code}'`));
  assert.deepEqual(unused, []);
});

test('errors fill their templates and keep what they do not know', () => {
  const error = apiError('Missing{Name}', { Name: 'JobId' });
  assert.deepEqual(
    [error.code, error.status, error.message],
    ['MissingJobId', 400, 'JobId is mandatory for this action.'],
  );
  const cause = new Error('why');
  assert.equal(apiError('InvalidParameter', { Reason: 'a {Brace}.' }, cause).cause, cause);
  assert.equal(apiError('InvalidParameter', { Reason: 'a {Brace}.' }).message, 'a {Brace}.');
  assert.equal(failureStatus(apiError('ProduceFailed', { Reason: 'r' })), 400);
  assert.equal(failureStatus(new ApiError('X', 503, 'm')), 503);
});
