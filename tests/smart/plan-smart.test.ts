import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../src/errors/api-error.ts';
import { smartCandidates } from '../../src/mix/smart/candidates.ts';
import { planSmart, type SmartPlan } from '../../src/mix/smart/plan-smart.ts';
import type { Footage } from '../../src/timeline/footage.ts';
import type { MediaFacts } from '../../src/timeline/material.ts';
import { audio, image, readSmart, video } from '../mix/facts.ts';
import { footageOf, mainClips, mediaShown, shot, smartFacts } from './facts.ts';

type Materials = Record<string, MediaFacts>;
type Footages = Record<string, Footage>;

/** A material shows a phrase when the phrase names it. */
const byName = (phrase: string, media: string) => (phrase.includes(media) ? 0.8 : 0.01);

type Batch = {
  input: object;
  materials: Materials;
  footage?: Footages;
  output?: object;
  editing?: object;
  score?: (phrase: string, media: string, index: number) => number;
};

function plan({ input, materials, footage = {}, output, editing, score = byName }: Batch): SmartPlan {
  const { config } = readSmart({ MediaArray: Object.keys(materials), ...input }, output, editing);
  return planSmart(smartFacts(config, materials, footage, { score }));
}

const codes = ({ warnings }: { warnings: { Code: string }[] }) => warnings.map(({ Code }) => Code);
const film = { SceneInfo: { Scene: 'Film' } };
const ranges = (output: SmartPlan['outputs'][number] | undefined) =>
  (output === undefined ? [] : mainClips(output)).map(({ In = 0, Out = 0 }) => [In, Out]);
const rounded = (values: number[][]) =>
  values.map((row) => row.map((value) => Math.round(value * 100) / 100));

/** Three videos of one shot each. */
const three: Materials = { red: video(8), green: video(8), blue: video(8) };
const whole: Footages = { red: footageOf(0, 8), green: footageOf(0, 8), blue: footageOf(0, 8) };

