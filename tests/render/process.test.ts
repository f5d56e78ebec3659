import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { access, copyFile, mkdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { RenderError } from '../../src/render/request.ts';
import type { Timeline } from '../../src/timeline/model.ts';
import { tone } from '../media/make-media.ts';
import { counted, numberIn, openStage, picturesOf, type Stage } from './stage.ts';

/** How renders are followed, bounded and ended, and what is said when they fail. */

const clips = (...names: string[]): Timeline => ({
  VideoTracks: [
    {
      VideoTrackClips: names.map((MediaURL) => ({
        MediaURL,
        In: 0,
        Out: 1,
        X: 0,
        Y: 0,
        Width: 1,
        Height: 1,
      })),
    },
  ],
});

/** Long enough to be caught in the middle. */
const long: Timeline = {
  VideoTracks: [
    {
      VideoTrackClips: [{ MediaURL: 'good.mp4', In: 0, Out: 2, Speed: 0.1, X: 0, Y: 0, Width: 1, Height: 1 }],
    },
  ],
};
const large = { width: 1080, height: 1920 };

const rendererPids = (parent: number) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
        const isChild = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
        return isChild && readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('renderer-process');
      } catch {
        return false;
      }
    });

const isRunning = (pid: string) => {
  try {
    return !/^State:\s+[ZX]/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
  } catch {
    return false;
  }
};

