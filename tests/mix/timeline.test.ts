import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ApiError } from '../../src/errors/api-error.ts';
import type { OutputPlan } from '../../src/mix/plan.ts';
import { planBatch, speechRequests } from '../../src/mix/plan-batch.ts';
import type { MediaFacts } from '../../src/timeline/material.ts';
import { type ClipEffect, speechOfClip, type VideoTrackClip } from '../../src/timeline/model.ts';
import { speechKey } from '../../src/timeline/speech.ts';
import { audio, factsFor, image, read, video } from './facts.ts';

type Materials = Record<string, MediaFacts>;

function plan(input: object, materials: Materials, editing: object = {}, output: object = {}) {
  const { config } = read(input, output, editing);
  return planBatch(factsFor(config, materials));
}

function first(input: object, materials: Materials, editing: object = {}, output: object = {}): OutputPlan {
  return plan(input, materials, editing, output).outputs[0] as OutputPlan;
}

const mainClips = ({ timeline }: OutputPlan): VideoTrackClip[] =>
  timeline.VideoTracks.find((track) => track.MainTrack === true)?.VideoTrackClips ?? [];
const effect = (clip: { Effects?: ClipEffect[] } | undefined, type: string) =>
  clip?.Effects?.find(({ Type }) => Type === type) as Record<string, unknown> | undefined;
const oneGroup = (...media: string[]) => ({ MediaGroupArray: [{ MediaArray: media }] });
const id = '0123456789abcdef0123456789abcdef';
const codes = (warnings: { Code: string }[]) => warnings.map(({ Code }) => Code);

describe('the clips of the main track', () => {
  it('cover the frame where they stand as it does, or lose little; others are shown whole over their blurred selves', () => {
    const modes = (width: number, height: number) => {
      const [clip] = mainClips(first(oneGroup('a'), { a: video(9, width, height) }));
      return [clip?.AdaptMode, effect(clip, 'Background')];
    };
    assert.deepEqual(modes(1080, 1920), ['Cover', undefined]);
    assert.deepEqual(modes(720, 1600), ['Cover', undefined]);
    assert.deepEqual(modes(1000, 1000), ['Contain', { Type: 'Background', SubType: 'Blur', Radius: 0.1 }]);
    assert.deepEqual(modes(1920, 1080), ['Contain', { Type: 'Background', SubType: 'Blur', Radius: 0.1 }]);
  });

  it('cover a square frame when only a little is lost', () => {
    const [clip] = mainClips(
      first(oneGroup('a'), { a: video(9, 1280, 1024) }, {}, { Width: 1080, Height: 1080 }),
    );
    assert.equal(clip?.AdaptMode, 'Cover');
  });

  it('are shown whole over the background that was asked for', () => {
    const colour = mainClips(
      first(oneGroup('a'), { a: video(9) }, { BackgroundImageConfig: { SubType: 'color', Color: '000066' } }),
    );
    assert.equal(colour[0]?.AdaptMode, 'Contain');
    assert.deepEqual(effect(colour[0], 'Background'), {
      Type: 'Background',
      SubType: 'Color',
      Color: '#000066',
    });
    const blur = mainClips(
      first(oneGroup('a'), { a: video(9) }, { BackgroundImageConfig: { SubType: 'Blur', Radius: '0.3' } }),
    );
    assert.deepEqual(effect(blur[0], 'Background'), { Type: 'Background', SubType: 'Blur', Radius: 0.3 });
  });

  it('stand over a background image that fills the frame', () => {
    const output = first({ ...oneGroup('a'), BackgroundImageArray: ['bg'] }, { a: video(9), bg: image() });
    const [below, main] = output.timeline.VideoTracks;
    assert.deepEqual(below?.VideoTrackClips, [
      { MediaURL: 'bg', Type: 'GlobalImage', X: 0, Y: 0, Width: 1, Height: 1, AdaptMode: 'Cover' },
    ]);
    assert.equal(main?.MainTrack, true);
    assert.equal(main?.VideoTrackClips[0]?.AdaptMode, 'Contain');
    assert.equal(effect(main?.VideoTrackClips[0], 'Background'), undefined);
    assert.equal(output.drawn.BackgroundImage, 'bg');
  });

  it('name ids as ids and everything else as URLs', () => {
    const output = first(
      { MediaGroupArray: [{ MediaArray: [id] }, { MediaArray: ['oss://b/a.mp4'] }] },
      { [id]: video(9), 'oss://b/a.mp4': video(9) },
    );
    const [one, two] = mainClips(output);
    assert.deepEqual(
      [one?.MediaId, one?.MediaURL, two?.MediaId, two?.MediaURL],
      [id, undefined, undefined, 'oss://b/a.mp4'],
    );
  });

  it('are mute unless a volume is given; that of the group wins', () => {
    const gain = (group: object, media: object = {}) => {
      const input = { MediaGroupArray: [{ MediaArray: ['a'], ...group }] };
      return effect(mainClips(first(input, { a: video(9) }, { MediaConfig: media }))[0], 'Volume');
    };
    assert.deepEqual(gain({}), { Type: 'Volume', Gain: 0 });
    assert.deepEqual(gain({}, { Volume: '0.60' }), { Type: 'Volume', Gain: 0.6 });
    assert.deepEqual(gain({ Volume: 0 }, { Volume: 0.6 }), { Type: 'Volume', Gain: 0 });
    assert.deepEqual(gain({ Volume: 2 }, { Volume: 0.6 }), { Type: 'Volume', Gain: 2 });
    assert.equal(gain({ Volume: 1 }), undefined);
  });

  it('show an image for ImageDuration', () => {
    const input = {
      MediaGroupArray: [
        { MediaArray: ['i'], DurationAutoAdapt: true, Duration: null },
        { MediaArray: ['a'], Duration: 4 },
      ],
    };
    const output = first(input, { i: image(), a: video(9) }, { ProcessConfig: { ImageDuration: 2.5 } });
    const [still] = mainClips(output);
    assert.deepEqual([still?.Type, still?.In, still?.Out, still?.TimelineOut], ['Image', 0, 2.52, 2.52]);
    assert.equal(output.frames, Math.round(6.5 * 25));
  });
});

