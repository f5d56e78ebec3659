import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planBatch, speechRequests } from '../../src/mix/plan-batch.ts';
import { drawEvenly, randomFor } from '../../src/mix/random.ts';
import { drawTexts } from '../../src/mix/script/texts.ts';
import { speechKey } from '../../src/timeline/speech.ts';
import { audio, factsFor, image, read, video } from './facts.ts';

const group = (...texts: string[]) => ({ MediaArray: ['a'], SpeechTextArray: texts });

describe('randomFor', () => {
  it('gives each purpose a stream of its own', () => {
    const draw = (...purpose: string[]) =>
      Array.from({ length: 5 }, () => randomFor('s', ...purpose).int(1000))[0];
    assert.equal(draw('a', 'b'), draw('a', 'b'));
    assert.notEqual(draw('a', 'b'), draw('ab'));
    assert.notEqual(draw('a', 'b'), draw('b', 'a'));
  });

  it('shuffles without losing anything, and every item gets everywhere', () => {
    const random = randomFor('s');
    const places = [0, 0, 0, 0];
    for (let round = 0; round < 400; round++) {
      const shuffled = random.shuffle([0, 1, 2, 3]);
      assert.deepEqual(shuffled.toSorted(), [0, 1, 2, 3]);
      const place = shuffled.indexOf(0);
      places[place] = (places[place] ?? 0) + 1;
    }
    for (const count of places) assert.ok(count > 60 && count < 140, places.join());
  });
});

describe('drawEvenly', () => {
  it('uses no item again while another was used less, and never twice in a row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 40 }),
        fc.string(),
        (size, count, seed) => {
          const items = Array.from({ length: size }, (_, index) => index);
          const drawn = drawEvenly(items, count, randomFor(seed));
          assert.equal(drawn.length, count);
          const uses = items.map((item) => drawn.filter((other) => other === item).length);
          assert.ok(Math.max(...uses) - Math.min(...uses) <= 1);
          if (size > 1)
            for (const [index, item] of drawn.entries()) assert.notEqual(item, drawn[index - 1] ?? -1);
        },
      ),
    );
  });

  it('draws nothing from nothing', () => {
    assert.deepEqual(drawEvenly([], 2, randomFor('s')), [undefined, undefined]);
  });
});

describe('texts', () => {
  it('of the whole video are each used before one is used again', () => {
    const { config } = read(
      { MediaGroupArray: [{ MediaArray: ['a'] }], SpeechTextArray: ['x', 'y', 'z'] },
      { Count: 5 },
    );
    const texts = drawTexts(config, 's').map(({ speeches }) => speeches[0]?.text);
    assert.deepEqual(new Set(texts.slice(0, 3)), new Set(['x', 'y', 'z']));
  });

  it('of groups go together by their number where all groups have as many', () => {
    const { config } = read(
      { MediaGroupArray: [group('a0', 'a1'), { MediaArray: ['b'], Duration: 2 }, group('c0', 'c1')] },
      { Count: 4 },
    );
    const texts = drawTexts(config, 's').map(({ speeches }) =>
      speeches.map((speech) => speech?.text ?? null),
    );
    assert.deepEqual(texts, [
      ['a0', null, 'c0'],
      ['a1', null, 'c1'],
      ['a0', null, 'c0'],
      ['a1', null, 'c1'],
    ]);
  });

  it('of groups are drawn for each group by itself where their numbers differ', () => {
    const { config } = read({ MediaGroupArray: [group('a0', 'a1'), group('c0', 'c1', 'c2')] }, { Count: 6 });
    const texts = drawTexts(config, 's');
    for (const [index, size] of [2, 3].entries()) {
      const drawn = texts.map(({ speeches }) => speeches[index]?.text);
      assert.equal(new Set(drawn).size, size);
      const counts = [...Map.groupBy(drawn, (text) => text).values()].map((list) => list.length);
      assert.deepEqual(
        counts,
        Array.from({ length: size }, () => 6 / size),
      );
    }
  });

  it('are spoken with a voice of the list, and asked for once', () => {
    const { config } = read(
      { MediaGroupArray: [{ MediaArray: ['a'] }], SpeechText: 'hello', Title: 'T' },
      { Count: 6 },
      {
        SpeechConfig: { Voice: 'zhiru, zhilun', SpeechRate: '100', PitchRate: -20, SpeechLanguage: 'en-US' },
      },
    );
    const requests = speechRequests(config, 's');
    assert.deepEqual(requests.map(({ voice }) => voice).toSorted(), ['zhilun', 'zhiru']);
    assert.deepEqual(
      { ...requests[0], voice: '' },
      { text: 'hello', voice: '', language: 'en', rate: 100, pitch: -20, masked: [] },
    );
    assert.equal(new Set(requests.map(speechKey)).size, 2);
  });

  it('are none without texts', () => {
    const { config } = read({ MediaGroupArray: [{ MediaArray: ['a'] }] });
    assert.deepEqual(speechRequests(config, 's'), []);
  });
});

describe('stickers', () => {
  const input = {
    MediaGroupArray: [{ MediaArray: ['a'] }],
    StickerArray: ['s0', 's1', 's2', 's3', 's4'],
    BackgroundMusicArray: ['m0', 'm1'],
  };

  it('follow each other in the order of the list from a random start', () => {
    const starts = new Set<number>();
    for (const seed of ['1', '2', '3', '4', '5', '6']) {
      const { config } = read(input, { Count: 8 });
      const materials = {
        a: video(30),
        m0: audio(),
        m1: audio(),
        ...Object.fromEntries(input.StickerArray.map((name) => [name, image(100, 100)])),
      };
      const plan = planBatch(factsFor(config, materials, { seed }));
      const drawn = plan.outputs.map((output) => input.StickerArray.indexOf(String(output.drawn.Sticker)));
      starts.add(drawn[0] ?? -1);
      for (const [index, sticker] of drawn.entries()) assert.equal(sticker, ((drawn[0] ?? 0) + index) % 5);
      const music = plan.outputs.map((output) => output.drawn.BackgroundMusic);
      assert.equal(music.filter((name) => name === 'm0').length, 4);
    }
    assert.ok(starts.size > 1);
  });

  it('and music that cannot be used are left out with a warning', () => {
    const { config } = read(input, { Count: 8 });
    const plan = planBatch(factsFor(config, { a: video(30), s1: image(), m1: video(3) }));
    for (const { drawn } of plan.outputs) assert.deepEqual(drawn, { Sticker: 's1', BackgroundMusic: 'm1' });
    const skipped = plan.warnings
      .filter(({ Code }) => Code === 'MaterialSkipped')
      .map(({ Message }) => Message);
    assert.equal(skipped.length, 5);
    assert.match(skipped.join('\n'), /s0.*\n.*s2.*\n.*s3.*\n.*s4.*\n.*m0/);
  });
});
