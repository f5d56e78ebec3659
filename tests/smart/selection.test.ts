import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ApiError } from '../../src/errors/api-error.ts';
import { explainSelection } from '../../src/mix/smart/explain.ts';
import { planFromSelection } from '../../src/mix/smart/plan-selection.ts';
import { planSmart, type SmartPlanFacts } from '../../src/mix/smart/plan-smart.ts';
import { type MediaSelection, parseSelection, type SelectedClip } from '../../src/mix/smart/selection.ts';
import { selectionSpeechRequests } from '../../src/mix/smart/selection-speech.ts';
import type { MediaFacts } from '../../src/timeline/material.ts';
import { speechKey } from '../../src/timeline/speech.ts';
import { audio, image, readSmart, video } from '../mix/facts.ts';
import { footageOf, mainClips, mediaShown, resolve, smartFacts, speak } from './facts.ts';

const text = 'Here is a green meadow. This dress is red as wine. The sea is blue today.';
const materials: Record<string, MediaFacts> = {
  red: video(8),
  green: video(8),
  blue: video(8),
  pic: image(),
};
const footage = { red: footageOf(0, 8), green: footageOf(0, 8), blue: footageOf(0, 8) };
const byName = (phrase: string, media: string) => (phrase.includes(media) ? 0.8 : 0.01);

function factsOf(input: object = { SpeechTextArray: [text] }, output: object = {}, editing: object = {}) {
  const { config } = readSmart({ MediaArray: Object.keys(materials), ...input }, output, editing);
  return smartFacts(config, materials, footage, { score: byName });
}

/** What an organise step does: speaks what the selection needs, and lays it on timelines. */
function organise(facts: SmartPlanFacts, selection: MediaSelection, seed = 'another seed') {
  const requests = selectionSpeechRequests(facts.config, seed, selection);
  const speeches = new Map(requests.map((request) => [speechKey(request), speak(request)]));
  const { matching: _, ...rest } = facts;
  const given = { ...rest, speeches, seed };
  const plan = planFromSelection(given, selection);
  for (const output of plan.outputs) assert.equal(resolve(output, given).frames, output.frames);
  return plan;
}

/** A selection of one output with one sentence for each of the lists of clips. */
function selectionOf(...sentences: { textId?: string; duration: number; clips: Partial<SelectedClip>[] }[]) {
  return parseSelection(
    JSON.stringify({
      textMatchMediaOutputList: [
        {
          textMatchMediaSentenceOutputList: sentences.map(({ clips, ...rest }) => ({
            ...rest,
            matchClipList: clips,
          })),
        },
      ],
    }),
  );
}

const silent = () => factsOf({});
const codes = ({ warnings }: { warnings: { Code: string }[] }) => warnings.map(({ Code }) => Code);
const times = (output: Parameters<typeof mainClips>[0] | undefined) =>
  (output === undefined ? [] : mainClips(output)).map(({ In, Out, TimelineIn, TimelineOut, Speed = 1 }) => [
    In,
    Out,
    TimelineIn,
    TimelineOut,
    Speed,
  ]);