describe('pictures that follow a voice-over', () => {
  const text = 'Here is a green meadow. This dress is red as wine. The sea is blue today.';

  it('are those that the sentences speak of, for as long as each is spoken', () => {
    const made = plan({ input: { SpeechTextArray: [text] }, materials: three, footage: whole });
    assert.deepEqual(mediaShown(made.outputs[0]), ['green', 'red', 'blue']);
    assert.deepEqual(
      made.outputs.flatMap(mainClips).map(({ TimelineIn, TimelineOut }) => [TimelineIn, TimelineOut]),
      [
        [0, 2.4],
        [2.4, 5.08],
        [5.08, 7.32],
      ],
    );
    assert.deepEqual(made.warnings, []);
  });

  it('come from around the key frame of their shot', () => {
    const footage = { ...whole, green: { shots: [{ ...shot(0, 8), keyTime: 6 }] } };
    const made = plan({ input: { SpeechTextArray: [text] }, materials: three, footage });
    assert.deepEqual(rounded(ranges(made.outputs[0]))[0], [4.8, 7.2]);
  });

  it('are slowed down a little where their shot is a little too short', () => {
    const footage = { ...whole, green: footageOf(0, 2.1, 8) };
    const made = plan({
      input: { SpeechTextArray: [text] },
      materials: three,
      footage,
      score: (phrase, media, index) => (index === 1 ? 0 : byName(phrase, media)),
    });
    const [first] = made.outputs.flatMap(mainClips);
    assert.ok((first?.Speed ?? 1) < 0.87 && (first?.Speed ?? 1) > 0.8, `${first?.Speed}`);
    assert.ok((first?.Out ?? 9) <= 2.1);
  });

  it('are slowed down more rather than joined by a shot that shows something else', () => {
    const footage = { ...whole, green: footageOf(0, 1.75, 8) };
    const made = plan({
      input: { SpeechTextArray: ['Here is a green meadow.'] },
      materials: three,
      footage,
      score: (phrase, media, index) => (index === 1 ? 0.2 : byName(phrase, media)),
    });
    const clips = made.outputs.flatMap(mainClips);
    assert.equal(clips.length, 1);
    assert.ok((clips[0]?.Speed ?? 1) < 0.75 && (clips[0]?.Speed ?? 1) > 0.7, `${clips[0]?.Speed}`);
    assert.deepEqual(made.warnings, []);
  });

  it('are joined by a second shot where theirs is much too short', () => {
    const long = 'Here is a green meadow with a thousand flowers that shine';
    const footage = { ...whole, green: footageOf(0, 2.5, 5.5, 8) };
    const made = plan({ input: { SpeechTextArray: [`${long}.`] }, materials: three, footage });
    assert.deepEqual(mediaShown(made.outputs[0]), ['green', 'green']);
    const shown = rounded(ranges(made.outputs[0])).sort(([a = 0], [b = 0]) => a - b);
    for (const [index, [from = 0]] of shown.entries()) assert.ok(from >= (shown[index - 1]?.[1] ?? 0));
    assert.equal(made.outputs[0]?.frames, 145);
    assert.deepEqual(made.warnings, []);
  });

  it('are joined by as many different shots as it takes, none of them for a blink', () => {
    const long = 'Here is a green meadow with a thousand flowers that shine.';
    const cuts = [0, 1.5, 3, 4.5, 6, 7.5, 8];
    const many = plan({
      input: { SpeechTextArray: [long] },
      materials: three,
      footage: { ...whole, green: footageOf(...cuts) },
    });
    const starts = ranges(many.outputs[0]).map(([from = 0]) => Math.floor(from / 1.5));
    assert.ok(starts.length >= 4, `${starts.length} shots`);
    assert.equal(new Set(starts).size, starts.length);
    assert.deepEqual(many.warnings, []);
    const rest = plan({
      input: { SpeechTextArray: ['Here is a green meadow to look at now.'] },
      materials: three,
      footage: { ...whole, green: footageOf(0, 3, 6, 8) },
    });
    const lengths = rest.outputs.flatMap(mainClips).map(({ In = 0, Out = 0 }) => Out - In);
    assert.equal(lengths.length, 2);
    assert.ok(Math.min(...lengths) > 0.92, lengths.join());
  });

  it('stay with the topic and say so where nothing speaks for a phrase', () => {
    const vague = 'Here is a green meadow. It could not be any better. The sea is blue today.';
    const footage = { ...whole, green: footageOf(0, 4, 8) };
    const made = plan({ input: { SpeechTextArray: [vague] }, materials: three, footage });
    assert.deepEqual(mediaShown(made.outputs[0]), ['green', 'green', 'blue']);
    assert.deepEqual(codes(made), ['WeakMatch']);
    assert.match(made.warnings[0]?.Message ?? '', /"It could not be any better\."/);
  });

  it('do not repeat a shot while there is another, and say so when there is none', () => {
    const twice = 'A green thing to see. Another green thing to see.';
    const some = plan({ input: { SpeechTextArray: [twice] }, materials: three, footage: whole });
    assert.equal(new Set(mediaShown(some.outputs[0])).size, 2);
    const one = plan({
      input: { SpeechTextArray: [twice] },
      materials: { green: video(3) },
      footage: { green: footageOf(0, 3) },
    });
    assert.deepEqual(mediaShown(one.outputs[0]), ['green', 'green']);
    assert.deepEqual(codes(one), ['FootageRepeated']);
    const still = plan({ input: { SpeechTextArray: [twice] }, materials: { green: image() } });
    assert.deepEqual(codes(still), ['FootageRepeated']);
    const editing = { ProcessConfig: { AllowDuplicateMatch: true } };
    const asked = plan({ input: { SpeechTextArray: [twice] }, materials: { green: image() }, editing });
    assert.deepEqual(codes(asked), []);
  });

  it('show other pieces of a long shot when it is all there is', () => {
    const twice = 'A green thing to see. Another green thing to see.';
    const made = plan({
      input: { SpeechTextArray: [twice] },
      materials: { green: video(9) },
      footage: { green: footageOf(0, 9) },
    });
    const [[firstIn = 0, firstOut = 0] = [], [secondIn = 0, secondOut = 0] = []] = ranges(made.outputs[0]);
    assert.ok(firstOut <= secondIn + 1e-3 || secondOut <= firstIn + 1e-3);
    assert.deepEqual(made.warnings, []);
    // A long and a short sentence, and hardly more footage than both need.
    const tight = plan({
      input: { SpeechTextArray: ['Another green thing to see here, that is it. A green thing.'] },
      materials: { green: video(6.2) },
      footage: { green: footageOf(0, 6.2) },
    });
    assert.deepEqual(codes(tight), []);
  });

  it('differ between the outputs, and tell when they cannot', () => {
    const many = plan({
      input: { SpeechTextArray: [text] },
      materials: three,
      footage: whole,
      output: { Count: 10 },
    });
    const shown = (made: SmartPlan) =>
      made.outputs.map((output) =>
        mainClips(output)
          .map(({ MediaURL, In }) => `${MediaURL}@${In}`)
          .join(),
      );
    assert.equal(new Set(shown(many)).size, 10);
    assert.ok(many.largestOverlap < 1);
    const short = { red: video(2), green: video(2.9) };
    const few = plan({
      input: { SpeechTextArray: ['The red one is here now. The green one is here.'] },
      materials: short,
      footage: { red: footageOf(0, 2), green: footageOf(0, 2.9) },
      output: { Count: 3 },
    });
    assert.deepEqual(codes(few), ['NotDistinct']);
    assert.match(few.warnings[0]?.Message ?? '', /allows 2 different/);
  });

  it('last as long as they like when they are images', () => {
    const made = plan({
      input: { SpeechTextArray: [text] },
      materials: { ...three, blue: image() },
      footage: whole,
    });
    const clip = made.outputs.flatMap(mainClips).at(-1);
    assert.deepEqual([clip?.MediaURL, clip?.Type, clip?.In, clip?.Out], ['blue', 'Image', 0, 2.24]);
  });

  it('hand over with transitions where their shots have footage left', () => {
    const editing = { ProcessConfig: { AllowTransition: true, TransitionList: ['fade'] } };
    const made = plan({ input: { SpeechTextArray: [text] }, materials: three, footage: whole, editing });
    const clips = made.outputs.flatMap(mainClips);
    assert.deepEqual(
      clips.map(({ Effects = [] }) => Effects.filter(({ Type }) => Type === 'Transition').length),
      [1, 1, 0],
    );
    assert.equal(clips.at(-1)?.TimelineOut, 7.32);
  });

  it('are cut plainly, with a warning, where no shot has anything left for a transition', () => {
    const made = plan({
      input: { SpeechTextArray: ['Here is a green meadow. This dress is red as wine.'] },
      materials: { red: video(2.6), green: video(2.4) },
      footage: { red: footageOf(0, 2.6), green: footageOf(0, 2.4) },
      editing: { ProcessConfig: { AllowTransition: true } },
    });
    assert.deepEqual(codes(made), ['TransitionsDropped']);
  });

  it('last as long as their speech, whatever MaxDuration says', () => {
    const made = (MaxDuration: number) =>
      plan({ input: { SpeechTextArray: [text] }, materials: three, footage: whole, output: { MaxDuration } });
    assert.deepEqual(codes(made(5)), ['MaxDurationIgnored']);
    assert.equal(made(5).outputs[0]?.frames, 183);
    assert.deepEqual(codes(made(8)), []);
  });

  it('follow the score of the part of a shot that a time range leaves', () => {
    const windows = [
      { In: 1, Out: 4 },
      { In: 5, Out: 8 },
    ];
    const { config } = readSmart(
      { MediaArray: ['a'], SpeechTextArray: ['Something to see.'] },
      {},
      { MediaConfig: { MediaMetaDataArray: [{ Media: 'a', TimeRangeList: windows }] } },
    );
    const facts = smartFacts(config, { a: video(9) }, { a: footageOf(0, 9) });
    const shown = (...scores: number[]) => {
      const matching = { ...facts.matching, scores: [Float32Array.from(scores)] };
      return planSmart({ ...facts, matching }).outputs.flatMap(ranges)[0]?.[0] ?? 0;
    };
    assert.ok(shown(0.9, 0.1) < 4);
    assert.ok(shown(0.1, 0.9) > 5);
  });

  it('come with everything else as in Script, and name what was drawn', () => {
    const made = plan({
      input: { SpeechTextArray: [text], TitleArray: ['Colours'], BackgroundMusicArray: ['song'] },
      materials: { ...three, song: audio(30) },
      footage: whole,
    });
    const [output] = made.outputs;
    assert.equal(output?.timeline.AudioTracks?.length, 2);
    assert.equal(output?.timeline.SubtitleTracks?.length, 2);
    const { Title, SpeechText, BackgroundMusic, Clips } = output?.drawn ?? {};
    assert.deepEqual([Title, SpeechText, BackgroundMusic], ['Colours', text, 'song']);
    assert.deepEqual(
      (Clips as { Media: string }[]).map(({ Media }) => Media),
      ['green', 'red', 'blue'],
    );
  });
});

