import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fitScale, rulerMarks, scaleLimits, thumbnailTimes } from '../../src/console/timeline/scale.ts';
import { drawTimeline } from '../../src/console/timeline/tracks.ts';

const timeline = {
  VideoTracks: [
    { VideoTrackClips: [{ MediaURL: 'oss://demo/sky.png', Type: 'GlobalImage' }] },
    {
      MainTrack: true,
      VideoTrackClips: [
        {
          MediaId: 'm1',
          Type: 'Video',
          In: 1,
          Out: 4,
          TimelineIn: 0,
          TimelineOut: 3,
          Effects: [{ Type: 'Transition', SubType: 'fade', Duration: 0.5 }],
        },
        { MediaId: 'm2', Type: 'Video', In: 0, Out: 5, TimelineIn: 2.5, TimelineOut: 5, Speed: 2 },
      ],
    },
    { VideoTrackClips: [{ MediaURL: 'oss://demo/a%20b.png', Type: 'Image', TimelineIn: 0, TimelineOut: 5 }] },
  ],
  AudioTracks: [
    { AudioTrackClips: [{ Type: 'AI_TTS', Content: 'Hello', TimelineIn: 0.1, TimelineOut: 1.2 }] },
    { AudioTrackClips: [{ MediaURL: 'oss://demo/music.wav', LoopMode: true, In: 0, Out: 60 }] },
  ],
  SubtitleTracks: [
    {
      SubtitleTrackClips: [
        { Type: 'Text', Content: 'Title\\Ntwo', TimelineIn: 0, TimelineOut: 5 },
        { Type: 'Text', Content: '<font size=3>Hel</font>lo', TimelineIn: 0.1, TimelineOut: 1.2 },
        { Type: 'Text', Content: 'you', TimelineIn: 1.2, TimelineOut: 2 },
      ],
    },
  ],
};

describe('a timeline as it is drawn', () => {
  const drawn = drawTimeline(timeline);

  it('has its tracks from the topmost text down to the music', () => {
    assert.deepEqual(
      drawn.tracks.map(({ kind }) => kind),
      ['text', 'text', 'overlay', 'main', 'background', 'speech', 'music'],
    );
    assert.equal(drawn.duration, 5);
  });

  it('gives texts that overlap rows of their own and keeps those together that follow each other', () => {
    assert.deepEqual(
      drawn.tracks.slice(0, 2).map(({ clips }) => clips.map(({ label }) => label)),
      [['Title two'], ['Hello', 'you']],
    );
  });

  it('leaves the clips of the main track, which overlap by transitions, in one row', () => {
    const main = drawn.tracks.find(({ kind }) => kind === 'main');
    assert.deepEqual(
      main?.clips.map(({ start, end, sourceIn, sourceOut, speed, transition }) => ({
        start,
        end,
        sourceIn,
        sourceOut,
        speed,
        transition,
      })),
      [
        {
          start: 0,
          end: 3,
          sourceIn: 1,
          sourceOut: 4,
          speed: 1,
          transition: { name: 'fade', duration: 0.5 },
        },
        { start: 2.5, end: 5, sourceIn: 0, sourceOut: 5, speed: 2, transition: null },
      ],
    );
  });

  it('lets what has no times last for the whole video', () => {
    const spans = drawn.tracks
      .filter(({ kind }) => kind === 'background' || kind === 'music')
      .map(({ clips }) => [clips[0]?.start, clips[0]?.end, clips[0]?.label]);
    assert.deepEqual(spans, [
      [0, 5, 'sky.png'],
      [0, 5, 'music.wav'],
    ]);
  });

  it('puts clips without times one after the other', () => {
    const { tracks, duration } = drawTimeline(
      {
        VideoTracks: [
          {
            VideoTrackClips: [
              { MediaURL: 'oss://d/a.mp4', In: 2, Out: 4 },
              { MediaURL: 'oss://d/b.png', Type: 'Image', Duration: 3 },
            ],
          },
        ],
      },
      5,
    );
    assert.deepEqual(
      tracks[0]?.clips.map(({ start, end }) => [start, end]),
      [
        [0, 2],
        [2, 5],
      ],
    );
    assert.equal(duration, 5);
  });

  it('can be drawn of any JSON, with times that are numbers in order', () => {
    const clip = fc.record(
      {
        Type: fc.constantFrom('Video', 'Image', 'AI_TTS', 'x'),
        In: fc.oneof(fc.double(), fc.string(), fc.constant(null)),
        Out: fc.oneof(fc.double(), fc.string()),
        TimelineIn: fc.oneof(fc.double(), fc.string()),
        TimelineOut: fc.oneof(fc.double(), fc.constant('3')),
        Content: fc.anything(),
        Effects: fc.anything(),
      },
      { requiredKeys: [] },
    );
    const any = fc.oneof(
      fc.jsonValue(),
      fc.record({ VideoTracks: fc.array(fc.record({ VideoTrackClips: fc.array(clip) })) }),
    );
    fc.assert(
      fc.property(any, (value) => {
        for (const { clips } of drawTimeline(value).tracks) {
          for (const { start, end } of clips) {
            assert.ok(Number.isFinite(start) && Number.isFinite(end) && end >= start);
          }
        }
      }),
    );
  });
});

describe('the scale of a timeline', () => {
  it('fits the video to the width, within limits', () => {
    assert.equal(fitScale(10, 800), 80);
    assert.equal(fitScale(0.1, 800), scaleLimits.most);
    assert.equal(fitScale(0, 800), scaleLimits.least);
  });

  it('marks the ruler from zero to the end, as densely as numbers can stand', () => {
    assert.deepEqual(rulerMarks(3, 100), [0, 1, 2, 3]);
    assert.deepEqual(rulerMarks(1, 400), [0, 0.2, 0.4, 0.6, 0.8, 1]);
    fc.assert(
      fc.property(
        fc.double({ min: 0.1, max: 7200, noNaN: true }),
        fc.double({ min: scaleLimits.least, max: scaleLimits.most, noNaN: true }),
        (duration, scale) => {
          const marks = rulerMarks(duration, scale);
          assert.equal(marks[0], 0);
          assert.ok((marks.at(-1) ?? 0) <= duration + 0.05);
          const [first = 0, second] = marks;
          if (second !== undefined) assert.ok((second - first) * scale >= 60);
        },
      ),
    );
  });

  it('shows moments inside of the clip, as many as there is room for', () => {
    assert.deepEqual(thumbnailTimes({ sourceIn: 2, sourceOut: 4 }, 100, 50), [2.5, 3.5]);
    assert.equal(thumbnailTimes({ sourceIn: 0, sourceOut: 60 }, 10_000, 50).length, 12);
    assert.equal(thumbnailTimes({ sourceIn: 0, sourceOut: 1 }, 3, 50).length, 1);
  });
});
