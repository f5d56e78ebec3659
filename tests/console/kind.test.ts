import assert from 'node:assert/strict';
import { test } from 'node:test';
import { firstForm } from '../../src/console/create/form.ts';
import { changeKind, hasFootage, isFilm, kindOf } from '../../src/console/create/kind.ts';
import { isFault, readPayload, writePayload } from '../../src/console/create/payload.ts';

function formOf(InputConfig: object, EditingConfig: object = {}) {
  const form = readPayload({ InputConfig, EditingConfig });
  assert.ok(!isFault(form));
  return form;
}

test('the type of a job follows from where its footage comes from; groups win', () => {
  assert.equal(kindOf(formOf({ MediaGroupArray: [{ MediaArray: ['a'] }] })), 'Script');
  assert.equal(kindOf(formOf({ MediaArray: ['a'] })), 'Smart_Mix');
  assert.equal(
    kindOf(formOf({ MediaSearchInput: { LibSearchCondition: { SearchText: 'tea' } } })),
    'Smart_Mix',
  );
  assert.equal(kindOf(formOf({ MediaArray: ['a'], MediaGroupArray: [{ MediaArray: ['b'] }] })), 'Script');
  assert.equal(kindOf(formOf({ SceneInfo: { Scene: 'General' } })), 'Smart_Mix');
  assert.equal(kindOf(firstForm({ mediaUrl: '', groupName: 'Group 1', language: '' })), 'Script');
});

test('a change of the type takes out what only the type before has, and brings it back', () => {
  const groups = { MediaGroupArray: [{ GroupName: 'g', MediaArray: ['a'] }], TitleArray: ['Tea'] };
  const script = formOf(groups);
  const smart = changeKind(script, { from: 'Script', to: 'Smart_Mix', parked: {}, groupName: 'Group 1' });
  assert.deepEqual(writePayload(smart.form), {
    InputConfig: { SceneInfo: { Scene: 'General' }, TitleArray: ['Tea'] },
  });
  assert.equal(kindOf(smart.form), 'Smart_Mix');
  const filled = formOf(
    {
      MediaArray: ['b'],
      SceneInfo: { Scene: 'Film', ShotInfo: { ShotScripts: [{ ScriptText: 'A cup', Duration: 2 }] } },
      TitleArray: ['Tea'],
    },
    { ProcessConfig: { EnableTemporalOpt: true, AllowTransition: true } },
  );
  const back = changeKind(filled, {
    from: 'Smart_Mix',
    to: 'Script',
    parked: smart.parked,
    groupName: 'Group 1',
  });
  assert.deepEqual(writePayload(back.form), {
    InputConfig: groups,
    EditingConfig: { ProcessConfig: { AllowTransition: true } },
  });
  const again = changeKind(back.form, {
    from: 'Script',
    to: 'Smart_Mix',
    parked: back.parked,
    groupName: 'Group 1',
  });
  assert.deepEqual(writePayload(again.form), writePayload(filled));
});

test('a Script job that was never there begins with one group of the name given', () => {
  const { form } = changeKind(formOf({ MediaArray: ['a'] }), {
    from: 'Smart_Mix',
    to: 'Script',
    parked: {},
    groupName: '分组 1',
  });
  assert.deepEqual(writePayload(form), { InputConfig: { MediaGroupArray: [{ GroupName: '分组 1' }] } });
});

test('a plan needs footage: in a group, in the pile, or searched for', () => {
  assert.equal(hasFootage(formOf({ MediaGroupArray: [{ GroupName: 'g' }] })), false);
  assert.equal(hasFootage(formOf({ MediaGroupArray: [{}, { MediaArray: ['a'] }] })), true);
  assert.equal(hasFootage(formOf({ SceneInfo: { Scene: 'General' } })), false);
  assert.equal(hasFootage(formOf({ MediaArray: ['a'] })), true);
  const search = (SearchText: string) =>
    formOf({ MediaSearchInput: { LibSearchCondition: { SearchLibs: ['lib'], SearchText } } });
  assert.deepEqual([hasFootage(search('tea')), hasFootage(search('  '))], [true, false]);
});

test('a scene is that of films under every name that speaks of them', () => {
  const sceneOf = (Scene: string) => isFilm(formOf({ SceneInfo: { Scene } }));
  assert.deepEqual(['General', 'Interior', '', 'Film', 'MovieHighlights'].map(sceneOf), [
    false,
    false,
    false,
    true,
    true,
  ]);
});