describe('a storyboard', () => {
  const board = (ShotScripts: object[]) => ({ SceneInfo: { Scene: 'General', ShotInfo: { ShotScripts } } });

  it('is shown shot by shot: what it describes, for its speech, its Duration or 3 s', () => {
    const input = board([
      { ScriptText: 'something blue', SpeechText: 'Nothing is said of colours.' },
      { SpeechText: 'A green meadow.' },
      { ScriptText: 'red wine', Duration: 2 },
      { ScriptText: 'green again' },
    ]);
    const materials = { ...three, other: video(8) };
    const footage = { ...whole, green: footageOf(0, 4, 8), other: footageOf(0, 8) };
    const made = plan({ input, materials, footage });
    assert.deepEqual(mediaShown(made.outputs[0]), ['blue', 'green', 'red', 'green']);
    assert.deepEqual(
      made.outputs.flatMap(mainClips).map(({ TimelineOut }) => TimelineOut),
      [2.72, 4.2, 6.2, 9.2],
    );
    assert.deepEqual(
      made.outputs[0]?.timeline.AudioTracks?.[0]?.AudioTrackClips.map(({ TimelineIn }) => TimelineIn),
      [0, 2.7],
    );
    assert.deepEqual(
      made.selection.textMatchMediaOutputList[0]?.textMatchMediaSentenceOutputList.map(({ textId, text }) => [
        textId,
        text,
      ]),
      [
        ['0', 'Nothing is said of colours.'],
        ['1', 'A green meadow.'],
        ['2', 'red wine'],
        ['3', 'green again'],
      ],
    );
  });
});

