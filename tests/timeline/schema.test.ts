import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../src/errors/api-error.ts';
import { parseTimeline } from '../../src/timeline/schema.ts';

const refusal = (timeline: unknown): ApiError => {
  try {
    parseTimeline(typeof timeline === 'string' ? timeline : JSON.stringify(timeline));
  } catch (error) {
    assert.ok(error instanceof ApiError);
    return error;
  }
  return assert.fail('it should have been refused');
};

const track = (...clips: unknown[]) => ({ VideoTracks: [{ VideoTrackClips: clips }] });

describe('timeline JSON', () => {
  it('is read whatever the key case, the spelling of numbers, nulls and unknown keys', () => {
    const timeline = parseTimeline(
      JSON.stringify({
        videotracks: [
          {
            VideoTrackClips: [
              {
                MediaUrl: 'a.mp4',
                type: 'video',
                in: '1.5',
                Out: 3,
                Speed: null,
                adaptMode: 'COVER',
                Title: 'of the editor',
                Effects: [
                  { type: 'volume', gain: '0' },
                  { Type: 'Transition', SubType: 'fade' },
                ],
              },
            ],
            MainTrack: 'true',
          },
        ],
        AudioTracks: [{ AudioTrackClips: [{ MediaId: 'm', LoopMode: 'true', TimelineOut: '4.2' }] }],
        SubtitleTracks: [
          { SubtitleTrackClips: [{ Type: 'text', Content: 'x', FontFace: { bold: 'true' } }] },
        ],
        SdkVersion: '5.2',
      }),
    );
    assert.deepEqual(timeline, {
      VideoTracks: [
        {
          VideoTrackClips: [
            {
              MediaURL: 'a.mp4',
              Type: 'Video',
              In: 1.5,
              Out: 3,
              AdaptMode: 'Cover',
              Effects: [
                { Type: 'Volume', Gain: 0 },
                { Type: 'Transition', SubType: 'fade', Duration: 1 },
              ],
            },
          ],
          MainTrack: true,
        },
      ],
      AudioTracks: [{ AudioTrackClips: [{ MediaId: 'm', LoopMode: true, TimelineOut: 4.2 }] }],
      SubtitleTracks: [{ SubtitleTrackClips: [{ Type: 'Text', Content: 'x', FontFace: { Bold: true } }] }],
    });
  });

  it('keeps effects that are not drawn, with all their keys', () => {
    const effect = { Type: 'VFX', SubType: 'rainy', ExtParams: 'a=1' };
    assert.deepEqual(
      parseTimeline(JSON.stringify(track({ MediaId: 'x', Effects: [effect] }))).VideoTracks[0]
        ?.VideoTrackClips[0]?.Effects,
      [effect],
    );
  });

  it('is refused with a code and the path of what cannot work', () => {
    assert.equal(refusal('{').code, 'TimelineFormatError');
    assert.match(refusal({}).message, /both video tracks and audio tracks are empty/i);
    assert.match(refusal({ VideoTracks: [] }).message, /empty/);
    const cases: [unknown, RegExp][] = [
      [track({ MediaId: 'x', Speed: 'fast' }), /VideoTracks\.0\.VideoTrackClips\.0\.Speed/],
      [track({ MediaId: 'x' }, { In: 1 }), /VideoTrackClips\.1: MediaId and MediaURL are both empty/],
      [track({ MediaId: 'x', Effects: [{ Type: 'Volume', Gain: 11 }] }), /Effects\.0\.Gain/],
      [track({ MediaId: 'x', AdaptMode: 'Zoom' }), /AdaptMode/],
    ];
    for (const [timeline, message] of cases) {
      const error = refusal(timeline);
      assert.equal(error.code, 'InvalidTimelineFormat');
      assert.match(error.message, message);
    }
  });
});
