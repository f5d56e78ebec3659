import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { BatchPlan, OutputPlan, PlanFacts } from '../../src/mix/plan.ts';
import { planBatch } from '../../src/mix/plan-batch.ts';
import { resolveEdit } from '../../src/timeline/edit.ts';
import type { MediaFacts, Source } from '../../src/timeline/material.ts';
import { sourceKey, speechOfClip, type VideoTrackClip } from '../../src/timeline/model.ts';
import { speechKey } from '../../src/timeline/speech.ts';
import { audio, factsFor, image, read, video } from './facts.ts';

/** A batch in numbers, from which configs and materials are made. */
const scenario = fc.record({
  groups: fc.array(
    fc.record({
      materials: fc.array(
        fc.oneof(
          { weight: 4, arbitrary: fc.double({ min: 0.5, max: 25, noNaN: true }) },
          { weight: 1, arbitrary: fc.constant(0) },
        ),
        {
          minLength: 1,
          maxLength: 4,
        },
      ),
      texts: fc.array(fc.integer({ min: 5, max: 120 }), { maxLength: 3 }),
      duration: fc.option(fc.double({ min: 0.5, max: 12, noNaN: true }), { nil: null }),
      split: fc.boolean(),
      adapt: fc.boolean(),
      range: fc.option(
        fc.tuple(fc.double({ min: 0, max: 8, noNaN: true }), fc.double({ min: 0.5, max: 9, noNaN: true })),
        { nil: null },
      ),
    }),
    { minLength: 1, maxLength: 5 },
  ),
  texts: fc.array(fc.integer({ min: 5, max: 300 }), { maxLength: 3 }),
  count: fc.integer({ min: 1, max: 6 }),
  fps: fc.constantFrom(25, 30, 23.976, 12),
  shot: fc.double({ min: 0.6, max: 5, noNaN: true }),
  transition: fc.option(fc.double({ min: 0.1, max: 2, noNaN: true }), { nil: null }),
  alignment: fc.constantFrom('AutoSpeed', 'Cut'),
  fixed: fc.option(fc.double({ min: 1, max: 30, noNaN: true }), { nil: null }),
  shared: fc.boolean(),
  seed: fc.string({ maxLength: 8 }),
});

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never;

function build(given: Scenario): PlanFacts {
  const materials: Record<string, MediaFacts> = {};
  const name = (group: number, index: number) => (given.shared ? `m${index}` : `g${group}m${index}`);
  const groups = given.groups.map((group, g) => ({
    GroupName: `g${g}`,
    MediaArray: group.materials.map((seconds, index) => {
      const media = name(g, index);
      materials[media] ??= seconds === 0 ? image() : video(seconds);
      return media;
    }),
    SpeechTextArray: group.texts.map((length, index) => `${index}`.repeat(length)),
    Duration: group.duration,
    SplitMode: group.split ? 'AverageSplit' : 'NoSplit',
    DurationAutoAdapt: group.adapt,
  }));
  const ranges = given.groups.flatMap(({ range }, g) => {
    const media = name(g, 0);
    const facts = materials[media];
    // A window that leaves something of the source.
    if (range === null || facts === undefined || facts.duration <= range[0] + 0.4) return [];
    return [
      { Media: media, GroupName: `g${g}`, TimeRangeList: [{ In: range[0], Out: range[0] + range[1] }] },
    ];
  });
  const speaks = given.texts.length > 0;
  const grouped =
    !speaks && groups.some((group) => group.Duration !== null || group.SpeechTextArray.length > 0);
  const { config } = read(
    {
      MediaGroupArray: groups,
      SpeechTextArray: given.texts.map((length, index) => `${index}`.repeat(length)),
    },
    {
      Count: given.count,
      Video: { Fps: given.fps },
      ...(given.fixed !== null && !speaks && !grouped ? { FixedDuration: given.fixed } : {}),
    },
    {
      MediaConfig: { MediaMetaDataArray: ranges },
      ProcessConfig: {
        SingleShotDuration: given.shot,
        AlignmentMode: given.alignment,
        ...(given.transition === null
          ? {}
          : { AllowTransition: true, TransitionDuration: given.transition, UseUniformTransition: false }),
      },
    },
  );
  return factsFor(config, materials, { seed: given.seed, seconds: (request) => request.text.length / 10 });
}

const mainClips = ({ timeline }: OutputPlan): VideoTrackClip[] =>
  timeline.VideoTracks.find((track) => track.MainTrack === true)?.VideoTrackClips ?? [];

const media = (clip: VideoTrackClip) => clip.MediaURL ?? clip.MediaId ?? '';

function resolve(plan: OutputPlan, facts: PlanFacts) {
  const { width, height, fps } = facts.config.output;
  const sources: Record<string, Source> = {};
  for (const [key, value] of facts.materials) sources[key] = { path: `/${key}`, facts: value };
  for (const track of plan.timeline.AudioTracks ?? []) {
    for (const clip of track.AudioTrackClips) {
      if (clip.Type === 'AI_TTS') {
        const speech = facts.speeches.get(speechKey(speechOfClip(clip)));
        assert.ok(speech, 'a speech clip stands for a speech that was asked for');
        sources[sourceKey(clip)] = { path: '/speech', facts: audio(speech.duration) };
      }
    }
  }
  return resolveEdit(plan.timeline, { width, height }, fps, sources);
}