describe('a shot of a storyboard', () => {
  it('shows what it describes, whatever is said meanwhile', () => {
    const ShotScripts = [{ ScriptText: 'blue', SpeechText: 'This is not red.' }];
    const made = plan({
      input: { SceneInfo: { ShotInfo: { ShotScripts } } },
      materials: three,
      footage: whole,
    });
    assert.deepEqual(mediaShown(made.outputs[0]), ['blue']);
  });
});

describe('a video without text', () => {
  const many: Materials = Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => [`m${index}`, video(5)]),
  );
  const cuts: Footages = Object.fromEntries(Object.keys(many).map((name) => [name, footageOf(0, 5)]));

  it('shows shots at random for 15 s, MaxDuration or FixedDuration', () => {
    const seconds = (output: object) => {
      const made = plan({ input: {}, materials: many, footage: cuts, output });
      assert.equal(new Set(mediaShown(made.outputs[0])).size, mediaShown(made.outputs[0]).length);
      return [(made.outputs[0]?.frames ?? 0) / 25, mediaShown(made.outputs[0]).length];
    };
    assert.deepEqual(seconds({}), [15, 5]);
    assert.deepEqual(seconds({ MaxDuration: 9 }), [9, 3]);
    assert.deepEqual(seconds({ FixedDuration: 20 }), [20, 7]);
  });

  it('is as long as its footage when that is shorter, unless FixedDuration asks for more', () => {
    const one = { materials: { a: video(4) }, footage: { a: footageOf(0, 4) } };
    assert.equal(plan({ input: {}, ...one }).outputs[0]?.frames, 100);
    const fixed = plan({ input: {}, ...one, output: { FixedDuration: 10 } });
    assert.equal(fixed.outputs[0]?.frames, 250);
    assert.deepEqual(codes(fixed), ['FootageRepeated']);
  });

  it('differs from the others of its batch', () => {
    const made = plan({ input: {}, materials: many, footage: cuts, output: { Count: 4, MaxDuration: 9 } });
    assert.equal(new Set(made.outputs.flatMap((output) => mediaShown(output))).size, 12);
    assert.equal(made.largestOverlap, 0);
  });
});

