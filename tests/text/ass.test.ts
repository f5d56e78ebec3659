import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { compileAss } from '../../src/text/ass.ts';
import type { SubtitleTrackClip } from '../../src/timeline/model.ts';
import { fixedFonts } from './fixed-fonts.ts';

const frame = { width: 1000, height: 2000, duration: 10 };
const clip = (Content: string, more: Partial<SubtitleTrackClip> = {}): SubtitleTrackClip => ({
  Type: 'Text',
  Content,
  FontSize: 80,
  Alignment: 'TopCenter',
  ...more,
});
const compile = (...clips: SubtitleTrackClip[]) => compileAss(clips, frame, fixedFonts);
const eventsOf = (document: string) => document.split('\n').filter((line) => line.startsWith('Dialogue:'));
const textOf = (event: string | undefined) => event?.split(',').slice(9).join(',') ?? '';
/** What a viewer reads of an event: codes gone, escapes undone. */
const readable = (event: string | undefined) =>
  textOf(event)
    .replaceAll(/(?<!\\)\{[^}]*\}/g, '')
    .replaceAll('\\N', '\n')
    .replaceAll('\\\u2060', '\\')
    .replaceAll('\\{', '{')
    .replaceAll('\\}', '}');

test('any text gives one event for each clip that has something to show', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), { maxLength: 5 }),
      (texts) => {
        const { document } = compile(...texts.map((text) => clip(`x${text}`)));
        assert.equal(eventsOf(document).length, texts.length);
        assert.equal(
          document.split('\n').filter((line) => /^\[.*\]$/.test(line)).length,
          3,
          'no text makes a section',
        );
      },
    ),
  );
});