describe('lengths', () => {
  const seconds = (output: OutputPlan) => output.frames / 25;
  const three = { MediaGroupArray: [{ MediaArray: ['a'] }, { MediaArray: ['b'] }, { MediaArray: ['c'] }] };
  const clips = { a: video(20), b: video(20), c: video(20) };

  it('without speech are a shot of every group, at most MaxDuration, which is 15 s', () => {
    assert.equal(seconds(first(three, clips)), 9);
    assert.equal(seconds(first(three, clips, {}, { MaxDuration: '5' })), 5);
    assert.equal(seconds(first(three, clips, { ProcessConfig: { SingleShotDuration: 6 } })), 15);
    assert.deepEqual(
      mainClips(first(three, clips)).map((clip) => clip.MediaURL),
      ['a', 'b', 'c'],
    );
  });

  it('follow FixedDuration', () => {
    assert.equal(seconds(first(three, clips, {}, { FixedDuration: 12 })), 12);
    assert.equal(seconds(first(oneGroup('a'), { a: video(1) }, {}, { FixedDuration: 12 })), 12);
  });

  it('follow the speech and say so when it is longer than MaxDuration', () => {
    const planned = plan({ ...three, SpeechTextArray: ['x'.repeat(203)] }, clips, {}, { MaxDuration: 15 });
    assert.equal(planned.outputs[0]?.frames, Math.round(20.3 * 25));
    assert.deepEqual(codes(planned.warnings), ['MaxDurationIgnored']);
  });

  it('of groups are those of their speech, their Duration, or 5 s', () => {
    const output = first(
      {
        MediaGroupArray: [
          { MediaArray: ['a'], SpeechTextArray: ['x'.repeat(33)], Duration: 9 },
          { MediaArray: ['b'], Duration: 2.5 },
          { MediaArray: ['c'] },
        ],
      },
      clips,
    );
    assert.equal(output.frames, Math.round((3.3 + 2.5 + 5) * 25));
    const borders = mainClips(output)
      .filter((clip, index, all) => clip.MediaURL !== all[index - 1]?.MediaURL)
      .map((clip) => clip.TimelineIn);
    assert.deepEqual(borders, [0, 3.32, 5.8]);
  });

  it('follow the clip where the group adapts, at most its Duration', () => {
    const group = { MediaArray: ['a'], SplitMode: 'NoSplit', DurationAutoAdapt: 'true' };
    assert.equal(seconds(first({ MediaGroupArray: [{ ...group, Duration: 3 }] }, { a: video(2) })), 2);
    assert.equal(seconds(first({ MediaGroupArray: [{ ...group, Duration: 3 }] }, { a: video(7) })), 3);
    assert.equal(
      seconds(
        first({ MediaGroupArray: [group, { MediaArray: ['b'], Duration: 1 }] }, { a: video(7), b: video(9) }),
      ),
      8,
    );
  });

  it('of many short groups do not drift', () => {
    const groups = Array.from({ length: 40 }, () => ({ MediaArray: ['a'], Duration: 1.03 }));
    const output = first({ MediaGroupArray: groups }, { a: video(500) });
    assert.equal(output.frames, Math.round(40 * 1.03 * 25));
  });
});

