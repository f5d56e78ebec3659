import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ShotEvidence } from '../../src/match/judge.ts';
import { wordsJudge } from '../../src/match/words/judge.ts';
import { mediaWords } from '../../src/match/words/media-words.ts';
import { shotWith } from './shots.ts';

const never = new AbortController().signal;

/** Judges phrases against materials that have a file name and nothing else. */
async function judgeNames(phrases: readonly string[], names: readonly string[]) {
  const judgement = await wordsJudge(
    phrases,
    names.map((name) => shotWith(mediaWords(name, null))),
    never,
  );
  return {
    judgement,
    score: (phrase: number, name: string) => judgement.scores[phrase]?.[names.indexOf(name)] ?? Number.NaN,
    /** The best name for each phrase, or null where nothing speaks for any. */
    best: phrases.map((_, phrase) => {
      const row = judgement.scores[phrase] ?? new Float32Array();
      const top = Math.max(...row);
      return top === 0 ? null : names[row.indexOf(top)];
    }),
  };
}

const names = [
  'IMG_2034_red-dress.mp4',
  'shop/新品_红色连衣裙_03.mp4',
  'blue_circle.mp4',
  'blueSquare2.MP4',
  '黄色圆形.mp4',
  'coffee-cup.mp4',
  '咖啡豆.mp4',
  'scarf.mp4',
  'car_red.mp4',
  'street bicycle.mp4',
  'beach sunset.mov',
  '藍牙耳機.mp4',
  'dog running in park.mp4',
  'green_stripes.mp4',
  'purple ring.mp4',
  '五角星.mp4',
  'light bulb.mp4',
  'xigua.mp4',
  'DSC_0001.mp4',
];

test('finds footage by the words of its file name, in Chinese and English and across them', async () => {
  const wanted: [phrase: string, name: string][] = [
    ['先看这条红色的连衣裙', 'shop/新品_红色连衣裙_03.mp4'],
    ['A dress in red', 'IMG_2034_red-dress.mp4'],
    ['A blue circle opens the show', 'blue_circle.mp4'],
    ['the squares are blue', 'blueSquare2.MP4'],
    ['接下来是蓝色的圆', 'blue_circle.mp4'],
    ['蓝色的正方形登场', 'blueSquare2.MP4'],
    ['a yellow circle', '黄色圆形.mp4'],
    ['a cup of coffee', 'coffee-cup.mp4'],
    ['coffee beans', '咖啡豆.mp4'],
    ['一辆汽车驶过', 'car_red.mp4'],
    ['骑上自行车', 'street bicycle.mp4'],
    ['騎上自行車', 'street bicycle.mp4'],
    ['海边的日落真美', 'beach sunset.mov'],
    ['蓝牙耳机很轻便', '藍牙耳機.mp4'],
    ['headphones for every day', '藍牙耳機.mp4'],
    ['一只小狗在公园里奔跑', 'dog running in park.mp4'],
    ['绿色的条纹', 'green_stripes.mp4'],
    ['striped and green', 'green_stripes.mp4'],
    ['紫色的圆环慢慢转动', 'purple ring.mp4'],
    ['换一个灯泡', 'light bulb.mp4'],
    ['夏天吃西瓜', 'xigua.mp4'],
    ['scarves for the winter', 'scarf.mp4'],
  ];
  const { best } = await judgeNames(
    wanted.map(([phrase]) => phrase),
    names,
  );
  assert.deepEqual(
    best,
    wanted.map(([, name]) => name),
  );
});

test('tells translations by their shape apart, whatever ending they have', async () => {
  const { best } = await judgeNames(
    ['this green circle', 'one black cross', 'a heart in pink'],
    ['绿色圆环.mp4', '绿色圆形.mp4', '黑色十字.mp4', 'blue cross.mp4', '粉色心形.mp4', '粉色.mp4'],
  );
  assert.deepEqual(best, ['绿色圆形.mp4', '黑色十字.mp4', '粉色心形.mp4']);
});

test('all words in another language come before most words in the same one', async () => {
  const others = ['白色星星', 'white cross', '红色圆环', 'red ring', 'white_background'].map(
    (name) => `${name}.mp4`,
  );
  const { best } = await judgeNames(
    ['白色背景上的红色圆形，简洁大方。'],
    ['新品_黑色背景_几个红色圆形_01.mp4', 'red_circle_white_background_take00.mp4', ...others],
  );
  assert.deepEqual(best, ['red_circle_white_background_take00.mp4']);
});