/** Seconds that an output has to last, by the rules of batch.md 9.1 and 9.2; null where the shot that is drawn decides. */
function expectedSeconds(plan: OutputPlan, { config, speeches }: PlanFacts): number | null {
  const { input, output, editing } = config;
  const spoken = new Map<number, number>();
  for (const track of plan.timeline.AudioTracks ?? []) {
    for (const clip of track.AudioTrackClips) {
      const speech = speeches.get(speechKey(speechOfClip(clip)));
      if (speech !== undefined) spoken.set(clip.TimelineIn ?? 0, speech.duration);
    }
  }
  const speech = [...spoken.values()].reduce((sum, value) => sum + value, 0);
  if (input.mode === 'global') {
    if (speech > 0) return speech;
    return output.fixedDuration ?? Math.min(15, editing.process.shotDuration * input.groups.length);
  }
  const silent = input.groups.filter((group) => group.speechTexts.length === 0);
  if (silent.some((group) => group.adaptDuration)) return null;
  return silent.reduce((sum, group) => sum + (group.duration ?? 5), speech);
}

const check = (law: (plan: BatchPlan, facts: PlanFacts) => void) =>
  fc.assert(
    fc.property(scenario, (given) => {
      const facts = build(given);
      law(planBatch(facts), facts);
    }),
    { numRuns: 250 },
  );

describe('every plan', () => {
  it('lasts exactly as long as speech, groups or configs ask for', () => {
    check((plan, facts) => {
      const { fps } = facts.config.output;
      for (const output of plan.outputs) {
        const seconds = expectedSeconds(output, facts);
        if (seconds !== null)
          assert.ok(
            Math.abs(output.frames - seconds * fps) <= 0.52 + output.frames * 1e-4,
            `${output.frames} frames for ${seconds} s`,
          );
        assert.equal(resolve(output, facts).frames, output.frames);
      }
    });
  });

  it('shows a shot in every frame, and two only during a transition', () => {
    check((plan, facts) => {
      for (const output of plan.outputs) {
        const { tracks, frames } = resolve(output, facts);
        const [shots = []] = tracks;
        let end = 0;
        let handover = 0;
        for (const shot of shots) {
          assert.equal(shot.start, end - handover, 'a shot starts where the one before hands over');
          assert.ok(
            handover * 2 <= shot.end - shot.start + handover,
            'a transition leaves room for the shot',
          );
          end = shot.end;
          handover = shot.transition?.frames ?? 0;
        }
        assert.equal(end, frames);
        assert.equal(handover, 0);
      }
    });
  });

  it('stays inside of the sources and of their time ranges', () => {
    check((plan, facts) => {
      const { ranges } = facts.config.editing.media;
      for (const clip of plan.outputs.flatMap(mainClips)) {
        const source = facts.materials.get(media(clip));
        assert.ok(source !== undefined);
        const { In = -1, Out = -1 } = clip;
        assert.ok(In >= 0 && Out > In, `${In} to ${Out}`);
        if (source.kind === 'image') continue;
        assert.ok(Out <= source.duration + 1e-9);
        const windows = ranges.filter((range) => range.media === media(clip));
        // Where every group that shows the material names ranges for it, the clip lies in one of them.
        const holders = facts.config.input.groups.filter((group) => group.materials.includes(media(clip)));
        if (holders.every((group) => windows.some((window) => window.group === group.name))) {
          const inside = windows.some((window) =>
            window.ranges.some((range) => In >= range.in - 1e-4 && Out <= range.out + 1e-4),
          );
          assert.ok(inside, `${In} to ${Out} is outside of ${JSON.stringify(windows)}`);
        }
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
        assert.ok(Speed >= 0.4 && Speed <= 2, `speed ${Speed}`);
      }
    });
  });

  it('shows no footage twice in an output unless it says so', () => {
    check((plan, facts) => {
      if (plan.warnings.some(({ Code }) => Code === 'FootageRepeated')) return;
      // Ranges of different groups may overlap by themselves.
      if (facts.config.editing.media.ranges.length > 0) return;
      if (new Set(facts.config.input.groups.map((group) => group.split)).size > 1) return;
      for (const output of plan.outputs) {
        const clips = mainClips(output).filter((clip) => clip.Type === 'Video');
        for (const [index, clip] of clips.entries()) {
          for (const other of clips.slice(0, index).filter((candidate) => media(candidate) === media(clip))) {
            const common = Math.min(clip.Out ?? 0, other.Out ?? 0) - Math.max(clip.In ?? 0, other.In ?? 0);
            assert.ok(common < 1e-3, `${JSON.stringify(clip)} and ${JSON.stringify(other)}`);
          }
        }
      }
    });
  });

  it('is the same for the same facts', () => {
    check((plan, facts) => assert.deepEqual(planBatch(facts), plan));
  });

  it('keeps the groups in order and gives every part of a grouped video its own time', () => {
    check((plan, facts) => {
      const { input } = facts.config;
      const names = input.groups.map((group) => new Set(group.materials));
      for (const output of plan.outputs) {
        let group = 0;
        for (const clip of mainClips(output)) {
          while (group < names.length && names[group]?.has(media(clip)) !== true) group++;
          assert.ok(
            group < names.length || plan.warnings.some(({ Code }) => Code === 'FootageRepeated'),
            'a clip stands before the group that it belongs to',
          );
        }
      }
    });
  });
});