describe('alignment to the speech', () => {
  const groups = { MediaGroupArray: [{ MediaArray: ['a'] }, { MediaArray: ['b'] }, { MediaArray: ['c'] }] };
  const clips = { a: video(3), b: video(3), c: video(3) };
  const spoken = (seconds: number, mode?: string) =>
    mainClips(
      first({ ...groups, SpeechText: 'x'.repeat(seconds * 10) }, clips, {
        ProcessConfig: { AlignmentMode: mode },
      }),
    );

  it('plays the shots faster or slower by default', () => {
    assert.deepEqual(
      spoken(6).map((clip) => clip.Speed),
      [1.5, 1.5, 1.5],
    );
    const slow = spoken(12);
    assert.equal(slow.length, 3);
    for (const clip of slow) assert.ok(Math.abs((clip.Speed ?? 1) - 0.75) < 0.01, `${clip.Speed}`);
  });

  it('cuts what is far too long instead of racing through it', () => {
    const clip = spoken(4);
    assert.deepEqual(
      clip.map(({ MediaURL, Speed }) => [MediaURL, Speed]),
      [
        ['a', undefined],
        ['b', undefined],
        ['c', undefined],
      ],
    );
  });

  it('cuts the end off with Cut', () => {
    const cut = spoken(5, 'cut');
    assert.deepEqual(
      cut.map(({ MediaURL, In, Out, Speed }) => [MediaURL, In, Out, Speed]),
      [
        ['a', 0, 3, undefined],
        ['b', 0, 2, undefined],
      ],
    );
  });

  it('leaves no flash of a shot at the end with Cut', () => {
    const cut = spoken(6.2, 'Cut');
    assert.deepEqual(
      cut.map(({ TimelineIn, TimelineOut }) => [TimelineIn, TimelineOut]),
      [
        [0, 3],
        [3, 5.68],
        [5.68, 6.2],
      ],
    );
  });

  it('fills up with shots of the groups in the middle, then of all', () => {
    const long = { a: video(30), b: video(30), c: video(30) };
    const order = (middle: MediaFacts) =>
      mainClips(first({ ...groups, SpeechText: 'x'.repeat(180) }, { ...long, b: middle })).map(
        (clip) => clip.MediaURL,
      );
    assert.deepEqual(order(video(30)), ['a', 'b', 'b', 'b', 'b', 'c']);
    const mixed = order(video(3));
    assert.deepEqual(mixed.filter((media) => media === 'b').length, 1);
    assert.equal(mixed.length, 6);
    assert.deepEqual(mixed, mixed.toSorted());
  });

  it('shows shots again only when there is nothing else, and says so', () => {
    const planned = plan({ ...oneGroup('a'), SpeechText: 'x'.repeat(300) }, { a: video(3) });
    assert.deepEqual(codes(planned.warnings), ['FootageRepeated']);
    assert.equal(planned.outputs[0]?.frames, 750);
  });

  it('leaves groups out rather than show them for a blink', () => {
    const many = {
      MediaGroupArray: Array.from({ length: 30 }, (_, index) => ({ MediaArray: [`m${index}`] })),
      SpeechText: 'x'.repeat(50),
    };
    const planned = plan(
      many,
      Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`m${index}`, video(9)])),
    );
    assert.deepEqual(codes(planned.warnings), ['GroupsLeftOut']);
    assert.deepEqual(
      mainClips(planned.outputs[0] as OutputPlan).map((clip) => clip.MediaURL),
      ['m0', 'm1', 'm2', 'm3', 'm29'],
    );
  });
});