test('footage that has all of the words comes before footage that has one, wherever they stand', async () => {
  const judgement = await wordsJudge(
    ['A brown square', 'The red star leads the way'],
    [
      shotWith(mediaWords('brown_square_take10.mp4', null)),
      shotWith(mediaWords('DSC_1284.mp4', { title: 'brown table' })),
      shotWith(mediaWords('red_star_take20.mp4', null)),
      shotWith(mediaWords('MVI_232.mp4', { title: '橙色星星' })),
      ...['DSC_1.mp4', 'DSC_2.mp4', 'DSC_3.mp4', 'DSC_4.mp4'].map((name) => shotWith(mediaWords(name, null))),
    ],
    never,
  );
  assert.deepEqual(
    judgement.scores.map((row) => row.indexOf(Math.max(...row))),
    [0, 2],
  );
});

test('expressions of two words are found by their own meaning and spelling', async () => {
  const { best } = await judgeNames(
    ['hot pot for everybody', 'sun flowers in the field', 'an ice cream in summer'],
    ['火锅.mp4', '锅.mp4', 'sunflower.mp4', 'flower.mp4', '冰淇淋.mp4', 'cream.mp4'],
  );
  assert.deepEqual(best, ['火锅.mp4', 'sunflower.mp4', '冰淇淋.mp4']);
});

test('an English word finds another one that means much the same, after itself', async () => {
  const { best, score } = await judgeNames(
    ['a bike ride', 'ships come in', 'a walk in the woods'],
    ['bicycle.mp4', 'boat.mp4', 'forest.mp4', 'ring.mp4', 'biker ride.mp4'],
  );
  assert.equal(best[1], 'boat.mp4');
  assert.ok(score(0, 'bicycle.mp4') > 0.3);
  assert.equal(score(0, 'ring.mp4'), 0);
});

test('kinds of a thing are near it, and what only sounds like one is not', async () => {
  const { best, score } = await judgeNames(
    [
      'Snow everywhere',
      'A bowl of rice',
      '穿上新鞋',
      'cars of all kinds',
      '一个包',
      'A watch for every wrist',
    ],
    ['烟花.mp4', 'sneakers.mp4', '自行车.mp4', 'leather handbag.mp4', '手表.mp4', 'curtain.mp4'],
  );
  assert.deepEqual(best, [null, null, 'sneakers.mp4', '自行车.mp4', 'leather handbag.mp4', '手表.mp4']);
  assert.ok(score(3, '自行车.mp4') < 0.5, 'a bicycle is no car, only the nearest thing to one');
});

test('compares whole words, not parts of them', async () => {
  const { score, best } = await judgeNames(['car', 'a cup', 'red', 'one and the same'], names);
  assert.equal(best[0], 'car_red.mp4');
  assert.equal(score(0, 'scarf.mp4'), 0);
  assert.equal(best[1], 'coffee-cup.mp4');
  assert.equal(score(2, 'purple ring.mp4'), 0);
  assert.equal(best[3], null, 'grammar says nothing');
});

test('a wider Chinese word finds narrower ones, after those that say the same', async () => {
  const { score } = await judgeNames(['红色的裙子'], [...names, '红裙子.mp4']);
  const direct = score(0, '红裙子.mp4');
  const narrower = score(0, 'shop/新品_红色连衣裙_03.mp4');
  const translated = score(0, 'IMG_2034_red-dress.mp4');
  const half = score(0, 'car_red.mp4');
  assert.ok(direct > narrower && narrower > translated && translated > half && half > 0);
});

test('a translated word counts a little less than the word itself', async () => {
  const { score } = await judgeNames(['咖啡', 'coffee'], ['咖啡.mp4', 'coffee.mp4', 'tea.mp4']);
  for (const [phrase, own, other] of [
    [0, '咖啡.mp4', 'coffee.mp4'],
    [1, 'coffee.mp4', '咖啡.mp4'],
  ] as const) {
    assert.ok(score(phrase, own) > score(phrase, other));
    assert.ok(score(phrase, other) > score(phrase, own) * 0.7);
    assert.equal(score(phrase, 'tea.mp4'), 0);
  }
});

