import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openProber, type Prober } from '../../src/media/probe.ts';
import type { SourceShot } from '../../src/timeline/footage.ts';
import { makeMedia } from '../media/make-media.ts';
import { type KnownFilm, knownFilms } from './films.ts';

let folder: string;
let prober: Prober;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'reelmill-detection-'));
  prober = openProber();
});
after(async () => {
  prober.close();
  await rm(folder, { recursive: true, force: true });
});

const rate = 25;
/** A hard cut is found when it is told at most so many frames beside; the middle of a dissolve is not that sharp. */
const hardTolerance = 1;
const softTolerance = 8;

const isNear = (tolerance: number, frame: number) => (other: number) => Math.abs(other - frame) <= tolerance;

async function shotsOf(film: KnownFilm, index: number): Promise<readonly SourceShot[]> {
  const path = await makeMedia(join(folder, `${index}.mp4`), { streams: [film.recipe] });
  const request = { path, folder, duration: film.frames / rate };
  const { footage } = await prober.footage(request, { signal: new AbortController().signal });
  return footage.shots;
}

test('hard cuts are found and nothing else is taken for one', async (context) => {
  const sum = { found: 0, missed: 0, invented: 0, soft: 0, missedSoft: 0 };
  for (const [index, film] of knownFilms.entries()) {
    const shots = await shotsOf(film, index);
    assert.equal(shots[0]?.in, 0, film.name);
    assert.equal(Math.round((shots.at(-1)?.out ?? 0) * rate), film.frames, film.name);
    const told = shots.slice(1).map((shot) => Math.round(shot.in * rate));
    const missed = film.cuts.filter((cut) => !told.some(isNear(hardTolerance, cut)));
    const missedSoft = film.soft.filter((middle) => !told.some(isNear(softTolerance, middle)));
    const invented = told.filter(
      (frame) =>
        !film.cuts.some(isNear(hardTolerance, frame)) && !film.soft.some(isNear(softTolerance, frame)),
    );
    if (missed.length + missedSoft.length + invented.length > 0) {
      context.diagnostic(`${film.name}: missed ${[...missed, ...missedSoft]}, invented ${invented}`);
    }
    sum.found += film.cuts.length - missed.length;
    sum.missed += missed.length;
    sum.invented += invented.length;
    sum.soft += film.soft.length;
    sum.missedSoft += missedSoft.length;
  }
  const precision = sum.found / (sum.found + sum.invented);
  const recall = sum.found / (sum.found + sum.missed);
  context.diagnostic(
    `${knownFilms.length} films, ${sum.found + sum.missed} hard cuts: precision ${precision.toFixed(3)}, ` +
      `recall ${recall.toFixed(3)}; ${sum.soft - sum.missedSoft} of ${sum.soft} fades and dissolves`,
  );
  assert.ok(precision >= 0.95, `precision ${precision}`);
  assert.ok(recall >= 0.95, `recall ${recall}`);
  assert.ok(sum.missedSoft <= 1, `${sum.missedSoft} fades or dissolves missed`);
});