describe('sounds', () => {
  const input = {
    MediaGroupArray: [
      { MediaArray: ['a'], SpeechTextArray: ['x'.repeat(33)] },
      { MediaArray: ['b'], Duration: 2 },
      { MediaArray: ['c'], SpeechTextArray: ['y'.repeat(21)] },
    ],
    BackgroundMusicArray: ['m'],
  };
  const clips = { a: video(9), b: video(9), c: video(9), m: audio() };
  const editing = {
    SpeechConfig: {
      Volume: 1,
      Gain: '1.1',
      Voice: 'zhiru',
      SpecialWordsConfig: [{ Type: 'Forbidden', WordsList: ['best'], SoundReplaceMode: 'Beep' }],
    },
    BackgroundMusicConfig: { Gain: 0.4 },
  };

  it('of the speech start with their groups and stand for what was asked for', () => {
    const { config } = read(input, {}, editing);
    const [output] = planBatch(factsFor(config, clips)).outputs;
    const spoken = output?.timeline.AudioTracks?.[0]?.AudioTrackClips ?? [];
    assert.deepEqual(
      spoken.map((clip) => [clip.TimelineIn, clip.TimelineOut]),
      [
        [0, 3.3],
        [5.3, 7.4],
      ],
    );
    const keys = new Set(speechRequests(config, 'seed').map(speechKey));
    for (const clip of spoken) {
      assert.ok(keys.has(speechKey(speechOfClip(clip))));
      assert.deepEqual(clip.MaskedWords, [{ word: 'best', sound: 'Beep' }]);
      assert.deepEqual(clip.Effects, [{ Type: 'Volume', Gain: 1.1 }]);
    }
    assert.equal(output?.drawn.SpeechText, `${'x'.repeat(33)}\n${'y'.repeat(21)}`);
  });

  it('of the music are repeated to the end and fade out there', () => {
    const output = first(input, clips, editing);
    const [music] = output.timeline.AudioTracks?.[1]?.AudioTrackClips ?? [];
    assert.deepEqual(music, {
      MediaURL: 'm',
      LoopMode: true,
      TimelineIn: 0,
      TimelineOut: 7.4,
      Effects: [
        { Type: 'Volume', Gain: 0.4 },
        { Type: 'AFade', SubType: 'Out', Duration: 1 },
      ],
    });
  });

  it('are none when there is nothing to hear', () => {
    assert.equal(first(oneGroup('a'), { a: video(9) }).timeline.AudioTracks, undefined);
  });
});