describe('a selection', () => {
  it('tells for each phrase its clip, how well it fits, why, and what else would have done', () => {
    const { selection } = planSmart(factsOf());
    const [sentence] = selection.textMatchMediaOutputList[0]?.textMatchMediaSentenceOutputList ?? [];
    assert.deepEqual(sentence, {
      text: 'Here is a green meadow.',
      textId: '0',
      duration: 2.4,
      matchClipList: [
        {
          clipId: '1-0',
          mediaId: 'green',
          startTime: 2.8,
          endTime: 5.2,
          score: 0.8,
          reasons: [{ judge: 'words', score: 0.8, detail: 'green was asked for' }],
        },
      ],
      matchScore: 0.8,
      runnersUp: sentence?.runnersUp,
    });
    assert.deepEqual(
      sentence?.runnersUp?.map(({ mediaId, score }) => [mediaId, score]),
      [
        ['red', 0.01],
        ['blue', 0.01],
        ['pic', 0.01],
      ],
    );
  });

  it('is read back as it was written', () => {
    const { selection } = planSmart(factsOf(undefined, { Count: 3 }));
    assert.deepEqual(parseSelection(JSON.stringify(selection)), selection);
  });

  it('is read with numbers as text, other key cases and without what clients leave out', () => {
    const given =
      '{"TextMatchMediaOutputList":[{"textMatchMediaSentenceOutputList":[{"duration":"2.5","matchClipList":{"MediaURL":"red","startTime":"1","endTime":3.5}}]}],"other":1}';
    assert.deepEqual(parseSelection(given).textMatchMediaOutputList, [
      {
        textMatchMediaSentenceOutputList: [
          {
            text: '',
            textId: '',
            duration: 2.5,
            matchClipList: [{ clipId: '', mediaId: 'red', startTime: 1, endTime: 3.5, score: 0 }],
            matchScore: 0,
          },
        ],
      },
    ]);
  });

  it('is refused by path and value where it says nothing that can be shown', () => {
    const list = 'MediaSelectResult.textMatchMediaOutputList';
    const clip = (value: object) => ({
      textMatchMediaOutputList: [
        { textMatchMediaSentenceOutputList: [{ duration: 1, matchClipList: [value] }] },
      ],
    });
    const cases: [unknown, string][] = [
      ['x', 'MediaSelectResult must be JSON'],
      [{}, `${list} must hold 1 to 100 outputs, not 0`],
      [
        {
          textMatchMediaOutputList: [
            { textMatchMediaSentenceOutputList: [{ duration: 1, matchClipList: [] }] },
          ],
        },
        `${list}[0].textMatchMediaSentenceOutputList[0].matchClipList must hold 1 to 50 clips, not 0`,
      ],
      [
        clip({ startTime: 1 }),
        `${list}[0].textMatchMediaSentenceOutputList[0].matchClipList[0] must name a material in mediaId`,
      ],
      [
        clip({ mediaId: 'a', startTime: 4, endTime: 3 }),
        `${list}[0].textMatchMediaSentenceOutputList[0].matchClipList[0] must have an endTime after its startTime, not 4 to 3`,
      ],
      [
        clip({ mediaId: 'a', startTime: 'soon' }),
        `${list}[0].textMatchMediaSentenceOutputList[0].matchClipList[0].startTime must be a number from 0 to 86400, not "soon"`,
      ],
    ];
    for (const [given, message] of cases) {
      assert.throws(
        () => parseSelection(typeof given === 'string' ? given : JSON.stringify(given)),
        (error) => error instanceof ApiError && error.message.includes(message),
        message,
      );
    }
  });

  it('stays small for a batch as large as allowed, and can still be explained in full', () => {
    const ShotScripts = Array.from({ length: 100 }, (_, index) => ({
      ScriptText: `This is shot ${index} of them all, and it shows something red or green or blue.`,
      Duration: 1,
    }));
    const facts = factsOf({ SceneInfo: { ShotInfo: { ShotScripts } } }, { Count: 100 });
    const { selection } = planSmart(facts);
    assert.equal(selection.textMatchMediaOutputList.length, 100);
    assert.ok(JSON.stringify(selection).length < 5e6, `${JSON.stringify(selection).length} characters`);
    for (const row of explainSelection(parseSelection(JSON.stringify(selection)))) {
      for (const { why } of row.clips) assert.notEqual(why, '');
      assert.equal(row.runnersUp.length > 0, true);
    }
  });
});

describe('an explained selection', () => {
  it('has a row for each phrase of each output, with reasons a reader understands', () => {
    const { selection } = planSmart(factsOf(undefined, { Count: 2 }));
    const rows = explainSelection(selection);
    assert.deepEqual(
      rows.map(({ output, sentence }) => [output, sentence]),
      [
        [0, 0],
        [0, 1],
        [0, 2],
        [1, 0],
        [1, 1],
        [1, 2],
      ],
    );
    assert.deepEqual(rows[1]?.clips, [
      { media: 'red', from: 2.68, to: 5.36, score: 0.8, why: 'words 0.80: red was asked for' },
    ]);
  });
});

