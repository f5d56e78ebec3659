import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { failureOf } from '../../src/console/api/failure.ts';
import { messages as english } from '../../src/console/i18n/en/index.ts';
import { firstLanguage, regionalTag } from '../../src/console/i18n/language.ts';
import { messages as chinese } from '../../src/console/i18n/zh/index.ts';
import { palettes } from '../../src/console/look/palette.ts';
import { adviceKey, videoAdvice } from '../../src/console/parts/advice.ts';
import { clockTime, localTime, sizeInWords, spanInWords, utcTime } from '../../src/console/parts/moments.ts';
import { errorCatalogue } from '../../src/errors/catalogue.ts';

type Tree = { readonly [key: string]: string | Tree };

const texts = (tree: Tree, path = ''): Map<string, string> =>
  new Map(
    Object.entries(tree).flatMap(([key, value]) =>
      typeof value === 'string' ? [[`${path}${key}`, value] as const] : [...texts(value, `${path}${key}.`)],
    ),
  );
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name).toSorted();

describe('the words of the console', () => {
  const [en, zh] = [texts(english), texts(chinese)];

  it('are there in both languages, with the same figures in them', () => {
    assert.deepEqual([...zh.keys()].toSorted(), [...en.keys()].toSorted());
    for (const [key, text] of en) {
      const found = placeholders(zh.get(key) ?? '');
      // A language without a singular need not say the number in it.
      assert.deepEqual(found, placeholders(text), key);
    }
  });

  it('are never empty, and Chinese uses its own punctuation', () => {
    for (const [key, text] of [...en, ...zh]) assert.notEqual(text.trim(), '', key);
    const han = '[\\u4e00-\\u9fff]';
    for (const [key, text] of zh) {
      assert.doesNotMatch(text, new RegExp(`${han}[,;?!:]|[,;?!:]${han}`), key);
    }
  });

  it('are translated: Chinese texts are not the English ones', () => {
    const same = [...en].filter(([key, text]) => /[a-z]{4,} [a-z]{2,}/i.test(text) && zh.get(key) === text);
    assert.deepEqual(same, []);
  });
});

describe('the language at first', () => {
  it('is the chosen one, else the first of the browser that there is, else English', () => {
    assert.equal(firstLanguage('zh', ['en-US']), 'zh');
    assert.equal(firstLanguage(null, ['fr', 'zh-Hans-CN', 'en']), 'zh');
    assert.equal(firstLanguage(null, ['fr']), 'en');
    assert.equal(firstLanguage('klingon', []), 'en');
  });

  it('spells times as the browser does in that language', () => {
    assert.equal(regionalTag('en', ['zh-CN', 'en-GB', 'en-US']), 'en-GB');
    assert.equal(regionalTag('zh-CN', ['en-GB']), 'zh-CN');
  });
});

describe('advice for problems', () => {
  it('follows from the code, else from the status', () => {
    const advice = (status: number, code = 'Whatever') => adviceKey({ code, status });
    assert.equal(advice(401, 'SignInFailed'), 'signIn');
    assert.equal(advice(401), 'session');
    assert.equal(advice(403), 'forbidden');
    assert.equal(advice(429), 'tooMany');
    assert.equal(advice(400), 'parameter');
    assert.equal(advice(500), 'server');
    assert.equal(advice(0), 'network');
    assert.equal(advice(404, 'InvalidParameter.JobNotFound'), 'missing');
  });

  it('exists for everything that can become of a video', () => {
    const ofVideos = Object.entries(errorCatalogue).filter(([, { status }]) => status === 200);
    assert.ok(ofVideos.length >= 6);
    for (const [code] of ofVideos) assert.ok(videoAdvice(code) in english.problems, code);
    assert.equal(videoAdvice('Cancelled'), 'cancelled');
    assert.equal(videoAdvice('InvalidMaterial.NotFound'), 'material');
  });
});

describe('failures', () => {
  it('are read from the body of the gateway and of the console alike', () => {
    const gateway = failureOf(400, { RequestId: 'R', Code: 'InvalidParameter', Message: 'm' });
    assert.deepEqual([gateway.code, gateway.message, gateway.requestId], ['InvalidParameter', 'm', 'R']);
    const console = failureOf(401, { code: 'NotSignedIn', message: 'm', requestId: 'r' });
    assert.deepEqual([console.code, console.message, console.requestId], ['NotSignedIn', 'm', 'r']);
    assert.equal(failureOf(502, undefined).code, 'Http502');
  });
});

describe('figures', () => {
  it('spell lengths as a clock does', () => {
    assert.equal(clockTime(7), '0:07');
    assert.equal(clockTime(59.96, true), '1:00.0');
    assert.equal(clockTime(3723), '1:02:03');
    assert.equal(clockTime(10.94, true), '0:10.9');
    assert.equal(clockTime(-1), '0:00');
  });

  it('spell spans, sizes and times in the language', () => {
    assert.equal(spanInWords(125, 'en'), '2 min 5 sec');
    assert.equal(spanInWords(3700, 'en'), '1 hr 1 min');
    assert.equal(sizeInWords(999, 'en'), '999 byte');
    assert.equal(sizeInWords(1_440_000, 'en'), '1.4 MB');
    assert.equal(sizeInWords(0, 'en'), '0 byte');
    assert.match(localTime('2026-06-05T15:59:59Z', 'zh-CN'), /2026年6月\d+日/);
    assert.equal(utcTime('2026-06-05T15:59:59Z'), '2026-06-05 15:59:59 UTC');
  });
});

describe('the palette', () => {
  const channel = (hex: string) => {
    const value = Number.parseInt(hex, 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  const luminance = (colour: string) => {
    const [red = '', green = '', blue = ''] = colour.slice(1).match(/../g) ?? [];
    return 0.2126 * channel(red) + 0.7152 * channel(green) + 0.0722 * channel(blue);
  };
  const contrast = (a: string, b: string) => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };

  it('can be read: text colours have a contrast of 4.5 to 1 on all that they stand on', () => {
    for (const [look, colours] of Object.entries(palettes)) {
      const pairs = [
        ...(['ink', 'inkSoft', 'inkFaint', 'accent', 'good', 'warn', 'bad'] as const).flatMap((ink) =>
          (['paper', 'sheet', 'raised'] as const).map((ground) => [ink, ground] as const),
        ),
        ['accentInk', 'accent'],
        ['accent', 'accentSoft'],
        ['good', 'goodSoft'],
        ['warn', 'warnSoft'],
        ['bad', 'badSoft'],
        ['inkFaint', 'badSoft'],
        ['inkFaint', 'warnSoft'],
      ] as const;
      for (const [ink, ground] of pairs) {
        const ratio = contrast(colours[ink], colours[ground]);
        assert.ok(ratio >= 4.5, `${look}: ${ink} on ${ground} has ${ratio.toFixed(2)}`);
      }
    }
  });
});
