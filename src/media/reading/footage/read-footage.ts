import { AVDISCARD_ALL } from 'node-av/constants';
import type { Frame } from 'node-av/lib';
import type { PictureFacts } from '../../../timeline/material.ts';
import { findBoundaries } from '../../footage/boundaries.ts';
import { difference, movedDifference } from '../../footage/compare.ts';
import type { Look } from '../../footage/look.ts';
import type { Portrait } from '../../footage/portrait.ts';
import { describeShots } from '../../footage/shots.ts';
import { createObserver, memorySeconds } from '../../footage/steps.ts';
import type { FootageReading, FootageRequest } from '../../prober-protocol.ts';
import { openMedia } from '../open-media.ts';
import { pictureFacts } from '../picture-facts.ts';
import { isPicture } from '../read-media.ts';
import { UnreadableMedia } from '../unreadable.ts';
import { type Eye, openEye } from './eye.ts';
import { readFilm, type TimedLook } from './film.ts';
import type { SeenFrame } from './frames.ts';
import { type KeyKeeper, openKeyKeeper } from './key-keeper.ts';

/** Seconds between portraits. */
const portraitSeconds = 0.4;
/** A portrait is also taken so many frames after a jump: a shot may be shorter than the time between portraits. */
const framesAfterJump = 3;
/** A frame that is shown so long may be all that a shot has, in seconds. */
const longFrame = 0.1;
const jump = 0.05;
/** Seconds of film between two looks for cuts that are certain by now, and how long it takes until they are. */
const settleEvery = 2;
const certainAfter = memorySeconds + 0.8;
/** How far before what was not certain the last time is looked for them, in seconds. */
const settleReach = 3;

function isJump(before: Look, after: Look): boolean {
  const plain = difference(before, after);
  return plain.amount >= jump && movedDifference(before, after, plain).amount >= jump;
}

/** Reads the frames of a film one by one; what it learns grows in `steps` and `portraits`. */
function createReader(keeper: KeyKeeper, rotationOf: (frame: Frame) => PictureFacts['rotation']) {
  const observer = createObserver();
  const portraits: Portrait[] = [];
  let eye: Eye | undefined;
  let lastLook: Look | undefined;
  let scene = 0;
  let sinceJump = Number.POSITIVE_INFINITY;
  let shotStart = Number.NEGATIVE_INFINITY;
  let settledAt = 0;

  /** Settles the shots that ended long enough ago. */
  async function settle(now: number): Promise<void> {
    const from = settledAt - certainAfter - settleReach;
    settledAt = now;
    const { steps } = observer;
    let first = steps.length;
    while (first > 0 && (steps[first - 1]?.time ?? 0) > from) first -= 1;
    const recent = steps.slice(first);
    for (const { index } of findBoundaries(recent)) {
      const { time } = recent[index] ?? { time: now };
      if (time <= shotStart || time > now - certainAfter) continue;
      await keeper.settle(shotStart, time);
      shotStart = time;
    }
  }

  function eyeFor(frame: Frame): Eye {
    eye ??= openEye(frame.width, frame.height, rotationOf(frame));
    return eye;
  }
  const look = (frame: Frame) => eyeFor(frame).look(frame);

  return {
    steps: observer.steps,
    portraits,
    look,
    /** Takes portraits of some of the frames. */
    portray({ frame, time, duration, look: seen }: SeenFrame & { look: Look }) {
      const hasJumped = lastLook !== undefined && isJump(lastLook, seen);
      sinceJump = hasJumped ? 0 : sinceJump + 1;
      if (hasJumped) scene += 1;
      lastLook = seen;
      const age = time - (portraits.at(-1)?.time ?? Number.NEGATIVE_INFINITY);
      const isDue = age >= portraitSeconds || sinceJump === framesAfterJump;
      if (age <= 0 || !(isDue || (hasJumped && duration >= longFrame))) return;
      const portrait = eyeFor(frame).portray(time, frame);
      portraits.push(portrait);
      keeper.offer(frame, portrait, scene);
    },
    async see(looks: readonly TimedLook[]) {
      for (const { time, look: seen, gap } of looks) observer.see(time, seen, gap);
      const now = looks.at(-1)?.time ?? 0;
      if (now - settledAt >= settleEvery) await settle(now);
    },
    async finish(end: number) {
      await settle(end + certainAfter);
      await keeper.settle(shotStart, Number.POSITIVE_INFINITY);
    },
    close() {
      eye?.close();
    },
  };
}

/**
 * Finds the shots of a film, in one pass over its frames, and writes a JPEG of the key frame of each.
 *
 * @param onProgress told now and then which share (0 to 1) has been read
 * @throws UnreadableMedia when the file has no picture that can be decoded
 */
export async function readFootage(
  { path, folder, duration }: FootageRequest,
  onProgress: (share: number) => void,
): Promise<FootageReading> {
  await using media = await openMedia(path);
  const { context } = media;
  const stream = context.streams.find(isPicture);
  if (stream === undefined) throw new UnreadableMedia('has no picture');
  for (const other of context.streams) if (other.index !== stream.index) other.discard = AVDISCARD_ALL;
  const facts = (frame: Frame) => pictureFacts(stream, frame, 0);
  const keeper = openKeyKeeper(folder, facts);
  const reader = createReader(keeper, (frame) => facts(frame).rotation);
  let end = 0;
  let toldAt = 0;
  try {
    for await (const news of readFilm(context, stream, reader.look)) {
      if ('looks' in news) {
        await reader.see(news.looks);
        continue;
      }
      const { frame, time } = news.frame;
      frame.timeBase = stream.timeBase;
      reader.portray(news.frame);
      end = Math.max(end, time + news.frame.duration);
      if (duration > 0 && time - toldAt >= Math.max(1, duration / 200)) {
        toldAt = time;
        onProgress(Math.min(1, time / duration));
      }
    }
    if (reader.steps.length === 0) throw new UnreadableMedia('has no frame that can be decoded');
    await reader.finish(end);
  } finally {
    keeper.close();
    reader.close();
  }
  const last = reader.steps.at(-1)?.time ?? 0;
  const isStill = duration === 0;
  const until = isStill ? 0 : duration > last ? Math.min(end, duration) : end;
  const { written } = keeper;
  const shots = describeShots(reader.steps, reader.portraits, until, new Set(written.keys()));
  return { footage: { shots }, keyFrames: shots.map(({ keyTime }) => written.get(keyTime) ?? '') };
}