describe('a selection that is given back', () => {
  it('gives the videos of the job itself when nothing was changed', () => {
    const facts = factsOf(undefined, { Count: 3 });
    const plan = planSmart(facts);
    const again = organise(facts, plan.selection, facts.seed);
    assert.deepEqual(
      again.outputs.map(({ timeline, frames }) => ({ timeline, frames })),
      plan.outputs.map(({ timeline, frames }) => ({ timeline, frames })),
    );
    assert.deepEqual(again.warnings, []);
  });

  it('shows the clips that a client put in, for the time that the phrase takes', () => {
    const facts = factsOf();
    const { selection } = planSmart(facts);
    const [first, second] = selection.textMatchMediaOutputList[0]?.textMatchMediaSentenceOutputList ?? [];
    assert.ok(first !== undefined && second !== undefined);
    first.matchClipList = [{ clipId: '', mediaId: 'blue', startTime: 1, endTime: 7, score: 0 }];
    second.matchClipList = [
      { clipId: '', mediaId: 'pic', startTime: 0, endTime: 0, score: 0 },
      { clipId: '', mediaId: 'red', startTime: 0, endTime: 1, score: 0 },
    ];
    const plan = organise(facts, selection);
    assert.deepEqual(mediaShown(plan.outputs[0]), ['blue', 'pic', 'red', 'blue']);
    assert.deepEqual(times(plan.outputs[0])[0], [1, 3.4, 0, 2.4, 1]);
    assert.equal(plan.outputs[0]?.frames, 183);
  });

  it('stretches a clip that is a little short, and holds one that is much too short', () => {
    const clip = { mediaId: 'red', startTime: 2, endTime: 4 };
    const stretched = organise(silent(), selectionOf({ duration: 2.48, clips: [clip] }));
    assert.equal(times(stretched.outputs[0])[0]?.[3], 2.48);
    const [from = 0, to = 0, , , speed = 0] = times(stretched.outputs[0])[0] ?? [];
    assert.ok(from >= 2 && to <= 4 && speed < 0.82 && speed > 0.75, `${from} ${to} ${speed}`);
    assert.deepEqual(codes(stretched), []);
    const held = organise(silent(), selectionOf({ duration: 8, clips: [clip] }));
    assert.deepEqual(codes(held), ['ClipHeld']);
    assert.equal(held.outputs[0]?.frames, 200);
    assert.ok((times(held.outputs[0])[0]?.[1] ?? 9) <= 4);
  });

  it('plays several clips of a phrase one after the other', () => {
    const plan = organise(
      silent(),
      selectionOf({
        duration: 4,
        clips: [
          { mediaId: 'red', startTime: 0, endTime: 2 },
          { mediaId: 'blue', startTime: 5, endTime: 8 },
        ],
      }),
    );
    assert.deepEqual(times(plan.outputs[0]), [
      [0, 2, 0, 2, 1],
      [5, 7, 2, 4, 1],
    ]);
  });

  it('is spoken as its textIds say, and in full', () => {
    const facts = factsOf({ SpeechTextArray: ['First text is spoken.', 'Second one.'] });
    const said = (selection: MediaSelection) => {
      const plan = organise(facts, selection);
      return [plan.outputs[0]?.drawn.SpeechText, (plan.outputs[0]?.frames ?? 0) / 25, codes(plan)];
    };
    const clips = [{ mediaId: 'red', startTime: 0, endTime: 8 }];
    assert.deepEqual(said(selectionOf({ textId: '1', duration: 1.2, clips })), ['Second one.', 1.12, []]);
    assert.deepEqual(said(selectionOf({ textId: '0', duration: 0.6, clips })), [
      'First text is spoken.',
      2.12,
      ['SentenceExtended'],
    ]);
    assert.deepEqual(said(selectionOf({ textId: '0', duration: 5, clips })), [
      'First text is spoken.',
      5,
      [],
    ]);
    const more = { duration: 0.5, clips };
    assert.deepEqual(said(selectionOf({ textId: '1', duration: 0.6, clips }, more)), [
      'Second one.',
      1.12,
      [],
    ]);
    const first = selectionOf({ textId: '0', duration: 1.6, clips }, more);
    assert.deepEqual(said(first), ['First text is spoken.', 2.12, []]);
    assert.throws(
      () => said(selectionOf({ textId: '2', duration: 1, clips })),
      (error) =>
        error instanceof ApiError &&
        /textId must be the place of a text from 0 to 1, not "2"/.test(error.message),
    );
  });

  it('keeps the alternative that a storyboard was planned with', () => {
    const shots = [
      { ScriptText: 'red', SpeechTextArray: ['One way to say it.', 'Another way to say it, longer.'] },
    ];
    const facts = factsOf(
      { SceneInfo: { Scene: 'General', ShotInfo: { ShotScripts: shots } } },
      { Count: 2 },
    );
    const planned = planSmart(facts);
    planned.selection.textMatchMediaOutputList.reverse();
    const said = (plan: Pick<typeof planned, 'outputs'>) => plan.outputs.map(({ drawn }) => drawn.SpeechText);
    assert.deepEqual(said(organise(facts, planned.selection)), said(planned).reverse());
    assert.equal(new Set(said(planned)).size, 2);
  });

  it('may have any number of outputs, whatever Count says', () => {
    const facts = factsOf(undefined, { Count: 3 });
    const { selection } = planSmart(facts);
    selection.textMatchMediaOutputList.push(...structuredClone(selection.textMatchMediaOutputList));
    assert.equal(organise(facts, selection).outputs.length, 6);
  });

  it('is refused where a clip cannot be shown', () => {
    const facts = { ...silent(), materials: new Map(Object.entries({ ...materials, song: audio() })) };
    const refused = (clip: Partial<SelectedClip>, message: RegExp) =>
      assert.throws(
        () => organise(facts, selectionOf({ duration: 1, clips: [clip] })),
        (error) => error instanceof ApiError && message.test(error.message),
      );
    refused({ mediaId: 'gone', startTime: 0, endTime: 1 }, /"gone"/);
    refused(
      { mediaId: 'song', startTime: 0, endTime: 1 },
      /matchClipList\[0\] names "song", which has no picture/,
    );
    refused({ mediaId: 'red', startTime: 9, endTime: 10 }, /startTime of 9, but "red" is 8\.00 s long/);
    const beyond = organise(
      silent(),
      selectionOf({ duration: 1, clips: [{ mediaId: 'red', startTime: 6, endTime: 10 }] }),
    );
    assert.deepEqual(codes(beyond), ['ClipShortened']);
  });

  it('keeps transitions: they take their frames from the shot around the clip', () => {
    const facts = factsOf(
      undefined,
      {},
      { ProcessConfig: { AllowTransition: true, TransitionList: ['fade'] } },
    );
    const plan = organise(facts, planSmart(facts).selection);
    const transitions = plan.outputs
      .flatMap(mainClips)
      .flatMap(({ Effects = [] }) => Effects.filter(({ Type }) => Type === 'Transition'));
    assert.equal(transitions.length, 2);
  });

  it('fills every frame, whatever clips and lengths it has', () => {
    const clip = fc.record({
      mediaId: fc.constantFrom('red', 'green', 'blue', 'pic'),
      startTime: fc.double({ min: 0, max: 7, noNaN: true }),
      length: fc.double({ min: 0, max: 9, noNaN: true }),
    });
    const sentence = fc.record({
      duration: fc.double({ min: 0.04, max: 12, noNaN: true }),
      clips: fc.array(clip, { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(sentence, { minLength: 1, maxLength: 5 }), fc.boolean(), (sentences, speaks) => {
        const facts = speaks ? factsOf() : silent();
        const selection = selectionOf(
          ...sentences.map(({ duration, clips }) => ({
            duration,
            clips: clips.map(({ mediaId, startTime, length }) => ({
              mediaId,
              startTime,
              endTime: startTime + length,
            })),
          })),
        );
        const plan = organise(facts, selection);
        const sum = sentences.reduce((total, { duration }) => total + duration, 0);
        const frames = plan.outputs[0]?.frames ?? 0;
        const wanted = speaks ? Math.max(7.3, sum) : sum;
        assert.ok(Math.abs(frames / 25 - wanted) <= (speaks ? 0.52 : 0.021), `${frames} for ${wanted} s`);
        let end = 0;
        for (const { TimelineIn = 0, TimelineOut = 0 } of plan.outputs.flatMap(mainClips)) {
          assert.equal(TimelineIn, end);
          end = TimelineOut;
        }
        assert.equal(Math.round(end * 25), frames);
      }),
      { numRuns: 150 },
    );
  });
});
