import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { ApiError } from '../../src/errors/api-error.ts';
import type { HighlightsPlan } from '../../src/mix/highlights/lay-out.ts';
import { planHighlights } from '../../src/mix/highlights/plan-highlights.ts';
import { audio, image, video } from '../mix/facts.ts';
import { factsFor, type MadeUp, shot, shots, sound } from './made-up.ts';

const pieceList = (plan: HighlightsPlan, output = 0) =>
  (plan.pieces[output] ?? []).map(({ part, media, in: begin, out }) => [part, media, begin, out]);
const seconds = (plan: HighlightsPlan, part: string, output = 0) =>
  (plan.pieces[output] ?? [])
    .filter((piece) => piece.part === part)
    .reduce((sum, piece) => sum + piece.out - piece.in, 0);
const codes = ({ warnings }: HighlightsPlan) => warnings.map(({ Code }) => Code);
const clips = (plan: HighlightsPlan, output = 0) =>
  plan.outputs[output]?.timeline.VideoTracks.find((track) => track.MainTrack === true)?.VideoTrackClips ?? [];

/** Ten shots of 3 s; the fourth moves, the eighth is loud. */
const lively: MadeUp = {
  footage: shots(10, 3, { 3: { motion: 0.9 }, 7: { motion: 0.1 } }),
  sound: sound(30, { loud: [[21, 24]] }),
};

describe('the highlight part', () => {
  test('shows what moves and what is loud, in the order of the plot', () => {
    const plan = planHighlights(factsFor({ a: lively }, { strategy: { TargetDuration: 6 } }));
    assert.deepEqual(pieceList(plan), [
      ['highlight', 'a', 9, 12],
      ['highlight', 'a', 21, 24],
    ]);
    assert.equal(plan.outputs[0]?.frames, 150);
  });

  test('goes through the videos in the order in which they are given', () => {
    const still: MadeUp = { footage: shots(5, 3), sound: sound(15) };
    const plan = planHighlights(
      factsFor(
        {
          b: { footage: shots(5, 3, { 2: { motion: 0.6 } }), sound: sound(15) },
          still,
          a: { footage: shots(5, 3, { 0: { motion: 0.9 } }), sound: sound(15) },
        },
        { strategy: { TargetDuration: 6 } },
      ),
    );
    assert.deepEqual(pieceList(plan), [
      ['highlight', 'b', 6, 9],
      ['highlight', 'a', 0, 3],
    ]);
  });

  test('prefers what is spoken to what is silent', () => {
    const spoken: MadeUp = { footage: shots(6, 4), sound: sound(24, { spoken: [[12.4, 15.6]] }) };
    const plan = planHighlights(
      factsFor({ a: spoken }, { strategy: { TargetDuration: 5, PlotPacingType: 'normal' } }),
    );
    assert.ok(pieceList(plan).some(([, , begin, out]) => Number(begin) <= 12.4 && Number(out) >= 15.6));
  });

  test('is as long as was asked for, and shows no black, frozen or title-card shot', () => {
    const dull = { 0: { marks: ['black' as const] }, 4: { marks: ['titleCard' as const], motion: 1 } };
    const film: MadeUp = { footage: shots(20, 2.5, dull), sound: sound(50) };
    const plan = planHighlights(factsFor({ a: film }, { strategy: { TargetDuration: 12 } }));
    assert.ok(Math.abs(seconds(plan, 'highlight') - 12) <= 1, String(seconds(plan, 'highlight')));
    for (const [, , begin, out] of pieceList(plan)) {
      assert.ok(Number(begin) >= 2.5 && (Number(out) <= 10 || Number(begin) >= 12.5));
    }
    assert.ok(codes(plan).includes('ShotsLeftOut'));
  });

  test('is a fifth of the material, at least 15 seconds, when nothing is asked for', () => {
    const long: MadeUp = { footage: shots(60, 4, { 7: { motion: 0.8 } }), sound: sound(240) };
    assert.ok(Math.abs(seconds(planHighlights(factsFor({ a: long })), 'highlight') - 48) <= 1);
    assert.ok(Math.abs(seconds(planHighlights(factsFor({ a: lively })), 'highlight') - 15) <= 1);
  });

  test('keeps the original sound unless MediaConfig says otherwise', () => {
    const strategy = { TargetDuration: 6 };
    const loud = planHighlights(factsFor({ a: lively }, { strategy }));
    assert.ok(clips(loud).every(({ Effects = [] }) => Effects.every(({ Type }) => Type !== 'Volume')));
    const mute = planHighlights(
      factsFor({ a: lively }, { strategy, editing: { MediaConfig: { Volume: 0 } } }),
    );
    assert.ok(clips(mute).every(({ Effects = [] }) => Effects.some(({ Type }) => Type === 'Volume')));
  });

  test('takes only what lies in the time ranges of MediaConfig', () => {
    const editing = {
      MediaConfig: { MediaMetaDataArray: [{ Media: 'a', TimeRangeList: [{ In: 0, Out: 8 }] }] },
    };
    const plan = planHighlights(factsFor({ a: lively }, { strategy: { TargetDuration: 6 }, editing }));
    assert.ok(pieceList(plan).every(([, , , out]) => Number(out) <= 8));
  });
});