describe('the shots that may be shown', () => {
  function candidates(
    input: object,
    footage: Footages,
    editing: object = {},
    materials: Materials = { a: video(12) },
  ) {
    const warnings: string[] = [];
    const { config } = readSmart({ MediaArray: Object.keys(materials), ...input }, {}, editing);
    const facts = {
      config,
      materials: new Map(Object.entries(materials)),
      footage: new Map(Object.entries(footage)),
    };
    const found = smartCandidates(facts, (_, message) => warnings.push(message));
    return {
      found: found.map(({ media, index, shot: { in: from, out } }) => [media, index, from, out]),
      warnings,
    };
  }
  const marked = {
    a: { shots: [shot(0, 3, ['titleCard']), shot(3, 6), shot(6, 9, ['frozen']), shot(9, 12, ['black'])] },
  };

  it('of a film have no intros, stills and black pictures, unless detection is switched off', () => {
    const { found, warnings } = candidates(film, marked);
    assert.deepEqual(found, [['a', 1, 3.04, 5.96]]);
    assert.deepEqual(warnings, ['3 shots of "a" show a black, still or title picture and are left out.']);
    const off = candidates(film, marked, {
      ProcessConfig: { EnableClipDetection: false, SingleShotDuration: 4 },
    });
    assert.deepEqual(off, {
      found: [
        ['a', 0, 0, 4],
        ['a', 1, 4, 8],
        ['a', 2, 8, 12],
      ],
      warnings: [],
    });
  });

  it('are only not black outside of films', () => {
    assert.deepEqual(
      candidates({}, marked).found.map(([, index]) => index),
      [0, 1, 2],
    );
  });

  it('are what there is when nothing else is', () => {
    const black = { a: { shots: [shot(0, 12, ['black'])] } };
    assert.deepEqual(candidates({}, black), { found: [['a', 0, 0, 12]], warnings: [] });
  });

  it('lie in the time ranges that were given', () => {
    const editing = {
      MediaConfig: {
        MediaMetaDataArray: [
          {
            Media: 'a',
            TimeRangeList: [
              { In: 1, Out: 4 },
              { In: 8, Out: 20 },
            ],
          },
        ],
      },
    };
    assert.deepEqual(candidates({}, { a: footageOf(0, 3, 12) }, editing).found, [
      ['a', 0, 1, 2.96],
      ['a', 1, 3.04, 4],
      ['a', 1, 8, 12],
    ]);
  });

  it('have their key frame inside of them', () => {
    const { config } = readSmart(
      { MediaArray: ['a'] },
      {},
      { MediaConfig: { MediaMetaDataArray: [{ Media: 'a', TimeRangeList: [{ In: 1, Out: 3 }] }] } },
    );
    const facts = {
      config,
      materials: new Map([['a', video(12)]]),
      footage: new Map([['a', footageOf(0, 12)]]),
    };
    assert.deepEqual(
      smartCandidates(facts, () => {}).map(({ shot: { keyTime } }) => keyTime),
      [2],
    );
  });

  it('are not those that are over in a blink', () => {
    assert.deepEqual(
      candidates({}, { a: footageOf(0, 0.3, 6, 12) }).found.map(([, index]) => index),
      [1, 2],
    );
  });

  it('are pieces of equal length where nobody has looked for shots', () => {
    assert.deepEqual(candidates({}, {}).found.length, 4);
    assert.deepEqual(candidates({}, { a: { shots: [] } }).found.length, 4);
  });

  it('last for more than a frame', () => {
    const unknown = candidates({}, {}, {}, { a: video(0), b: video(3) });
    assert.deepEqual(unknown.found, [['b', 0, 0, 3]]);
    assert.deepEqual(unknown.warnings, ['The material "a" has nothing to show; it was left out.']);
  });

  it('leave out what cannot be shown, and fail when nothing can', () => {
    const mixed = candidates({}, {}, {}, { a: video(3), song: audio() });
    assert.deepEqual(mixed.warnings, ['The material "song" has nothing to show; it was left out.']);
    const { config } = readSmart({ MediaArray: ['gone'] });
    const facts = { config, materials: new Map(), footage: new Map() };
    assert.throws(
      () => smartCandidates(facts, () => {}),
      (error) =>
        error instanceof ApiError &&
        error.code === 'InvalidMaterial.NotFound' &&
        error.message.includes('"gone"'),
    );
  });
});

