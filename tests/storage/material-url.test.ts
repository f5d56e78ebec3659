import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ApiError } from '../../src/errors/api-error.ts';
import { type AddressBook, parseMaterial, parseOutputUrl } from '../../src/storage/material-url.ts';

const addresses: AddressBook = {
  ownUrls: ['http://127.0.0.1:8080', 'https://video.example.com/reel'],
  allowHosts: ['assets.example.org', 'localhost:9000'],
};
const parse = (text: string) => parseMaterial(text, 'MediaURL', addresses);
const object = (bucket: string, key: string) => ({ kind: 'object', bucket, key });

test('every spelling of an object means the same object', () => {
  const spellings = [
    'http://clips.oss-cn-shanghai.aliyuncs.com/shop/鞋 子.mp4',
    'https://clips.oss-cn-shanghai-internal.aliyuncs.com/shop/%E9%9E%8B%20%E5%AD%90.mp4',
    'https://clips.oss-accelerate.aliyuncs.com/shop/鞋%20子.mp4?Expires=1&OSSAccessKeyId=a&Signature=b%2Fc',
    'HTTPS://CLIPS.oss-accelerate-overseas.aliyuncs.com:443/shop/鞋 子.mp4',
    'http:/clips.oss-cn-beijing.aliyuncs.com/shop/鞋 子.mp4',
    'oss://clips/shop/鞋 子.mp4',
    's3://clips/shop/%E9%9E%8B%20%E5%AD%90.mp4',
    '  oss:/clips/shop/鞋 子.mp4 ',
    'http://127.0.0.1:8080/buckets/clips/shop/鞋%20子.mp4?Expires=1&Signature=x',
    'https://video.example.com/reel/buckets/clips/shop/鞋%20子.mp4',
    'http://video.example.com:443/reel/buckets/clips/shop/鞋%20子.mp4',
  ];
  for (const spelling of spellings)
    assert.deepEqual(parse(spelling), object('clips', 'shop/鞋 子.mp4'), spelling);
});

test('characters that people put into names are kept', () => {
  assert.deepEqual(parse('http://clips.oss-cn-x.aliyuncs.com/a#1 100%.mp4'), object('clips', 'a#1 100%.mp4'));
  assert.deepEqual(parse('oss://clips/a+b%2Bc.mp4'), object('clips', 'a+b+c.mp4'));
  // GBK bytes are not UTF-8: the name stays as it was written.
  assert.deepEqual(parse('oss://clips/%B5%DA.mp4'), object('clips', '%B5%DA.mp4'));
});

test('a media id is told from a URL, whatever its case', () => {
  assert.deepEqual(parse('4AABE1804a6771ef9748f6f7d6496301'), {
    kind: 'media',
    id: '4aabe1804a6771ef9748f6f7d6496301',
  });
});

test('another host is only accepted from the allow list', () => {
  const remote = 'https://assets.example.org/a.mp4?sig=1';
  assert.deepEqual(parse(remote), { kind: 'remote', url: remote });
  assert.deepEqual(parse('http://localhost:9000/a.mp4'), {
    kind: 'remote',
    url: 'http://localhost:9000/a.mp4',
  });
  for (const refused of [
    'http://localhost:9001/a.mp4',
    'http://169.254.169.254/latest/meta-data',
    'https://evil.example/clips.oss-cn-shanghai.aliyuncs.com/a.mp4',
    'https://clips.oss-cn-shanghai.aliyuncs.com.evil.example/a.mp4',
    'https://user@clips.oss-cn-shanghai.aliyuncs.com/a.mp4',
    'http://assets.example.org@evil.example/a.mp4',
    'http://127.0.0.1:8080/other/clips/a.mp4',
    'http://127.0.0.1:8081/buckets/clips/a.mp4',
    'http://oss-cn-shanghai.aliyuncs.com/clips/a.mp4',
  ]) {
    assert.throws(() => parse(refused), /^ApiError: MediaURL must be/, refused);
  }
});

