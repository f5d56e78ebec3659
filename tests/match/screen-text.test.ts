import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { ConfigError, readConfig } from '../../src/config.ts';
import { openScreenReader, ScreenTextError } from '../../src/match/screen-text/screen-reader.ts';
import { readScreenText } from '../../src/match/screen-text/screen-text.ts';
import { wordsJudge } from '../../src/match/words/judge.ts';
import type { Findings } from '../../src/media/findings.ts';
import { letters, paint } from './draw.ts';
import { shotWith } from './shots.ts';

const folder = await mkdtemp(join(tmpdir(), 'reelmill-screen-text-'));
after(() => rm(folder, { recursive: true, force: true }));

const wide = { width: 640, height: 360 };

/** Keeps findings in memory, by path. */
function findingsInMemory(): Findings & { made: string[] } {
  const kept = new Map<string, Buffer>();
  const made: string[] = [];
  return {
    made,
    async of(path, finder, make, signal = new AbortController().signal) {
      const key = `${path} ${finder}`;
      const body = kept.get(key) ?? Buffer.from(await make(signal));
      if (!kept.has(key)) made.push(key);
      kept.set(key, body);
      return body;
    },
  };
}

/** Process ids of the readers that this process has started. */
async function readerProcesses(): Promise<number[]> {
  const { stdout } = await promisify(execFile)('ps', ['-eo', 'pid=,ppid=,args=']);
  return stdout.split('\n').flatMap((line) => {
    const [, pid, parent] = /^\s*(\d+)\s+(\d+)\s.*screen-text-process/.exec(line) ?? [];
    return Number(parent) === process.pid ? [Number(pid)] : [];
  });
}