describe('a film in the order of its source', () => {
  it('shows later shots for later sentences, even where earlier ones fit better', () => {
    const input = {
      ...film,
      SpeechTextArray: ['The end comes first. The start comes last. Then nothing more.'],
    };
    const made = (EnableTemporalOpt: boolean) =>
      plan({
        input,
        materials: { a: video(30) },
        footage: { a: footageOf(0, 5, 10, 15, 20, 25, 30) },
        editing: { ProcessConfig: { EnableTemporalOpt } },
        score: (phrase, _, index) => {
          if (phrase.includes('end')) return index === 4 ? 0.9 : 0;
          return phrase.includes('start') && index === 1 ? 0.9 : 0.2;
        },
      });
    const starts = (which: SmartPlan) => ranges(which.outputs[0]).map(([from = 0]) => Math.floor(from / 5));
    assert.deepEqual(starts(made(false)).slice(0, 2), [4, 1]);
    const ordered = starts(made(true));
    assert.deepEqual(
      ordered,
      ordered.toSorted((a, b) => a - b),
    );
  });

  it('shows later pieces of a shot for later sentences where there is only one', () => {
    const made = plan({
      input: { ...film, SpeechTextArray: ['One thing to look at. Two things to look at. Three things.'] },
      materials: { a: video(12) },
      footage: { a: footageOf(0, 12) },
      editing: { ProcessConfig: { EnableTemporalOpt: true } },
    });
    const shown = rounded(ranges(made.outputs[0]));
    assert.equal(shown.length, 3);
    for (const [index, [from = 0]] of shown.entries()) assert.equal(from, shown[index - 1]?.[1] ?? from);
  });

  it('shows other pieces in other outputs, where there are any', () => {
    const made = plan({
      input: { ...film, SpeechTextArray: ['One thing to look at. Two things to look at.'] },
      materials: { a: video(60) },
      footage: { a: footageOf(0, 60) },
      editing: { ProcessConfig: { EnableTemporalOpt: true } },
      output: { Count: 6 },
    });
    assert.ok(made.largestOverlap < 1e-6);
  });
});