describe('scores', () => {
  const shelf = Array.from(
    { length: 40 },
    (_, at) => `product ${at % 2 === 0 ? 'red' : 'blue'} item${at}.mp4`,
  );

  test('a rare word that is met is nearly everything, one that most have is nearly nothing', async () => {
    const { score } = await judgeNames(
      ['our product is a lighthouse', 'our product'],
      [...shelf, 'product lighthouse.mp4'],
    );
    assert.ok(score(0, 'product lighthouse.mp4') > 0.75);
    assert.ok(score(0, shelf[0] ?? '') < 0.05);
    assert.ok(score(1, shelf[0] ?? '') < 0.05);
  });

  test('the same find is worth the same in every phrase', async () => {
    const { score } = await judgeNames(
      ['lighthouse', 'far away we were so happy about the lighthouse', '远处的灯塔'],
      [...shelf, 'lighthouse.mp4'],
    );
    assert.equal(score(0, 'lighthouse.mp4'), score(1, 'lighthouse.mp4'));
    assert.ok(Math.abs(score(0, 'lighthouse.mp4') - score(2, 'lighthouse.mp4')) < 0.2);
  });

  test('two different words are more than one word in many places', async () => {
    const everywhere = shotWith([
      { source: 'title', text: 'red' },
      { source: 'tags', text: 'red' },
      { source: 'description', text: 'red, red, red' },
      { source: 'fileName', text: 'red' },
    ]);
    const both = shotWith([{ source: 'fileName', text: 'red balloon' }]);
    const others = ['green', 'blue', 'red car'].map((text) => shotWith([{ source: 'title', text }]));
    const { scores } = await wordsJudge(['a red balloon'], [everywhere, both, ...others], never);
    assert.ok((scores[0]?.[1] ?? 0) > (scores[0]?.[0] ?? 1));
  });

  test('what was written about the footage counts more than what its file is called', async () => {
    const places = ['title', 'description', 'screenText', 'fileName', 'category'] as const;
    const shots = places.map((source) => shotWith([{ source, text: 'lighthouse' }]));
    const [row] = (await wordsJudge(['lighthouse'], shots, never)).scores;
    assert.ok(row);
    assert.deepEqual(
      [...row],
      [...row].sort((a, b) => b - a),
    );
    assert.equal(new Set(row).size, places.length);
  });

  test('shots of one material count once for how rare a word is', async () => {
    const dress = shotWith([{ source: 'title', text: 'red dress' }]);
    const car = shotWith([{ source: 'title', text: 'red car' }]);
    const few = (await wordsJudge(['dress'], [dress, car], never)).scores[0]?.[0];
    const many = (
      await wordsJudge(['dress'], [dress, car, ...Array.from({ length: 50 }, () => dress)], never)
    ).scores;
    assert.equal(many[0]?.[0], few);
    assert.equal(many[0]?.[40], few);
  });
});

test('says which words were met, and where', async () => {
  const words: ShotEvidence['words'] = [
    { source: 'title', text: 'Summer dress' },
    { source: 'fileName', text: 'red_01' },
    { source: 'screenText', text: 'Big SALE' },
  ];
  const { detail } = await wordsJudge(['红色的连衣裙', 'the sale'], [shotWith(words), shotWith([])], never);
  assert.equal(detail(0, 0), '连衣裙 (dress) in the title; 红色 (red) in the file name');
  assert.equal(detail(1, 0), 'sale in the text on screen');
  assert.equal(detail(0, 1), '');
});

test('nothing to compare is no failure', async () => {
  assert.deepEqual((await wordsJudge([], [], never)).scores, []);
  const { scores } = await wordsJudge(
    ['', '！！', '红'],
    [shotWith([]), shotWith([{ source: 'title', text: '' }])],
    never,
  );
  assert.deepEqual(
    scores.map((row) => [...row]),
    [
      [0, 0],
      [0, 0],
      [0, 0],
    ],
  );
});

test('ends when it is called off', async () => {
  const caller = new AbortController();
  const asked = wordsJudge(['红色'], [shotWith([{ source: 'title', text: 'red' }])], caller.signal);
  caller.abort(new Error('the job was cancelled'));
  await assert.rejects(asked, /the job was cancelled/);
  await assert.rejects(
    wordsJudge(['红色'], [shotWith([])], caller.signal),
    /the job was cancelled/,
    'and does not begin afterwards',
  );
});

describe('words of a material', () => {
  test('come from its row in the library and from its name', () => {
    assert.deepEqual(
      mediaWords('https://bucket.oss-cn-shanghai.aliyuncs.com/%E6%96%B0%E5%93%81/red%20dress.mp4?Expires=1', {
        title: 'Dress',
        description: '',
        tags: 'summer,女装',
        category: '服装',
      }),
      [
        { source: 'title', text: 'Dress' },
        { source: 'tags', text: 'summer,女装' },
        { source: 'category', text: '服装' },
        { source: 'fileName', text: '新品/red dress' },
      ],
    );
  });

  test('leave out titles that nobody wrote', () => {
    const title = (title: string) => mediaWords('a/IMG_2034.mp4', { title });
    assert.deepEqual(title('default_title_2026-11-24'), [{ source: 'fileName', text: 'a/IMG_2034' }]);
    assert.deepEqual(title('Red dress.MP4')[0], { source: 'fileName', text: 'Red dress' });
    assert.deepEqual(mediaWords('dress.mp4', { title: 'dress.mp4' }), [
      { source: 'fileName', text: 'dress' },
    ]);
  });

  test('names that are no names give nothing to find', async () => {
    const useless = ['', '9f3c02d1e5.mp4', 'IMG_2034.JPG', 'VID_20240101_120000.mp4', '100%.mp4'];
    const { best } = await judgeNames(['img 2034', 'vid', '100', '20240101'], useless);
    assert.deepEqual(best, [null, null, null, null]);
  });
});