test('text that looks like codes is text; known inline codes are codes', () => {
  const { document } = compile(clip('a {not} \\h C:\\temp {\\pos(1,1)} {\\p1}m{\\1c&H0000FF&}red{\\1c} end'));
  const [event] = eventsOf(document);
  assert.equal(readable(event), 'a {not} \\h C:\\temp {\\pos(1,1)} {\\p1}mred end');
  assert.match(textOf(event), /\{\\1c&H0000FF&\}red\{\\1c&HFFFFFF&\} end$/);
  assert.equal(textOf(event).match(/\\pos\(/g)?.length, 1, 'only its own place');
  assert.match(textOf(event), /\\\{\\\u2060pos\(1,1\)\\\}/);
});

test('line breaks in all spellings', () => {
  const { document } = compile(clip('a\\Nb\\nc\nd\r\ne'));
  assert.equal(readable(eventsOf(document)[0]), 'a\nb\nc\nd\ne');
});

test('the size is that of the em square: libass sizes by line height', () => {
  const { document } = compile(clip('字'));
  assert.match(document, /^Style: S1,Fixed,100,/m);
});

test('places: the top edge, a share and pixels, the middle, the bottom, pinned corners', () => {
  // One line of two signs: 160 wide, 100 high.
  const place = (more: Partial<SubtitleTrackClip>) =>
    /\\an(\d)\\pos\(([\d.]+),([\d.]+)\)/
      .exec(compile(clip('字字', more)).document)
      ?.slice(1)
      .map(Number);
  assert.deepEqual(place({ Y: 0.1 }), [5, 500, 250]);
  assert.deepEqual(place({ Y: 300 }), [5, 500, 350]);
  assert.deepEqual(place({ Alignment: 'TopLeft', X: 0.1, Y: 0 }), [4, 100, 50]);
  assert.deepEqual(place({ Alignment: 'TopRight', X: 50, Y: 0 }), [6, 950, 50]);
  assert.deepEqual(place({ Alignment: 'CenterCenter' }), [5, 500, 1000]);
  assert.deepEqual(place({ Alignment: 'BottomCenter', Y: 0.1 }), [5, 500, 1750]);
  assert.deepEqual(place({ Alignment: 'BottomCenter', Y: 0.82 }), [5, 500, 1690]);
  assert.deepEqual(place({ Alignment: 'Center', X: 0.5, Y: 0.1 }), [5, 500, 250]);
  assert.deepEqual(place({ Alignment: '8', Y: 0.1 }), [5, 500, 250]);
  assert.deepEqual(place({ Y: 0.999 }), [5, 500, 1950], 'never out of sight');
});

test('a long title is wrapped; AutoScale shrinks it; without either it stays', () => {
  const long = '清晨第一杯咖啡从手冲开始唤醒一整天';
  assert.match(
    textOf(eventsOf(compile(clip(long, { AdaptMode: 'AutoWrap', TextWidth: 0.88 })).document)[0]),
    /\\N/,
  );
  const scaled = textOf(eventsOf(compile(clip(long, { AdaptMode: 'AutoScale' })).document)[0]);
  assert.doesNotMatch(scaled, /\\N/);
  assert.ok(Number(/\\fs([\d.]+)/.exec(scaled)?.[1]) <= (1000 / 17) * 1.25 + 0.01);
  assert.doesNotMatch(textOf(eventsOf(compile(clip(long)).document)[0]), /\\N|\\fs/);
});

test('signs without a glyph go to another font, or are replaced and reported', () => {
  const { document, fontFiles, warnings } = compile(clip('好★好😀'));
  assert.match(textOf(eventsOf(document)[0]), /好\{\\fnOther\}★\{\\fnFixed\}好\?$/);
  assert.deepEqual(fontFiles, ['/fonts/fixed.ttf', '/fonts/other.ttf']);
  assert.deepEqual(
    warnings.map(({ Code }) => Code),
    ['GlyphReplaced'],
  );
});

test('what cannot be drawn as asked is reported once', () => {
  const odd = clip('好', {
    Font: 'Gone',
    FontColor: 'nonsense',
    EffectColorStyle: 'CS9',
    BubbleStyleId: 'BS0001-000001',
    AaiMotionInEffect: 'teleport_in',
  });
  const codes = compile(odd, odd).warnings.map(({ Code }) => Code);
  assert.deepEqual(codes.toSorted(), [
    'ColourIgnored',
    'FontReplaced',
    'StyleNotDrawn',
    'StyleNotDrawn',
    'UnknownMotion',
  ]);
});

test('colours and opacity', () => {
  const { document } = compile(
    clip('好', { FontColor: '#FF8000', FontColorOpacity: 0.5, OutlineColour: '00FF00', Outline: 3 }),
  );
  assert.match(document, /^Style: S1,Fixed,100,&H800080FF,&H800080FF,&H0000FF00,/m);
});

test('extra space between lines: an event a line, that much further apart', () => {
  const { document } = compile(clip('a\\Nb', { LineSpacing: 30 }));
  const tops = eventsOf(document).map((event) => Number(/\\pos\([\d.]+,([\d.]+)\)/.exec(event)?.[1]));
  assert.deepEqual(tops, [50, 180]);
});

const seconds = (text: string | undefined) => {
  const [h = 0, m = 0, s = 0] = (text ?? '').split(':').map(Number);
  return h * 3600 + m * 60 + s;
};

test('a way in, the rest and a way out follow each other without a gap', () => {
  const moving = clip('好的', {
    TimelineIn: 1,
    TimelineOut: 5,
    AaiMotionInEffect: 'fade_in',
    AaiMotionIn: 0.5,
    AaiMotionOutEffect: 'slide_up_out',
    AaiMotionOut: 1,
  });
  const times = eventsOf(compile(moving).document).map((event) => event.split(',').slice(1, 3).map(seconds));
  assert.deepEqual([times[0]?.[0], times.at(-1)?.[1]], [1, 5]);
  for (const [index, time] of times.slice(1).entries()) assert.equal(time[0], times[index]?.[1]);
  assert.ok(times.some(([start, end]) => start === 1.5 && end === 4));
});

const names = (list: string, suffix: string) => list.split(' ').map((name) => name + suffix);
const entrances = names(
  'blur wave scroll_right scroll_left heartjump musicjump rotateup close slingshot rotateflip elasticzoom zoom spring fade growth open dissovle zoomslightout zoomin zoomout angular rotate1 rotate2 brokentypewriter typewriter1 typewriter2 typewriter3 slide_left slide_right slide_down slide_up sunrise wipe_left wipe_right wipe_down wipe_up',
  '_in',
);
const exits = names(
  'blur wave scroll_right scroll_left rotatedown slingshot open rotateflip elasticzoom spring zoom fade growth close dissolve zoomslightout zoomin zoomout angular rotate1 rotate2 brokentypewriter typewriter1 typewriter2 typewriter3 slide_left slide_right slide_up slide_down sunset wipe_left wipe_right wipe_up wipe_down',
  '_out',
);
const loops = names(
  'normal naughty zoomout colordiff heartbeat rock broken shake wave strongwave swag jump slightjump swing shine rotate clockswing rainbrush rollleft roll flip',
  '_display',
);

test('every motion of the catalogue is known, moves something, and keeps to its time', () => {
  assert.deepEqual([entrances.length, exits.length, loops.length], [36, 34, 21]);
  const all = [
    ...entrances.map((AaiMotionInEffect) => ({ AaiMotionInEffect })),
    ...exits.map((AaiMotionOutEffect) => ({ AaiMotionOutEffect })),
    ...loops.map((AaiMotionLoopEffect) => ({ AaiMotionLoopEffect })),
  ];
  for (const motion of all) {
    const { document, warnings } = compile(
      clip('两行的\\N文字', { TimelineIn: 2, TimelineOut: 5, ...motion }),
    );
    const label = Object.values(motion).join();
    assert.deepEqual(warnings, [], label);
    const events = eventsOf(document);
    if (label !== 'normal_display') assert.match(document, /\\(t|move)\(/, label);
    assert.doesNotMatch(document, /NaN|undefined|Infinity/, label);
    for (const event of events) {
      const [start = 0, end = 0] = event.split(',').slice(1, 3).map(seconds);
      assert.ok(start >= 2 && end <= 5 && end > start, label);
    }
  }
});

test('a word of letters stays in one font', () => {
  const lacking = { ...fixedFonts.choose(undefined, false).face, covers: (sign: string) => sign !== 'ž' };
  const full = { ...lacking, family: 'Full', file: '/fonts/full.ttf', covers: () => true };
  const fonts = { choose: () => ({ face: lacking, replaced: null }), faceFor: () => full, folders: [] };
  const { document } = compileAss([clip('a ležák b')], frame, fonts);
  assert.match(textOf(eventsOf(document)[0]), /a \{\\fnFull\}ležák\{\\fnFixed\} b$/);
});
