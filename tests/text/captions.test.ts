import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { captionClips } from '../../src/text/captions.ts';
import { wordsOf } from '../../src/text/words.ts';
import type { Speech, SpokenSpan } from '../../src/timeline/speech.ts';
import { fixedFace, fixedFonts } from './fixed-fonts.ts';

const frame = { width: 1080, height: 1920 };
const fontSize = 60;
const room = 0.88 * frame.width;

/** A speech of 0.25 s a word, sentences a quarter of a second apart. */
function speechOf(sentences: string[], language: string): Speech {
  let at = 0;
  const words: SpokenSpan[] = [];
  const spans = sentences.map((text) => {
    const start = at;
    for (const word of wordsOf(text, language)) {
      words.push({ text: word, start: at, end: at + 0.25 });
      at += 0.25;
    }
    const end = at;
    at += 0.25;
    return { text, start, end };
  });
  return { key: 'k', duration: at, sentences: spans, words };
}

const clipsOf = (speech: Speech, language: string, style = {}) =>
  captionClips(speech, {
    style: { FontSize: fontSize, ...style },
    highlight: [],
    frame,
    fonts: fixedFonts,
    offset: 10,
    language,
  });

const chinese = fc
  .array(fc.constantFrom(...'今天买一送快来看吧新店开业咖啡好喝，、。100A %'), {
    minLength: 1,
    maxLength: 80,
  })
  .map((signs) => `好${signs.join('')}`);
const english = fc
  .array(
    fc.constantFrom(
      'coffee',
      'the',
      'a',
      'mountains',
      'extraordinarily',
      'good,',
      'is',
      'today;',
      '5%',
      '(really)',
      '"yes"',
    ),
    { minLength: 1, maxLength: 40 },
  )
  .map((words) => words.join(' '));

for (const [language, texts] of [
  ['zh', chinese],
  ['en', english],
] as const) {
  test(`captions (${language}) follow the speech, keep its text and fit the frame`, () => {
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 3 }), (raw) => {
        const sentences = raw.map((text) => text.trim()).filter((text) => text !== '');
        const speech = speechOf(sentences, language);
        const clips = clipsOf(speech, language);
        const bare = (text: string) => text.replaceAll(/\\N/g, '').replaceAll(/[\s，。、,.;；：]/g, '');
        const shown = clips.map(({ Content }) => bare(Content)).join('');
        assert.equal(shown, sentences.map(bare).join(''));
        let last = 10;
        for (const { Content, TimelineIn = 0, TimelineOut = 0 } of clips) {
          assert.ok(TimelineIn >= last - 1e-6, 'never two at a time');
          assert.ok(TimelineOut > TimelineIn && TimelineOut <= 10 + speech.duration + 1e-6);
          last = TimelineOut;
          const lines = Content.split('\\N');
          assert.ok(lines.length <= 2, Content);
          for (const line of lines) {
            assert.ok(fixedFace.measure(line) * fontSize <= room + 1e-6, `too wide: ${line}`);
            assert.doesNotMatch(line, /^[，。、,.;；：)）”]/u, 'no closing sign starts a line');
          }
        }
      }),
      { numRuns: 150 },
    );
  });
}

test('a caption is shown from its first word to its last, and over gaps too short to see', () => {
  const speech: Speech = {
    key: 'k',
    duration: 6,
    sentences: [
      { text: '第一句话。', start: 0, end: 1.5 },
      { text: '第二句话。', start: 1.7, end: 3 },
      { text: '第三句话。', start: 4, end: 6 },
    ],
    words: [],
  };
  const times = clipsOf(speech, 'zh').map(({ Content, TimelineIn, TimelineOut }) => [
    Content,
    TimelineIn,
    TimelineOut,
  ]);
  assert.deepEqual(times, [
    ['第一句话', 10, 11.7],
    ['第二句话', 11.7, 13],
    ['第三句话', 14, 16],
  ]);
});

test('a long sentence parts at its comma, not inside of a word', () => {
  const text = 'Start your day with a fresh cup of coffee, made from beans of the mountains.';
  const contents = clipsOf(speechOf([text], 'en'), 'en').map(({ Content }) => Content.replaceAll('\\N', ' '));
  assert.equal(contents.join(' '), text);
  assert.ok(
    contents.some((content) => content.endsWith('coffee,')),
    contents.join(' | '),
  );
});

test('highlighted words carry codes; signs of the codes in the text itself do not', () => {
  const speech = speechOf(['全场免费 {\\b1} 送'], 'zh');
  const [clip] = captionClips(speech, {
    style: { FontSize: 40 },
    highlight: [
      { words: ['免费'], style: { FontColor: '00D7FF', OutlineColour: '#FF0000', FontFace: { Bold: true } } },
    ],
    frame,
    fonts: fixedFonts,
    offset: 0,
    language: 'zh',
  });
  assert.equal(clip?.Content, '全场{\\1c&H00D7FF&\\3c&H0000FF&\\b1}免费{\\1c\\3c\\b} {＼b1} 送');
});

test('captions come with all that drawing them needs', () => {
  const [clip] = clipsOf(speechOf(['好的'], 'zh'), 'zh');
  assert.deepEqual(
    { Alignment: clip?.Alignment, Y: clip?.Y, TextWidth: clip?.TextWidth, FontSize: clip?.FontSize },
    { Alignment: 'TopCenter', Y: 0.8, TextWidth: 0.88, FontSize: 60 },
  );
});