describe('texts', () => {
  const input = {
    ...oneGroup('a'),
    SpeechText: 'x'.repeat(60),
    Title: 'A title',
    SubHeadingArray: [
      { Level: 2, TitleArray: ['two'] },
      { Level: '1', TitleArray: ['one'] },
    ],
  };

  it('are captions while spoken and headings from start to end, below each other', () => {
    const output = first(input, { a: video(9) });
    const [captions = [], heads = []] = (output.timeline.SubtitleTracks ?? []).map(
      (track) => track.SubtitleTrackClips,
    );
    assert.ok(captions.length > 0 && captions.every((clip) => (clip.TimelineOut ?? 0) <= 6));
    assert.deepEqual(
      heads.map((clip) => [clip.Content, clip.TimelineIn, clip.TimelineOut]),
      [
        ['A title', 0, 6],
        ['one', 0, 6],
        ['two', 0, 6],
      ],
    );
    const [title = 0, one = 0, two = 0] = heads.map((clip) => clip.Y);
    assert.ok(title === 0.1 && one > title + 80 / 1920 && two > one + 50 / 1920, `${title} ${one} ${two}`);
    assert.deepEqual(
      heads.map((clip) => clip.FontSize),
      [80, 50, 50],
    );
  });

  it('leave room for a title of several lines', () => {
    const y = (title: string) =>
      first({ ...input, Title: title }, { a: video(9) }).timeline.SubtitleTracks?.[1]?.SubtitleTrackClips[1]
        ?.Y ?? 0;
    assert.ok(y('x'.repeat(40)) > y('x') + 80 / 1920);
  });

  it('keep the style that was asked for', () => {
    const output = first(
      input,
      { a: video(9) },
      {
        TitleConfig: {
          Font: 'SimSun',
          FontSize: '40',
          FontColor: '&H0000FF',
          Y: 0.4,
          Alignment: 'topleft',
          EffectColorStyleId: 'CS0001-000001',
        },
        SubHeadingConfig: { 1: { Y: 0.3, FontSize: 40 } },
        SpeechConfig: { AsrConfig: { Y: 0.6, AaiMotionInEffect: 'fade_in', AaiMotionIn: '0.4' } },
      },
    );
    const [captions = [], heads = []] = (output.timeline.SubtitleTracks ?? []).map(
      (track) => track.SubtitleTrackClips,
    );
    const [title, one] = heads;
    assert.deepEqual(
      [
        title?.Font,
        title?.FontSize,
        title?.FontColor,
        title?.Y,
        title?.Alignment,
        title?.EffectColorStyle,
        title?.Outline,
        title?.FontFace,
      ],
      ['SimSun', 40, '#FF0000', 0.4, 'TopLeft', 'CS0001-000001', undefined, undefined],
    );
    assert.deepEqual([one?.Y, one?.FontSize], [0.3, 40]);
    assert.deepEqual(
      [captions[0]?.Y, captions[0]?.AaiMotionInEffect, captions[0]?.AaiMotionIn],
      [0.6, 'fade_in', 0.4],
    );
  });

  it('draw one motion of a list for each output', () => {
    const planned = plan(
      input,
      { a: video(60) },
      { TitleConfig: { AaiMotionInEffect: 'wave_in, fade_in' } },
      { Count: 12 },
    );
    const motions = planned.outputs.map(
      (output) => output.timeline.SubtitleTracks?.[1]?.SubtitleTrackClips[0]?.AaiMotionInEffect,
    );
    assert.deepEqual(new Set(motions), new Set(['wave_in', 'fade_in']));
  });

  it('drop a loop next to other motions, with a warning', () => {
    const planned = plan(
      input,
      { a: video(60) },
      { TitleConfig: { AaiMotionInEffect: 'wave_in', AaiMotionLoopEffect: 'swag_display' } },
    );
    const title = planned.outputs[0]?.timeline.SubtitleTracks?.[1]?.SubtitleTrackClips[0];
    assert.deepEqual([title?.AaiMotionInEffect, title?.AaiMotionLoopEffect], ['wave_in', undefined]);
    assert.deepEqual(codes(planned.warnings), ['MotionIgnored']);
  });
});

describe('stickers', () => {
  it('lie above the clips for the whole video, where and as they were asked for', () => {
    const sticker = {
      MediaId: id,
      MediaURL: 'ignored',
      X: '0.75',
      Y: 10,
      Width: 0.2,
      Height: 100,
      Opacity: '0.4',
      DyncFrames: 25,
    };
    const output = first({ ...oneGroup('a'), StickerArray: [sticker] }, { a: video(9), [id]: image() });
    assert.deepEqual(output.timeline.VideoTracks.at(-1), {
      VideoTrackClips: [
        {
          MediaId: id,
          Type: 'Image',
          In: 0,
          Out: 3,
          TimelineIn: 0,
          TimelineOut: 3,
          X: 0.75,
          Y: 10,
          Width: 0.2,
          Height: 100,
          DyncFrames: 25,
          Opacity: 0.4,
        },
      ],
    });
  });
});

