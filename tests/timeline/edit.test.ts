import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cutSegments, framedShots, shotsOf } from '../../src/render/segments.ts';
import { EditError, resolveEdit } from '../../src/timeline/edit.ts';
import type { MediaFacts, PictureFacts, Source } from '../../src/timeline/material.ts';
import type { Timeline, VideoTrackClip } from '../../src/timeline/model.ts';
import { parseTimeline } from '../../src/timeline/schema.ts';

const picture: PictureFacts = {
  width: 1920,
  height: 1080,
  codedWidth: 1920,
  codedHeight: 1080,
  rotation: 0,
  sampleAspect: 1,
  fps: 30,
  codec: 'h264',
  pixelFormat: 'yuv420p',
  alpha: false,
  transfer: 'sdr',
  colorSpace: 'bt709',
  colorRange: 'tv',
  colorPrimaries: 'bt709',
  interlaced: false,
};
const source = (facts: Partial<MediaFacts>): Source => ({
  path: '/nowhere',
  facts: {
    kind: 'video',
    format: 'mov',
    duration: 60,
    size: 1,
    bitrate: 1,
    picture,
    sound: { codec: 'aac', sampleRate: 48_000, channels: 2 },
    ...facts,
  },
});
const sources: Record<string, Source> = {
  film: source({}),
  short: source({ duration: 2 }),
  photo: source({ kind: 'image', duration: 0, sound: null }),
  logo: source({ kind: 'image', duration: 0, sound: null, picture: { ...picture, alpha: true } }),
  music: source({ kind: 'audio', duration: 30, picture: null }),
};
const output = { width: 1080, height: 1920 };
const resolve = (timeline: Timeline, fps = 25) => resolveEdit(timeline, output, fps, sources);
const film = (clip: Partial<VideoTrackClip> = {}): VideoTrackClip => ({ MediaURL: 'film', ...clip });
const fade = (Duration: number) => [{ Type: 'Transition' as const, SubType: 'fade', Duration }];
const videos = (...clips: VideoTrackClip[]): Timeline => ({ VideoTracks: [{ VideoTrackClips: clips }] });
const places = (timeline: Timeline) =>
  resolve(timeline).tracks.map((track) => track.map(({ start, end }) => [start, end]));

