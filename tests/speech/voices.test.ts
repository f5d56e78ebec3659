import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { voicesPage } from '../../scripts/voice-docs.ts';
import { embeddedVoice, voiceOf, voices } from '../../src/speech/voices.ts';

test('docs/voices.md is what scripts/voice-docs.ts writes', async () => {
  assert.equal(await readFile(new URL('../../docs/voices.md', import.meta.url), 'utf8'), voicesPage);
});

test('ids are found in any case, each once, and unknown ones are not', () => {
  assert.equal(new Set(voices.map(({ id }) => id)).size, voices.length);
  assert.equal(voiceOf('ZhiRu')?.gender, 'female');
  assert.equal(voiceOf('sicheng')?.gender, 'male');
  assert.equal(voiceOf('nobody'), null);
  assert.equal(voiceOf('')?.gender, 'female');
});

test('a voice keeps its gender in every language, and British ones their accent', () => {
  const harry = voiceOf('harry');
  assert.ok(harry !== null);
  assert.match(embeddedVoice(harry, 'en').name, /^en-gb[^+]*\+m/i);
  assert.match(embeddedVoice(harry, 'zh').name, /^cmn\+m/i);
});