describe('process of a render', () => {
  let stage: Stage;
  const failure = async (work: Promise<unknown>): Promise<RenderError> => {
    const error: unknown = await work.then(
      () => assert.fail('it should have failed'),
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof RenderError, String(error));
    return error;
  };

  before(async () => {
    stage = await openStage();
    await stage.add('good.mp4', { streams: [counted({ color: { cb: 90, cr: 200 } }), tone({ seconds: 2 })] });
  });
  after(() => stage.close());

  it('tells its progress in rising percents up to 100', async () => {
    const percents: number[] = [];
    await stage.render(clips('good.mp4'), {}, { onProgress: (percent) => percents.push(percent) });
    assert.ok(percents.length > 10);
    assert.ok(percents.every((percent, index) => index === 0 || percent > (percents[index - 1] ?? 0)));
    assert.equal(percents.at(-1), 100);
  });

  it('ends within two seconds when it is cancelled, and leaves no file', async () => {
    const controller = new AbortController();
    const request = await stage.request(long, large);
    const { renderTimeline } = await import('../../src/render/render.ts');
    let cancelled = 0;
    let pids: string[] = [];
    const onProgress = () => {
      if (cancelled > 0) return;
      cancelled = performance.now();
      pids = rendererPids(process.pid);
      controller.abort();
    };
    const error = await failure(renderTimeline(request, { signal: controller.signal, onProgress }));
    assert.equal(error.code, 'RenderCancelled');
    assert.ok(performance.now() - cancelled < 2000);
    assert.ok(pids.length > 0 && pids.every((pid) => !isRunning(pid)), 'the process is gone');
    await assert.rejects(access(request.outputFile));
  });

  it('does not start when it was cancelled before', async () => {
    const error = await failure(stage.render(long, {}, { signal: AbortSignal.abort() }));
    assert.equal(error.code, 'RenderCancelled');
  });

  it('is bounded in memory and time', async () => {
    const memory = await failure(stage.render(long, large, { memoryLimit: 150e6 }));
    assert.equal(memory.code, 'RenderMemoryExceeded');
    assert.match(memory.message, /150 MB/);
    const time = await failure(stage.render(long, large, { timeLimit: 1 }));
    assert.equal(time.code, 'RenderTimeExceeded');
  });

  it('ends when the process that wanted it is killed', async () => {
    const request = await stage.request(long, large);
    const child = fork(fileURLToPath(new URL('orphan-process.ts', import.meta.url)), [], {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    });
    child.send(request);
    await once(child, 'message');
    const pids = rendererPids(child.pid ?? 0);
    assert.equal(pids.length, 1);
    child.kill('SIGKILL');
    for (let wait = 0; wait < 40 && pids.some(isRunning); wait += 1) await sleep(50);
    assert.ok(!pids.some(isRunning));
  });

  it('names the material that cannot be read', async () => {
    const good = stage.sources['good.mp4'];
    assert.ok(good);
    const bad = async (name: string, spoil: (path: string) => Promise<void>) => {
      const path = join(stage.folder, name);
      await copyFile(good.path, path);
      await spoil(path);
      stage.sources[name] = { ...good, path };
      return failure(stage.render(clips('good.mp4', name)));
    };
    const noise = Buffer.from(Array.from({ length: 20_000 }, (_, index) => (index * 7919) % 251));
    const spoilt = [
      await bad('noise.mp4', (path) => writeFile(path, noise)),
      await bad('empty.mp4', (path) => truncate(path, 0)),
      await bad('half.mp4', async (path) => truncate(path, Math.floor((await readFile(path)).length / 2))),
    ];
    for (const [index, name] of ['noise.mp4', 'empty.mp4', 'half.mp4'].entries()) {
      assert.equal(spoilt[index]?.code, 'InvalidParameter.ResourceContentBad');
      assert.equal(spoilt[index]?.source, name);
      assert.ok(spoilt[index]?.message.includes(name), spoilt[index]?.message);
    }
    stage.sources['gone.mp4'] = { ...good, path: join(stage.folder, 'nowhere.mp4') };
    assert.equal((await failure(stage.render(clips('gone.mp4')))).source, 'gone.mp4');
  });

  it('passes over damage in the middle of a source', async () => {
    const good = stage.sources['good.mp4'];
    assert.ok(good);
    const path = join(stage.folder, 'scratched.mp4');
    const bytes = await readFile(good.path);
    const media = bytes.indexOf('mdat', 0, 'latin1') + 4;
    bytes.fill(0x55, media + 3000, media + 3400);
    await writeFile(path, bytes);
    stage.sources['scratched.mp4'] = { ...good, path };
    const result = await stage.render(clips('scratched.mp4'));
    assert.equal(picturesOf(result.file).length, 25);
  });

  it('warns when the pictures of a source end before the clip does', async () => {
    const early = await stage.add('early.mkv', {
      streams: [counted({ color: { cb: 90, cr: 200 }, seconds: 0.8 })],
    });
    // A container may promise more than it has.
    stage.sources['empty promise.mkv'] = { ...early, facts: { ...early.facts, duration: 2 } };
    for (const MediaURL of ['early.mkv', 'empty promise.mkv']) {
      const clip = {
        MediaURL,
        In: 0,
        Out: 1.6,
        TimelineIn: 0,
        TimelineOut: 1.6,
        X: 0,
        Y: 0,
        Width: 1,
        Height: 1,
      };
      const result = await stage.render({ VideoTracks: [{ VideoTrackClips: [clip] }] });
      assert.deepEqual(
        result.warnings.map(({ Code }) => Code),
        ['SourceEndsEarly'],
      );
      assert.ok(result.warnings[0]?.Message.includes(MediaURL));
      const numbers = picturesOf(result.file).map((picture) => numberIn(picture));
      assert.deepEqual(numbers.slice(17, 22), [17, 18, 19, 19, 19]);
      assert.equal(numbers.length, 40);
    }
  });

  it('does not let one file make it open another', async () => {
    const good = stage.sources['good.mp4'];
    assert.ok(good);
    const path = join(stage.folder, 'list.mp4');
    await writeFile(path, `ffconcat version 1.0\nfile ${good.path}\n`);
    stage.sources['list.mp4'] = { ...good, path };
    assert.equal((await failure(stage.render(clips('list.mp4')))).source, 'list.mp4');
  });

  it('says what is wrong with a timeline', async () => {
    const missing = await failure(stage.render(clips('unknown.mp4')));
    assert.equal(missing.code, 'InvalidTimelineFormat');
    assert.match(missing.message, /unknown\.mp4/);
  });

  it('works with any file and folder name', async () => {
    const good = stage.sources['good.mp4'];
    assert.ok(good);
    const folder = join(stage.folder, `it's a "folder", [with]: all; kinds=of %d 100% \\ 名字`);
    const workDir = join(folder, 'work');
    await mkdir(workDir, { recursive: true });
    const path = join(folder, `a'b:c,d;e[f]=g 视频 %03d.mp4`);
    await copyFile(good.path, path);
    stage.sources['odd name'] = { ...good, path };
    const request = await stage.request({
      ...clips('odd name'),
      SubtitleTracks: [
        {
          SubtitleTrackClips: [{ Type: 'Text', Content: 'x', FontSize: 10, TimelineIn: 0.9, TimelineOut: 1 }],
        },
      ],
    });
    const { renderTimeline } = await import('../../src/render/render.ts');
    const outputFile = join(folder, `out's.mp4`);
    await renderTimeline({ ...request, workDir, outputFile });
    assert.deepEqual(
      picturesOf(outputFile)
        .slice(0, 5)
        .map((picture) => numberIn(picture)),
      [0, 1, 2, 3, 4],
    );
  });
});