describe('transitions', () => {
  const input = { MediaGroupArray: ['a', 'b', 'c', 'd', 'e'].map((media) => ({ MediaArray: [media] })) };
  const long = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((media) => [media, video(30)]));
  const exact = Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((media) => [media, video(3)]));
  const names = (output: OutputPlan) =>
    mainClips(output)
      .slice(0, -1)
      .map((clip) => effect(clip, 'Transition')?.SubType);
  const process = (config: object) => ({ ProcessConfig: { AllowTransition: 'true', ...config } });

  it('leave the length alone and take their frames from the footage around the cut', () => {
    const output = first(input, long, process({ TransitionDuration: 1, TransitionList: ['fade'] }));
    assert.equal(output.frames, 375);
    const clips = mainClips(output);
    assert.deepEqual(names(output), ['fade', 'fade', 'fade', 'fade']);
    for (const [index, clip] of clips.slice(0, -1).entries()) {
      const next = clips[index + 1];
      assert.ok(Math.abs((clip.TimelineOut ?? 0) - (next?.TimelineIn ?? 0) - 1) < 1e-6);
      assert.ok(
        Math.abs((clip.TimelineOut ?? 0) - 3 * (index + 1) - 0.5) <= 0.04,
        'half of it lies after the cut',
      );
    }
  });

  it('are one kind for the whole output unless asked otherwise', () => {
    const list = ['directional', 'simplezoom', 'wiperight', 'fade'];
    const uniform = plan(input, long, process({ TransitionList: list }), { Count: 8 }).outputs.map(names);
    for (const output of uniform) assert.equal(new Set(output).size, 1);
    assert.ok(new Set(uniform.flat()).size > 1);
    const mixed = plan(input, long, process({ TransitionList: list, UseUniformTransition: false }), {
      Count: 8,
    }).outputs.map(names);
    assert.ok(mixed.some((output) => new Set(output).size > 1));
  });

  it('become a fade where they are not known, with a warning', () => {
    const planned = plan(input, long, process({ TransitionList: ['OT0001-atom_zoom_in'] }));
    assert.deepEqual(new Set(names(planned.outputs[0] as OutputPlan)), new Set(['fade']));
    assert.deepEqual(codes(planned.warnings), ['UnknownTransition']);
  });

  it('are dropped where the sources have nothing left for them, with a warning only if no cut has one', () => {
    const none = plan(input, exact, process({}));
    assert.deepEqual(new Set(names(none.outputs[0] as OutputPlan)), new Set([undefined]));
    assert.deepEqual(codes(none.warnings), ['TransitionsDropped']);
    const some = plan(input, { ...exact, a: video(30) }, process({}));
    assert.deepEqual(codes(some.warnings), []);
  });

  it('get shorter for shots shorter than two of them', () => {
    const output = first(input, long, process({ TransitionDuration: 2 }), { MaxDuration: 5 });
    for (const clip of mainClips(output).slice(0, -1))
      assert.equal(effect(clip, 'Transition')?.Duration, 0.48);
  });

  it('are none unless allowed', () => {
    assert.deepEqual(new Set(names(first(input, long))), new Set([undefined]));
  });
});

describe('materials that cannot be used', () => {
  it('are passed over while their group has another', () => {
    const planned = plan(oneGroup('gone', 'a', 'sound'), { a: video(9), sound: audio() }, {}, { Count: 2 });
    for (const output of planned.outputs) assert.equal(mainClips(output)[0]?.MediaURL, 'a');
    assert.deepEqual(codes(planned.warnings), ['MaterialSkipped', 'MaterialSkipped']);
  });

  it('fail the batch when a group has no other, by name', () => {
    const thrown = (materials: Materials, ...media: string[]) => {
      try {
        plan(oneGroup(...media), materials);
      } catch (error) {
        assert.ok(error instanceof ApiError);
        return `${error.code}: ${error.message}`;
      }
      return assert.fail('nothing was thrown');
    };
    assert.equal(thrown({}, id), `InvalidMaterial.NotFound: The specified clips id not found:["${id}"]`);
    assert.equal(
      thrown({}, 'oss://b/x.mp4'),
      'InvalidMaterial.NotFound: The specified clips url not found:["oss://b/x.mp4"]',
    );
    assert.match(
      thrown({ s: audio() }, 's'),
      /^InvalidParameter: InputConfig\.MediaGroupArray\[0\]: "s" has no picture/,
    );
  });
});
