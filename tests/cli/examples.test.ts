import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { pictures } from '../../examples/material/pictures.ts';
import { scenes } from '../../examples/material/scenes.ts';
import { materialsOf, parseBatchConfigs } from '../../src/mix/config/batch-config.ts';
import { project } from './run-cli.ts';

const prefix = 'https://demo.oss-cn-shanghai.aliyuncs.com/material/';
const made = new Set([
  ...scenes.map(({ name }) => `${prefix}${name}.mp4`),
  ...pictures.map(({ file }) => `${prefix}${file}`),
  `${prefix}music.wav`,
]);

async function readExample(file: string) {
  const job: Record<string, unknown> = JSON.parse(await readFile(join(project, 'examples', file), 'utf8'));
  return parseBatchConfigs({
    InputConfig: JSON.stringify(job.InputConfig),
    EditingConfig: JSON.stringify(job.EditingConfig),
    OutputConfig: JSON.stringify(job.OutputConfig),
  });
}

test('smart-mix.json is accepted without a warning and uses only what the demo makes', async () => {
  const { config, warnings } = await readExample('smart-mix.json');
  assert.deepEqual(warnings, []);
  assert.equal(config.jobType, 'Smart_Mix');
  assert.deepEqual(
    materialsOf(config).filter((url) => !made.has(url)),
    [],
  );
});

for (const [file, mode] of [
  ['grouped-speech.json', 'grouped'],
  ['global-speech.json', 'global'],
] as const) {
  test(`${file} is accepted without a warning and uses only what the demo makes`, async () => {
    const { config, warnings } = await readExample(file);
    assert.deepEqual(warnings, []);
    assert.equal(config.input.mode, mode);
    assert.equal(config.output.count, 3);
    assert.deepEqual([config.output.width, config.output.height], [1080, 1920]);
    const used = JSON.stringify(config).match(new RegExp(`${prefix}[^"]+`, 'g')) ?? [];
    assert.ok(used.length > 10);
    assert.deepEqual(
      used.filter((url) => !made.has(url)),
      [],
    );
  });
}