test('what names nothing is refused with the field and the value', () => {
  for (const refused of [
    '',
    'clip.mp4',
    'vod://4aabe180',
    'file:///etc/passwd',
    'ftp://a/b',
    'http://',
    '/etc/passwd',
  ]) {
    assert.throws(
      () => parse(refused),
      (error) =>
        error instanceof ApiError &&
        error.code === 'InvalidParameter' &&
        error.status === 400 &&
        error.message.includes('MediaURL') &&
        error.message.includes(JSON.stringify(refused).slice(0, 8)),
      refused,
    );
  }
});

test('a key that could leave its bucket, or be no file, is refused', () => {
  for (const key of [
    '../secret',
    'a/../../secret',
    'a/./b',
    '%2e%2e/secret',
    '..%2Fsecret',
    '/etc/passwd',
    'a//b',
    'a/',
    'a\\b',
    'C:/windows',
    'a%00b',
    'a%0Ab',
    'con',
    'a/NUL.mp4',
    'a./b',
    'a /b',
    `${'x'.repeat(256)}.mp4`,
    'x/'.repeat(600),
  ]) {
    assert.throws(() => parse(`oss://clips/${key}`), /^ApiError: The object of MediaURL must/, key);
  }
  for (const bucket of ['..', 'A', 'ab', 'Clips', '.drafts', 'a..b', 'x'.repeat(64)]) {
    assert.throws(() => parse(`oss://${bucket}/a.mp4`), /^ApiError: The bucket of MediaURL must/, bucket);
  }
});

const part = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .filter((text) => /^[^/\\?%\p{Cc}.]+$/u.test(text) && !/^(?:con|prn|aux|nul|com.|lpt.)/i.test(text))
  .filter(
    (text) =>
      text.isWellFormed() && !/^\s|\s$/.test(text) && Buffer.byteLength(text) < 200 && !text.includes(':'),
  );
const keys = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join('/')}.mp4`);
const buckets = fc.stringMatching(/^[a-z][a-z0-9-]{1,30}[a-z0-9]$/);

test('law: a key written into any spelling, encoded or not, is read back', () => {
  const encode = (key: string) => key.split('/').map(encodeURIComponent).join('/');
  fc.assert(
    fc.property(buckets, keys, (bucket, key) => {
      for (const url of [
        `oss://${bucket}/${key}`,
        `s3://${bucket}/${encode(key)}`,
        `https://${bucket}.oss-cn-shanghai.aliyuncs.com/${encode(key)}?Expires=1`,
        `http://${bucket}.oss-cn-shanghai.aliyuncs.com/${key}`,
        `http://127.0.0.1:8080/buckets/${bucket}/${encode(key)}`,
      ]) {
        assert.deepEqual(parse(url), object(bucket, key), url);
      }
    }),
  );
});

test('law: any text is read or refused as the client’s fault, never anything else', () => {
  const pieces = fc.constantFrom(
    'http://',
    'b.oss-cn-x.aliyuncs.com',
    '/',
    '..',
    '%2e',
    '%',
    '?',
    '#',
    '@',
    ':',
    '[',
    'abc',
  );
  const texts = fc
    .array(fc.oneof(pieces, fc.string({ maxLength: 6 })), { maxLength: 12 })
    .map((all) => all.join(''));
  fc.assert(
    fc.property(texts, (text) => {
      try {
        const reference = parse(text);
        if (reference.kind === 'object') assert.ok(!reference.key.split('/').includes('..'));
      } catch (error) {
        assert.ok(error instanceof ApiError && error.status === 400, String(error));
      }
    }),
    { numRuns: 2000 },
  );
});

test('an output goes to an object, in any spelling, and nowhere else', () => {
  const output = (text: string) => parseOutputUrl(text, 'OutputConfig.MediaURL', addresses);
  assert.deepEqual(output('http:/out.oss-cn-shanghai.aliyuncs.com/a_0.mp4'), {
    bucket: 'out',
    key: 'a_0.mp4',
  });
  assert.throws(() => output('4aabe1804a6771ef9748f6f7d6496301'), /OutputConfig.MediaURL must be the URL/);
  assert.throws(() => output('https://assets.example.org/a.mp4'), /OutputConfig.MediaURL must be/);
});
