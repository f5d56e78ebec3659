import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { objectPath } from '../../src/console/api/object-path.ts';
import { largestOverlap, readExtend } from '../../src/console/job/extend.ts';
import { addSample, type ProgressSamples, remainingSeconds } from '../../src/console/job/remaining.ts';
import { batchProgress } from '../../src/console/jobs/batch-progress.ts';
import { gistOf } from '../../src/console/jobs/gist.ts';

const example = (name: string) => {
  const file = new URL(`../../examples/${name}.json`, import.meta.url);
  const { InputConfig, OutputConfig } = JSON.parse(readFileSync(file, 'utf8'));
  return { InputConfig: JSON.stringify(InputConfig), OutputConfig: JSON.stringify(OutputConfig) };
};

describe('what a job is about', () => {
  it('is its first title, its number of videos and their size', () => {
    assert.deepEqual(gistOf(example('grouped-speech')), {
      text: 'Morning Leaf is open',
      count: 3,
      width: 1080,
      height: 1920,
    });
  });

  it('is the first text to speak where there is no title, whatever the case of the keys, without markup', () => {
    const InputConfig = JSON.stringify({
      mediaGroupArray: [
        { speechTextArray: [] },
        { SPEECHTEXTARRAY: ['<speak>Hello <break time="1s"/>you</speak>'] },
      ],
    });
    const gist = gistOf({ InputConfig, OutputConfig: '{"count":"5"}' });
    assert.deepEqual(gist, { text: 'Hello you', count: 5, width: null, height: null });
  });

  it('can be told of any text at all', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.json(), fc.string()),
        fc.oneof(fc.json(), fc.string()),
        (InputConfig, OutputConfig) => {
          const { text, count } = gistOf({ InputConfig, OutputConfig });
          assert.equal(typeof text, 'string');
          assert.ok(count >= 0);
        },
      ),
    );
  });
});

describe('the progress of a batch', () => {
  const video = (Status: 'Init' | 'Processing' | 'Success' | 'Failed', Progress = 0) => ({
    Status,
    Progress,
  });

  it('is the mean of its videos; one that has ended counts whole', () => {
    const videos = [video('Success', 100), video('Failed', 40), video('Processing', 50), video('Init')];
    assert.deepEqual(batchProgress(videos), { done: 1, failed: 1, running: 1, waiting: 1, percent: 62 });
  });

  it('is nothing before the videos are known', () => {
    assert.equal(batchProgress([]).percent, 0);
  });
});

describe('the time that a render still needs', () => {
  const watch = (samples: [at: number, percent: number][]) =>
    samples.reduce<ProgressSamples>((all, [at, percent]) => addSample(all, at, percent), []);

  it('follows from the speed so far and counts down', () => {
    const samples = watch([
      [0, 0],
      [5000, 20],
      [10_000, 40],
    ]);
    assert.equal(remainingSeconds(samples, 10_000), 15);
    assert.equal(remainingSeconds(samples, 14_000), 11);
    assert.equal(remainingSeconds(samples, 60_000), 0);
  });

  it('is not told from too little', () => {
    assert.equal(remainingSeconds(watch([]), 0), null);
    assert.equal(remainingSeconds(watch([[0, 10]]), 9000), null);
    assert.equal(
      remainingSeconds(
        watch([
          [0, 10],
          [200, 30],
        ]),
        200,
      ),
      null,
    );
  });

  it('begins anew with a new try', () => {
    const samples = watch([
      [0, 0],
      [10_000, 80],
      [11_000, 5],
    ]);
    assert.deepEqual(samples, [{ at: 11_000, percent: 5 }]);
  });

  it('follows a render that became slower', () => {
    const fast: [number, number][] = [
      [0, 0],
      [1000, 40],
    ];
    const slow: [number, number][] = [10, 20, 30, 40, 50, 60].map((seconds, index) => [
      1000 * seconds + 1000,
      41 + index,
    ]);
    const left = remainingSeconds(watch([...fast, ...slow]), 61_000);
    assert.ok(left !== null && left > 300, `${left} s`);
  });

  it('is never negative and always a number', () => {
    const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 100 })), {
      maxLength: 30,
    });
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 100_000 }), (parts, wait) => {
        let at = 0;
        const samples = watch(
          parts.map(([pause, percent]) => {
            at += pause;
            return [at, percent];
          }),
        );
        const left = remainingSeconds(samples, at + wait);
        assert.ok(left === null || (Number.isFinite(left) && left >= 0));
      }),
    );
  });
});

describe('the outcome of a batch', () => {
  it('puts warnings of one kind together', () => {
    const extend = JSON.stringify({
      Warnings: [
        { Code: 'FontReplaced', Message: 'a' },
        { Code: 'VoiceReplaced', Message: 'b' },
        { Code: 'FontReplaced', Message: 'c' },
      ],
    });
    assert.deepEqual(readExtend(extend), {
      fault: null,
      warnings: [
        { code: 'FontReplaced', messages: ['a', 'c'] },
        { code: 'VoiceReplaced', messages: ['b'] },
      ],
    });
  });

  it('tells why a job failed', () => {
    const { fault } = readExtend('{"ErrorCode":"SpeechFailed","ErrorMessage":"no voice"}');
    assert.deepEqual(fault, { code: 'SpeechFailed', message: 'no voice' });
  });

  it('is empty for an empty text and for no JSON', () => {
    for (const text of ['', '{}', 'null', '[]', 'x']) {
      assert.deepEqual(readExtend(text), { fault: null, warnings: [] }, text);
    }
  });

  it('has the footage in common once it is measured', () => {
    assert.equal(largestOverlap('{"LargestOverlap":0.25}'), 0.25);
    assert.equal(largestOverlap(''), null);
  });
});

describe('the path of a file on this server', () => {
  it('is found in every spelling of its address', () => {
    const expected = '/buckets/demo/a/b%20c.mp4';
    for (const address of [
      'oss://demo/a/b%20c.mp4',
      's3://demo/a/b%20c.mp4',
      'http://demo.oss-cn-shanghai.aliyuncs.com/a/b%20c.mp4',
      'https://demo.oss-cn-shanghai-internal.aliyuncs.com/a/b%20c.mp4?x=1',
      'http://127.0.0.1:8080/buckets/demo/a/b%20c.mp4?Expires=1&Signature=x',
      'https://videos.example/reelmill/buckets/demo/a/b%20c.mp4',
    ]) {
      assert.equal(objectPath(address), expected, address);
    }
  });

  it('is none for files of other servers and for what is no address', () => {
    for (const address of [
      '',
      'x',
      'https://elsewhere.example/a.mp4',
      'javascript:alert(1)',
      'data:text/html,x',
    ]) {
      assert.equal(objectPath(address), null, address);
    }
  });
});
