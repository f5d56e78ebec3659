import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newShot } from '../../src/console/create/form.ts';
import { isFault, readPayload } from '../../src/console/create/payload.ts';
import { isShotEmpty } from '../../src/console/create/shots.ts';

const shotOf = (shot: object) => {
  const form = readPayload({ InputConfig: { SceneInfo: { ShotInfo: { ShotScripts: [shot] } } } });
  assert.ok(!isFault(form));
  const [read] = form.InputConfig.SceneInfo.ShotInfo.ShotScripts;
  assert.ok(read);
  return read;
};

test('a shot is empty until it has a description, a text or a length', () => {
  assert.equal(isShotEmpty(newShot('Tea')), true);
  assert.equal(isShotEmpty(shotOf({ ShotName: 'Tea', ScriptText: '  ', SpeechTextArray: [''] })), true);
  const full = [
    { ScriptText: 'A cup' },
    { SpeechTextArray: ['', 'Tea is ready.'] },
    { Duration: 2 },
    { SceneDescription: 'A kitchen' },
    { DetailDescription: 'Steam over a cup' },
  ];
  for (const shot of full) assert.equal(isShotEmpty(shotOf(shot)), false, JSON.stringify(shot));
});