/** Clips of a track in the three ways that clients place them. */
const clipsArbitrary = fc.array(
  fc.record({
    length: fc.integer({ min: 1, max: 200 }),
    gap: fc.integer({ min: -80, max: 60 }),
    transition: fc.option(fc.integer({ min: 0, max: 150 })),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('edit', () => {
  it('lays clips end to end when they have no times', () => {
    assert.deepEqual(places(videos(film({ In: 1, Out: 3 }), film({ In: 0, Out: 4, Speed: 2 }))), [
      [
        [0, 50],
        [50, 100],
      ],
    ]);
  });

  it('moves later clips left by the transitions between them', () => {
    const timeline = videos(
      film({ Out: 4, Effects: fade(1) }),
      film({ Out: 4, TimelineIn: 4, Effects: fade(0.6) }),
      film({ Out: 4, TimelineIn: 8 }),
    );
    assert.deepEqual(places(timeline), [
      [
        [0, 100],
        [75, 175],
        [160, 260],
      ],
    ]);
    assert.deepEqual(
      resolve(timeline).tracks[0]?.map(({ transition }) => transition),
      [{ xfade: 'fade', start: 75, frames: 25 }, { xfade: 'fade', start: 160, frames: 15 }, null],
    );
  });

  it('uses the overlap that explicit times have', () => {
    const timeline = videos(
      film({ Out: 4, TimelineIn: 0, TimelineOut: 4, Effects: fade(1) }),
      film({ Out: 4, TimelineIn: 3.5, TimelineOut: 7.5 }),
    );
    assert.deepEqual(places(timeline), [
      [
        [0, 100],
        [88, 188],
      ],
    ]);
    assert.equal(resolve(timeline).tracks[0]?.[0]?.transition?.frames, 12);
  });

  it('lets the later clip hide the earlier one where they overlap without a transition', () => {
    assert.deepEqual(
      places(videos(film({ TimelineIn: 0, TimelineOut: 4 }), film({ TimelineIn: 3, TimelineOut: 5 }))),
      [
        [
          [0, 75],
          [75, 125],
        ],
      ],
    );
  });

  it('never shows more than two clips of a track at once, and two only in a transition', () => {
    fc.assert(
      fc.property(clipsArbitrary, fc.constantFrom(25, 29.97, 30), fc.boolean(), (recipe, fps, explicit) => {
        let end = 0;
        const clips = recipe.map(({ length, gap, transition }) => {
          const start = Math.max(0, end + gap);
          end = start + length;
          const times = explicit ? { TimelineIn: start / 25, TimelineOut: end / 25 } : { Out: length / 25 };
          return film({ ...times, ...(transition === null ? {} : { Effects: fade(transition / 25) }) });
        });
        const edit = resolve(videos(...clips), fps);
        const [track = []] = edit.tracks;
        for (let frame = 0; frame < edit.frames; frame += 1) {
          const seen = track.filter((shot) => shot.start <= frame && frame < shot.end);
          assert.ok(seen.length <= 2);
          const [first] = seen;
          if (seen.length < 2 || first === undefined) continue;
          const { transition } = first;
          assert.ok(
            transition !== null && transition.start <= frame && frame < transition.start + transition.frames,
          );
        }
        const segments = cutSegments(edit);
        assert.equal(segments[0]?.start, 0);
        assert.equal(segments.at(-1)?.end, edit.frames);
        segments.forEach((segment, index) => {
          assert.ok(segment.end > segment.start);
          if (index > 0) assert.equal(segment.start, segments[index - 1]?.end);
        });
      }),
      { numRuns: 200 },
    );
  });

  it('is as long as its main track, else as its longest video track, else as its sound', () => {
    const [long, brief] = [{ VideoTrackClips: [film({ Out: 8 })] }, { VideoTrackClips: [film({ Out: 3 })] }];
    const music = { AudioTrackClips: [{ MediaURL: 'music' }] };
    assert.equal(resolve({ VideoTracks: [long, brief], AudioTracks: [music] }).frames, 200);
    assert.equal(resolve({ VideoTracks: [long, { ...brief, MainTrack: true }] }).frames, 75);
    assert.equal(resolve({ VideoTracks: [long], AudioTracks: [{ ...music, MainTrack: true }] }).frames, 750);
    assert.equal(resolve({ VideoTracks: [], AudioTracks: [music] }).frames, 750);
    assert.equal(resolve({ VideoTracks: [long, { ...brief, MainTrack: true }], MaxDuration: 2 }).frames, 50);
    const photo = { MediaURL: 'photo', Type: 'GlobalImage' as const };
    assert.equal(resolve(videos(photo)).frames, 1);
    assert.equal(resolve(videos({ ...photo, Duration: 2 })).frames, 50);
    assert.equal(resolve({ VideoTracks: [{ VideoTrackClips: [photo] }, long] }).tracks[0]?.[0]?.end, 200);
  });

  it('hears what has a sound and is not muted', () => {
    const timeline = (Gain: number) =>
      videos(film({ Out: 2, Effects: [{ Type: 'Volume', Gain }] }), { MediaURL: 'photo', Duration: 1 });
    assert.equal(resolve(timeline(1)).sounds.length, 1);
    assert.equal(resolve(timeline(0)).sounds.length, 0);
  });

  it('lets a clip follow another, slower when it is too short', () => {
    const edit = resolve({
      VideoTracks: [{ VideoTrackClips: [{ MediaURL: 'short', ReferenceClipId: 'voice' }] }],
      AudioTracks: [
        { AudioTrackClips: [{ MediaURL: 'music', ClipId: 'voice', TimelineIn: 1, TimelineOut: 6 } as never] },
      ],
    });
    const shot = edit.tracks[0]?.[0];
    assert.deepEqual([shot?.start, shot?.end, shot?.speed], [25, 150, 0.4]);
  });

  it('warns of tracks that it does not draw', () => {
    const timeline = parseTimeline(
      JSON.stringify({
        VideoTracks: [{ VideoTrackClips: [{ MediaURL: 'film', Out: 2 }] }],
        imageTracks: [{ ImageTrackClips: [{ ImageURL: 'logo' }] }],
        EffectTracks: [{ EffectTrackItems: [{ Type: 'VFX', SubType: 'rainy' }] }],
      }),
    );
    assert.deepEqual(
      resolve(timeline).warnings.map(({ Message }) => Message),
      [
        'ImageTracks of the timeline is not drawn; put its pictures into VideoTracks.',
        'EffectTracks of the timeline is not drawn.',
      ],
    );
    assert.deepEqual(resolve({ ...timeline, ImageTracks: [], EffectTracks: [] }).warnings, []);
  });

  it('warns of what it does not draw', () => {
    const edit = resolve(
      videos(
        film({
          Out: 2,
          Effects: [
            { Type: 'VFX', SubType: 'rainy' },
            { Type: 'Transition', SubType: 'cube', Duration: 1 },
          ],
        }),
        film({ Out: 2 }),
      ),
    );
    assert.deepEqual(edit.warnings.map(({ Code }) => Code).sort(), ['EffectIgnored', 'TransitionReplaced']);
  });

  it('refuses what it cannot resolve, with the name of the material', () => {
    assert.throws(() => resolve(videos({ MediaURL: 'unknown' })), /unknown/);
    assert.throws(
      () => resolve(videos({ MediaURL: 'short', In: 2 })),
      (error) => error instanceof EditError && /short/.test(error.message),
    );
    assert.throws(() => resolve(videos({ MediaURL: 'music' })), /no picture/);
    assert.throws(() => resolve({ VideoTracks: [] }), /no length/);
  });

  it('draws only what can be seen', () => {
    const full = { X: 0, Y: 0, Width: 1, Height: 1, TimelineOut: 4 };
    const layersOf = (...layers: VideoTrackClip[]) => {
      const edit = resolve({ VideoTracks: layers.map((clip) => ({ VideoTrackClips: [clip] })) });
      const framed = framedShots(edit);
      return cutSegments(edit)[0]
        ?.layers.flatMap(shotsOf)
        .map((shot) => [shot.key, framed.has(shot)]);
    };
    assert.deepEqual(layersOf({ MediaURL: 'photo', ...full }, film(full)), [['film', true]]);
    assert.deepEqual(layersOf({ MediaURL: 'photo', ...full }, film({ TimelineOut: 4 })), [
      ['photo', true],
      ['film', false],
    ]);
    assert.deepEqual(layersOf({ MediaURL: 'photo', ...full }, { MediaURL: 'logo', ...full }), [
      ['photo', true],
      ['logo', false],
    ]);
    assert.deepEqual(layersOf(film(full)), [['film', true]]);
  });
});
