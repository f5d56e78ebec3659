import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { planSmart, type SmartPlan, type SmartPlanFacts } from '../../src/mix/smart/plan-smart.ts';
import type { Footage } from '../../src/timeline/footage.ts';
import type { MediaFacts } from '../../src/timeline/material.ts';
import { image, readSmart, video } from '../mix/facts.ts';
import { footageOf, mainClips, mediaOf, resolve, smartFacts } from './facts.ts';

const seconds = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const orNull = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });

/** A batch in numbers, from which configs, materials and scores are made. */
const scenario = fc.record({
  // The shots of each material; an empty list is an image, null a video that nobody has looked at.
  materials: fc.array(orNull(fc.array(seconds(0.2, 9), { maxLength: 6 })), { minLength: 1, maxLength: 5 }),
  // Each text as the lengths of its sentences.
  texts: fc.array(fc.array(fc.integer({ min: 3, max: 90 }), { minLength: 1, maxLength: 5 }), {
    maxLength: 3,
  }),
  storyboard: fc.array(
    fc.record({ said: fc.integer({ min: 0, max: 60 }), duration: orNull(seconds(0.5, 8)) }),
    { maxLength: 4 },
  ),
  film: fc.boolean(),
  process: fc.record({
    SingleShotDuration: seconds(0.6, 5),
    EnableClipDetection: fc.boolean(),
    EnableTemporalOpt: fc.boolean(),
    AllowDuplicateMatch: fc.boolean(),
    AllowTransition: fc.boolean(),
    TransitionDuration: seconds(0.1, 2),
  }),
  window: orNull(fc.tuple(seconds(0, 4), seconds(0.5, 6))),
  fixed: orNull(seconds(1, 30)),
  count: fc.integer({ min: 1, max: 5 }),
  fps: fc.constantFrom(25, 30, 23.976, 12, 120, 1),
  seed: fc.string({ maxLength: 8 }),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

/** A sentence of a length, with a comma in it where it is long. */
const sentence = (length: number) =>
  `${'word, '.repeat(Math.floor(length / 30))}${'a'.repeat(Math.max(1, length % 30))}. `;

function build(given: Scenario): SmartPlanFacts {
  const materials: Record<string, MediaFacts> = {};
  const footage: Record<string, Footage> = {};
  for (const [index, shots] of given.materials.entries()) {
    const name = `m${index}`;
    if (shots === null) materials[name] = video(7);
    else if (shots.length === 0) materials[name] = image();
    else {
      const cuts = [0];
      for (const length of shots) cuts.push((cuts.at(-1) ?? 0) + length);
      materials[name] = video(cuts.at(-1) ?? 0);
      footage[name] = footageOf(...cuts);
    }
  }
  const speaks = given.texts.length > 0;
  const { config } = readSmart(
    {
      MediaArray: Object.keys(materials),
      SpeechTextArray: given.texts.map((sentences) => sentences.map(sentence).join('')),
      SceneInfo: {
        Scene: given.film ? 'Film' : 'General',
        ShotInfo: {
          ShotScripts: given.storyboard.map(({ said, duration }, index) => ({
            ScriptText: `shot ${index}`,
            Duration: duration,
            SpeechTextArray: said > 0 ? [sentence(said)] : [],
          })),
        },
      },
    },
    {
      Count: given.count,
      Video: { Fps: given.fps },
      ...(given.fixed !== null && !speaks ? { FixedDuration: given.fixed } : {}),
    },
    {
      ProcessConfig: given.process,
      MediaConfig: {
        MediaMetaDataArray: Object.entries(materials).flatMap(([Media, { kind, duration }]) =>
          given.window === null || kind === 'image' || duration < given.window[0] + 0.5
            ? []
            : [{ Media, TimeRangeList: [{ In: given.window[0], Out: given.window[0] + given.window[1] }] }],
        ),
      },
    },
  );
  const score = (phrase: string, media: string, index: number) =>
    ((phrase.length * 7 + media.charCodeAt(1) * 5 + index * 3) % 10) / 10;
  return smartFacts(config, materials, footage, { seed: given.seed, score });
}

const check = (law: (plan: SmartPlan, facts: SmartPlanFacts) => void) =>
  fc.assert(
    fc.property(scenario, (given) => {
      const facts = build(given);
      law(planSmart(facts), facts);
    }),
    { numRuns: 150 },
  );

/** Seconds that an output has to last; null where the footage decides. */
function expectedSeconds({ config, speeches }: SmartPlanFacts, drawn: Record<string, unknown>) {
  const { input, output } = config;
  if (input.mode === 'storyboard') {
    return input.shotScripts.reduce((sum, { speechTexts, duration }) => {
      const said = [...speeches.values()].find(
        (speech) => speech.sentences.map(({ text }) => text).join('') === speechTexts[0],
      );
      return sum + (said?.duration ?? duration ?? 3);
    }, 0);
  }
  if (input.speechTexts.length === 0) return output.fixedDuration;
  const said = [...speeches.values()].find(
    (speech) => speech.sentences.map(({ text }) => text).join('') === drawn.SpeechText,
  );
  assert.ok(said !== undefined);
  return said.duration;
}

/** Whether shots may be shown twice: because that is allowed, or because there is too little footage. */
function mayRepeat(plan: SmartPlan, { config }: SmartPlanFacts): boolean {
  return config.editing.process.duplicates || plan.warnings.some(({ Code }) => Code === 'FootageRepeated');
}

describe('every plan of Smart_Mix', () => {
  it('lasts exactly as long as its text asks for', () => {
    check((plan, facts) => {
      for (const output of plan.outputs) {
        const wanted = expectedSeconds(facts, output.drawn);
        if (wanted !== null) {
          const { fps } = facts.config.output;
          assert.ok(
            Math.abs(output.frames - Math.max(1, wanted * fps)) <= 0.52 + output.frames * 1e-4,
            `${output.frames} frames for ${wanted} s`,
          );
        } else {
          assert.ok(output.frames <= 15 * facts.config.output.fps + 1);
        }
        assert.equal(resolve(output, facts).frames, output.frames);
      }
    });
  });

  it('shows a shot in every frame, and two only during a transition', () => {
    check((plan, facts) => {
      for (const output of plan.outputs) {
        const { tracks, frames, warnings } = resolve(output, facts);
        const [shots = []] = tracks;
        let end = 0;
        let handover = 0;
        for (const shot of shots) {
          assert.equal(shot.start, end - handover, 'a shot starts where the one before hands over');
          end = shot.end;
          handover = shot.transition?.frames ?? 0;
        }
        assert.equal(end, frames);
        assert.equal(handover, 0);
        assert.deepEqual(
          warnings.filter(({ Code }) => Code === 'SourceEndsEarly'),
          [],
        );
      }
    });
  });

  it('stays inside of the sources and of their time ranges', () => {
    check((plan, facts) => {
      const { ranges } = facts.config.editing.media;
      for (const clip of plan.outputs.flatMap(mainClips)) {
        const source = facts.materials.get(mediaOf(clip));
        assert.ok(source !== undefined);
        const { In = -1, Out = -1 } = clip;
        assert.ok(In >= 0 && Out > In, `${In} to ${Out}`);
        if (source.kind === 'image') continue;
        assert.ok(Out <= source.duration + 1e-9);
        const windows = ranges.filter(({ media }) => media === mediaOf(clip)).flatMap((item) => item.ranges);
        const inside = windows.some((window) => In >= window.in - 1e-4 && Out <= window.out + 1e-4);
        assert.ok(windows.length === 0 || inside, `${In} to ${Out} is outside of ${JSON.stringify(windows)}`);
      }
    });
  });

  it('has footage for every frame of a clip', () => {
    check((plan, facts) => {
      const frame = 1 / facts.config.output.fps;
      for (const clip of plan.outputs.flatMap(mainClips)) {
        if (clip.Type === 'Image') continue;
        const { In = 0, Out = 0, TimelineIn = 0, TimelineOut = 0, Speed = 1 } = clip;
        assert.ok(
          Math.abs((Out - In) / Speed - (TimelineOut - TimelineIn)) < frame / 2 + 1e-3,
          JSON.stringify(clip),
        );
        // A frame may be as long as a shot.
        const least = frame > 0.5 ? 0.1 : 0.3;
        assert.ok(Speed >= least && Speed <= 1, `speed ${Speed}`);
      }
    });
  });

  it('shows no footage twice in an output unless it says so, transitions aside', () => {
    check((plan, facts) => {
      if (mayRepeat(plan, facts)) return;
      if (facts.config.editing.process.transition !== null) return;
      for (const output of plan.outputs) {
        const clips = mainClips(output).filter((clip) => clip.Type === 'Video');
        for (const [index, clip] of clips.entries()) {
          for (const other of clips.slice(0, index).filter((each) => mediaOf(each) === mediaOf(clip))) {
            const common = Math.min(clip.Out ?? 0, other.Out ?? 0) - Math.max(clip.In ?? 0, other.In ?? 0);
            assert.ok(common < 2e-3, `${JSON.stringify(clip)} and ${JSON.stringify(other)}`);
          }
        }
      }
    });
  });

  it('is the same for the same facts', () => {
    check((plan, facts) => assert.deepEqual(planSmart(facts), plan));
  });

  it('keeps the order of the sources where that is asked for and nothing has to be repeated', () => {
    check((plan, facts) => {
      if (!facts.config.editing.process.temporalOrder) return;
      if (mayRepeat(plan, facts)) return;
      for (const output of plan.outputs) {
        const places = mainClips(output).map((clip) => [
          Number(mediaOf(clip).slice(1)),
          clip.Type === 'Image' ? 0 : (clip.In ?? 0),
        ]);
        const sorted = places.toSorted(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d);
        assert.deepEqual(places, sorted);
      }
    });
  });
});