describe('around the highlight part', () => {
  test('come a fixed opening, the strongest moment and a fixed ending', () => {
    const facts = factsFor(
      { a: lively },
      {
        strategy: { TargetDuration: 6, IntroConfig: { Mode: 'Auto' } },
        input: { OpeningArray: ['logo'], EndingArray: [{ MediaURL: 'bye' }] },
        others: { logo: image(), bye: video(2) },
        editing: { ProcessConfig: { ImageDuration: 2 } },
      },
    );
    const plan = planHighlights(facts);
    const list = pieceList(plan);
    assert.deepEqual(list[0], ['opening', 'logo', 0, 2]);
    assert.deepEqual(list[1], ['intro', 'a', 9, 12]);
    assert.deepEqual(list.at(-1), ['ending', 'bye', 0, 2]);
    // What opens is not shown again.
    assert.ok(list.slice(2).every(([, media, begin]) => media !== 'a' || begin !== 9));
    assert.equal(plan.outputs[0]?.frames, Math.round((2 + 3 + seconds(plan, 'highlight') + 2) * 25));
  });

  test('openings and endings alternate between the outputs; broken ones are left out', () => {
    const facts = factsFor(
      { a: lively },
      {
        input: { OpeningArray: ['x', 'y', 'gone', 'tune'] },
        others: { x: video(1), y: image(), tune: audio() },
        output: { Count: 4 },
      },
    );
    const plan = planHighlights(facts);
    const openings = plan.pieces.map(([first]) => first?.media).sort();
    assert.deepEqual(openings, ['x', 'x', 'y', 'y']);
    assert.equal(plan.warnings.filter(({ Code }) => Code === 'MaterialSkipped').length, 2);
  });

  test('transitions show only what belongs to the pieces', () => {
    const editing = {
      ProcessConfig: { AllowTransition: true, TransitionList: ['fade'], TransitionDuration: 0.4 },
    };
    const plan = planHighlights(factsFor({ a: lively }, { strategy: { TargetDuration: 9 }, editing }));
    const list = pieceList(plan);
    assert.ok(list.length > 1);
    for (const [index, clip] of clips(plan).entries()) {
      assert.ok(Number(clip.In) >= Number(list[index]?.[2]) - 1e-3);
      assert.ok(Number(clip.Out) <= Number(list[index]?.[3]) + 1e-3);
      const isLast = index === list.length - 1;
      assert.equal(clip.Effects?.some(({ Type }) => Type === 'Transition') ?? false, !isLast);
    }
    const length = (plan.outputs[0]?.frames ?? 0) / 25;
    assert.ok(Math.abs(length - 9) <= 1, String(length));
  });
});

describe('several outputs', () => {
  const film: MadeUp = {
    footage: shots(
      40,
      3,
      Object.fromEntries(Array.from({ length: 20 }, (_, index) => [index * 2, { motion: 0.5 }])),
    ),
    sound: sound(120),
  };

  test('all differ while the videos allow it, and the first one is the strongest', () => {
    const plan = planHighlights(
      factsFor({ a: film }, { strategy: { TargetDuration: 15 }, output: { Count: 12 } }),
    );
    const shown = plan.pieces.map((list) => JSON.stringify(list.map(({ in: begin, out }) => [begin, out])));
    assert.equal(new Set(shown).size, 12);
    assert.ok(!codes(plan).includes('NotDistinct'));
    assert.ok(plan.largestOverlap < 1);
  });

  test('say so when the videos do not allow it', () => {
    const short: MadeUp = { footage: shots(2, 3), sound: sound(6) };
    const plan = planHighlights(
      factsFor({ a: short }, { strategy: { TargetDuration: 6 }, output: { Count: 3 } }),
    );
    assert.ok(codes(plan).includes('NotDistinct'));
  });

  test('are the same again for the same seed', () => {
    const plan = (seed: string) =>
      JSON.stringify(planHighlights(factsFor({ a: film }, { output: { Count: 3 }, seed })).outputs);
    assert.equal(plan('one'), plan('one'));
    assert.notEqual(plan('one'), plan('two'));
  });
});