describe('text in pictures', () => {
  const reader = openScreenReader();
  after(() => reader.close());
  const picture = (name: string, size: typeof wide, draw: Parameters<typeof paint>[2]) =>
    paint(join(folder, `${name}.jpg`), size, draw);

  test('is read in Chinese and English, from the top to the bottom', async () => {
    const file = await picture('both', wide, (context) => {
      context.font = letters(24);
      context.fillText('Summer Sale', 420, 50);
      context.fillText('only today', 40, 52);
      context.font = letters(48);
      context.fillStyle = '#ffe040';
      context.fillText('红色连衣裙', 200, 180);
      context.font = letters(32);
      context.lineWidth = 5;
      context.strokeStyle = '#000000';
      context.strokeText('新鲜咖啡豆 Fresh coffee', 120, 330);
      context.fillStyle = '#ffffff';
      context.fillText('新鲜咖啡豆 Fresh coffee', 120, 330);
    });
    const [text] = await reader.read([file]);
    assert.equal(text, 'only today\nSummer Sale\n红色连衣裙\n新鲜咖啡豆 Fresh coffee');
  });

  test('is read when it is small, turned, or stands in a column', async () => {
    const files = await Promise.all([
      picture('small', { width: 320, height: 180 }, (context) => {
        context.font = letters(14);
        context.fillText('今天去海边 at the beach', 60, 160);
      }),
      picture('turned', wide, (context) => {
        context.font = letters(36);
        context.translate(120, 260);
        context.rotate(-0.3);
        context.fillText('A glass of orange juice', 0, 0);
      }),
      picture('column', { width: 360, height: 640 }, (context) => {
        context.font = letters(36);
        for (const [at, letter] of [...'夏日新品'].entries()) context.fillText(letter, 290, 100 + at * 44);
      }),
    ]);
    const [small, turned, column] = await reader.read(files);
    assert.match(small ?? '', /今天去海边 ?at the beach/);
    assert.equal(turned, 'A glass of orange juice');
    assert.equal(column, '夏日新品');
  });

  test('is not seen in patterns and shapes', async () => {
    const files = await Promise.all([
      picture('plain', { width: 16, height: 16 }, () => {}),
      picture('checkers', wide, (context) => {
        for (let x = 0; x < 20; x++) {
          for (let y = 0; y < 12; y++) if ((x + y) % 2 === 0) context.fillRect(x * 32, y * 32, 32, 32);
        }
      }),
      picture('dots', wide, (context) => {
        for (let at = 0; at < 60; at++) {
          context.beginPath();
          context.arc(30 + (at % 10) * 60, 30 + Math.floor(at / 10) * 60, 14, 0, 7);
          context.fill();
        }
      }),
      picture('stripes', wide, (context) => {
        for (let at = 0; at < 10; at++) context.fillRect(at * 64, 0, 30, 360);
      }),
    ]);
    assert.deepEqual(await reader.read(files), ['', '', '', '']);
  });

  test('is kept with the material, shot by shot, and finds it by its words', async () => {
    const film = join(folder, 'film.mp4');
    await writeFile(film, 'any');
    const keyFrames = await Promise.all(
      ['红茶 Black tea', '', '电动自行车'].map((text, at) =>
        picture(`shot${at}`, wide, (context) => {
          context.font = letters(40);
          context.fillText(text, 60, 200);
        }),
      ),
    );
    const plain = shotWith([]).shot;
    const black = { ...plain, marks: ['black' as const] };
    const shots = [plain, plain, plain, black, plain].map((shot, keyTime) => ({ ...shot, keyTime }));
    const frames = [...keyFrames, keyFrames[0] ?? '', ''];
    const findings = findingsInMemory();
    const texts = await readScreenText(film, shots, frames, { reader, findings });
    assert.deepEqual(texts, ['红茶 Black tea', '', '电动自行车', '', '']);

    const closed = openScreenReader();
    await closed.close();
    const tools = { reader: closed, findings };
    assert.deepEqual(
      await readScreenText(film, shots, frames, tools),
      texts,
      'what is kept is not read again',
    );
    assert.equal(findings.made.length, 1);
    const moved = shots.map((shot) => ({ ...shot, keyTime: shot.keyTime + 0.5 }));
    await assert.rejects(readScreenText(film, moved, frames, tools), ScreenTextError, 'other frames are');

    const evidence = texts.map((text) => shotWith(text === '' ? [] : [{ source: 'screenText', text }]));
    const never = new AbortController().signal;
    const { scores, detail } = await wordsJudge(
      ['a cup of tea', '骑自行车出门', 'an electric bike'],
      evidence,
      never,
    );
    const best = scores.map((row) => row.indexOf(Math.max(...row)));
    assert.deepEqual(best, [0, 2, 2]);
    assert.match(detail(0, 0), /tea in the text on screen/);
  });

  test('a picture that cannot be read is told, and the next one is read', async () => {
    const broken = join(folder, 'broken.jpg');
    await writeFile(broken, 'no picture');
    await assert.rejects(reader.read([broken]), (error) => {
      assert.ok(error instanceof ScreenTextError);
      assert.match(error.message, /text in pictures could not be read/);
      return true;
    });
    await assert.rejects(reader.read([join(folder, 'absent.jpg')]), ScreenTextError);
    const [text] = await reader.read([join(folder, 'turned.jpg')]);
    assert.equal(text, 'A glass of orange juice');
  });

  test('a reader that dies is started again', async () => {
    const file = join(folder, 'turned.jpg');
    await reader.read([file]);
    const [pid = 0] = await readerProcesses();
    assert.ok(pid > 0);
    process.kill(pid, 'SIGKILL');
    assert.deepEqual(await reader.read([file]), ['A glass of orange juice']);
    assert.notEqual((await readerProcesses())[0], pid);
  });

  test('has no secrets in its environment', { skip: process.platform !== 'linux' }, async () => {
    await reader.read([join(folder, 'turned.jpg')]);
    const [pid] = await readerProcesses();
    const environment = (await readFile(`/proc/${pid}/environ`, 'utf8'))
      .split('\0')
      .filter((row) => row !== '');
    const names = environment.map((row) => row.split('=')[0]);
    assert.deepEqual(names.filter((name) => !name?.startsWith('NODE_CHANNEL')).sort(), ['PATH']);
  });

  test('ends when it is called off', async () => {
    const caller = new AbortController();
    const many = Array.from({ length: 64 }, () => join(folder, 'turned.jpg'));
    const asked = reader.read(many, caller.signal);
    caller.abort(new Error('the job was cancelled'));
    await assert.rejects(asked, /the job was cancelled/);
    await assert.rejects(reader.read(many, caller.signal), /the job was cancelled/);
  });
});

test('closing the reader leaves no process behind and fails what is asked afterwards', async () => {
  const reader = openScreenReader();
  const file = await paint(join(folder, 'a.jpg'), wide, () => {});
  const asked = reader.read(Array.from({ length: 40 }, () => file));
  const failed = assert.rejects(asked, ScreenTextError);
  while ((await readerProcesses()).length === 0) await new Promise((resolve) => setTimeout(resolve, 20));
  await reader.close();
  await failed;
  assert.deepEqual(await readerProcesses(), []);
  await assert.rejects(reader.read([file]), /the server is going down/);
});

test('is on unless a setting turns it off', () => {
  assert.equal(readConfig({}).screenText, true);
  assert.equal(readConfig({ REELMILL_SCREEN_TEXT: 'off' }).screenText, false);
  assert.throws(() => readConfig({ REELMILL_SCREEN_TEXT: 'no' }), ConfigError);
});