describe('laws of every plan', () => {
  const piece = fc.record({
    seconds: fc.double({ min: 0.2, max: 12, noNaN: true }),
    motion: fc.double({ min: 0, max: 1, noNaN: true }),
    dull: fc.boolean(),
  });
  const madeUp = fc.tuple(
    fc.array(piece, { minLength: 1, maxLength: 12 }),
    fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
  );

  test('frames add up, clips stay inside of their source, no moment is shown twice, and the order is that of the plot', () => {
    fc.assert(
      fc.property(
        fc.array(madeUp, { minLength: 1, maxLength: 3 }),
        fc.integer({ min: 1, max: 4 }),
        fc.boolean(),
        fc.boolean(),
        (films, Count, intro, transitions) => {
          const videos = Object.fromEntries(
            films.map(([pieces, stream], index) => {
              let at = 0;
              const list = pieces.map(({ seconds: length, motion, dull }) => {
                at += length;
                return shot(at - length, at, motion, dull ? ['black'] : []);
              });
              const speech = Float32Array.from({ length: Math.round(at * 10) }, () =>
                Number(stream.next().value),
              );
              const course = { loudness: speech.map((value) => -60 + 50 * value), speech };
              return [`v${index}`, { footage: { shots: list }, sound: course }];
            }),
          );
          const facts = factsFor(videos, {
            strategy: { IntroConfig: { Mode: intro ? 'Auto' : 'Disabled' } },
            output: { Count },
            editing: { ProcessConfig: { AllowTransition: transitions } },
          });
          fc.pre([...facts.materials.values()].some(({ duration }) => duration >= 0.6));
          const plan = planHighlights(facts);
          assert.equal(plan.outputs.length, Count);
          for (const [index, output] of plan.outputs.entries()) {
            const list = plan.pieces[index] ?? [];
            const track = clips(plan, index);
            assert.equal(Math.round((track.at(-1)?.TimelineOut ?? 0) * 25), output.frames);
            for (const [place, clip] of track.entries()) {
              assert.ok((clip.In ?? 0) >= (list[place]?.in ?? 0) - 1e-3);
              assert.ok((clip.Out ?? 0) <= (list[place]?.out ?? 0) + 1e-3);
            }
            const plot = list.filter(({ part }) => part === 'highlight');
            for (const [place, each] of plot.entries()) {
              const next = plot[place + 1];
              if (next === undefined) continue;
              assert.ok(each.media < next.media || (each.media === next.media && each.out <= next.in + 1e-9));
            }
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('what cannot work is refused', () => {
  const refusal = (run: () => unknown) => {
    try {
      run();
    } catch (error) {
      assert.ok(error instanceof ApiError);
      return `${error.code}: ${error.message}`;
    }
    return assert.fail('nothing was refused');
  };

  test('a picture or a sound among the videos', () => {
    const facts = factsFor({ a: lively }, { input: { MediaArray: ['a', 'p'] }, others: { p: image() } });
    assert.match(
      refusal(() => planHighlights(facts)),
      /^InvalidParameter: .*MediaArray\[1\] must be a video/,
    );
  });

  test('more than two hours', () => {
    const hour: MadeUp = { footage: shots(61, 60), sound: sound(10) };
    const facts = factsFor({ a: hour, b: hour });
    assert.match(
      refusal(() => planHighlights(facts)),
      /at most 7200 s together, not 7320\.0 s/,
    );
  });

  test('a highlight longer than the videos', () => {
    const facts = factsFor({ a: lively }, { strategy: { TargetDuration: 40 } });
    assert.match(
      refusal(() => planHighlights(facts)),
      /TargetDuration must be at most .* 30\.0 s, not 40 s/,
    );
  });

  test('time ranges in which there is nothing', () => {
    const editing = {
      MediaConfig: { MediaMetaDataArray: [{ Media: 'a', TimeRangeList: [{ In: 50, Out: 60 }] }] },
    };
    assert.match(
      refusal(() => planHighlights(factsFor({ a: lively }, { editing }))),
      /nothing can be shown/,
    );
  });

  test('no video that is there; one that is missing is left out', () => {
    const facts = factsFor({ a: lively }, { input: { MediaArray: ['gone'] } });
    assert.match(
      refusal(() => planHighlights(facts)),
      /^InvalidMaterial\.NotFound: .*gone/,
    );
    const some = factsFor({ a: lively }, { input: { MediaArray: ['gone', 'a'] } });
    assert.ok(codes(planHighlights(some)).includes('MaterialSkipped'));
  });
});
