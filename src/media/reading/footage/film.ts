import { AV_CODEC_FLAG2_FAST } from 'node-av/constants';
import type { CodecContext, FormatContext, Frame, Packet, Stream } from 'node-av/lib';
import { findHiddenJumps, type Gap, judgeGap, planGroup } from '../../footage/groups.ts';
import type { Look } from '../../footage/look.ts';
import { openDecoder } from '../first-frame.ts';
import {
  clockOf,
  createFrameSource,
  factsOf,
  type PacketGroup,
  packetGroups,
  type SeenFrame,
} from './frames.ts';

/** What is learnt of a film, step by step. */
export type FilmNews =
  /** A frame that was decoded. Some come twice, none is promised. */
  | { frame: SeenFrame & { look: Look } }
  /** How the frames of the next piece look, in order: those that matter for finding cuts. */
  | { looks: TimedLook[] };

/** How a frame looks, and what the frames between it and the one before would have shown when some were left out. */
export type TimedLook = { time: number; look: Look; gap: Exclude<Gap, 'unsure'> | null };

/** Which frames of the next packets are decoded: all, or those that others refer to. */
type Density = 'all' | 'referred';

/** So many groups are read ahead to see whether key frames come at a fixed distance. */
const groupsAhead = 4;
const bytesAhead = 64 * 1024 * 1024;

/** Opens a decoder for small pictures: what is not seen in them may be inexact. */
function openQuickDecoder(stream: Stream): Promise<CodecContext> {
  return openDecoder(stream, (decoder) => {
    decoder.setFlags2(AV_CODEC_FLAG2_FAST);
    decoder.setOption('skip_loop_filter', 'all');
  });
}

/** Looks at single frames that stand by themselves, ahead of the film. */
async function openScout(stream: Stream, look: (frame: Frame) => Look) {
  const decoder = await openQuickDecoder(stream);
  const frames = createFrameSource(decoder, { secondsOf: Number, tick: 1, usual: 1 });
  return {
    /** How the frame of a packet looks; null when it cannot be decoded alone. */
    async lookAhead(packet: Packet): Promise<Look | null> {
      let found: Look | null = null;
      for (const given of [packet, null]) {
        for await (const { frame } of frames.feed(given)) found ??= look(frame);
      }
      frames.jump(Number.NEGATIVE_INFINITY);
      return found;
    },
    close() {
      frames.close();
      decoder.freeContext();
    },
  };
}

/** Remembers how long groups are. */
function createLengths() {
  const counts = new Map<number, number>();
  return {
    add(length: number): void {
      counts.set(length, (counts.get(length) ?? 0) + 1);
    },
    /** Whether no other group is as long: then the encoder ended it for a reason of the picture. */
    isSingle: (length: number): boolean => {
      const alike = [-1, 0, 1].reduce((sum, offset) => sum + (counts.get(length + offset) ?? 0), 0);
      return alike <= 1;
    },
  };
}

/** Hands groups on a little later, when the next ones are known. */
async function* readAhead(
  groups: AsyncIterable<PacketGroup>,
  onRead: (group: PacketGroup) => void,
): AsyncGenerator<PacketGroup> {
  const queue: PacketGroup[] = [];
  const free = () => {
    for (const { packets } of queue) for (const packet of packets) packet.free();
  };
  const bytes = () =>
    queue.reduce((sum, { packets }) => packets.reduce((all, { size }) => all + size, sum), 0);
  try {
    for await (const group of groups) {
      onRead(group);
      queue.push(group);
      while (queue.length > groupsAhead || (queue.length > 1 && bytes() > bytesAhead)) {
        yield queue.shift() as PacketGroup;
      }
    }
    for (let group = queue.shift(); group !== undefined; group = queue.shift()) yield group;
  } finally {
    free();
  }
}

/** Time before and after a jump in which every frame is looked at. */
const closerSeconds = 0.25;

/**
 * Reads a film in the order in which it is shown, and leaves out what brings nothing new: frames that no other refers to
 * where no cut can be, and the rest of groups of which the begin and the next group tell all.
 *
 * @param look how a frame looks; of a frame that is handed out it is asked just before
 */
export async function* readFilm(
  context: FormatContext,
  stream: Stream,
  look: (frame: Frame) => Look,
): AsyncGenerator<FilmNews> {
  const clock = clockOf(context, stream);
  const decoder = await openQuickDecoder(stream);
  const scout = await openScout(stream, look);
  const frames = createFrameSource(decoder, clock);
  const lengths = createLengths();
  let density: Density = 'all';
  let gap: TimedLook['gap'] = null;

  function decode(wanted: Density): void {
    if (wanted === density) return;
    decoder.setOption('skip_frame', wanted === 'all' ? 'default' : 'noref');
    density = wanted;
  }

  /** Decodes packets until `stop` says that it is enough. */
  async function* readPackets(
    packets: readonly (Packet | null)[],
    dense: readonly boolean[],
    looks: TimedLook[],
    stop: (index: number) => Promise<boolean>,
  ): AsyncGenerator<FilmNews> {
    for (const [index, packet] of packets.entries()) {
      if (await stop(index)) return;
      if (packet !== null) decode(dense[index] ? 'all' : 'referred');
      for await (const seen of frames.feed(packet)) {
        const own = look(seen.frame);
        looks.push({ time: seen.time, look: own, gap: null });
        yield { frame: { ...seen, look: own } };
      }
    }
  }

  /** Hands on what was seen, after what is known about frames before it that were left out. */
  function tell(looks: TimedLook[], left: TimedLook['gap']): FilmNews {
    const [first] = looks;
    if (first !== undefined) first.gap = gap;
    gap = left;
    return { looks };
  }

  /** Goes on to the next group, which begins anew. */
  function turnTo(next: Packet | null): void {
    const time = next === null ? Number.NaN : factsOf(next, clock).time;
    frames.jump(Number.isNaN(time) ? Number.NEGATIVE_INFINITY : time);
  }

  /** Without times of the packets nothing can be left out: frames are counted. */
  const isTimed = ({ packets }: PacketGroup) =>
    packets.every((packet) => !Number.isNaN(factsOf(packet, clock).time));

  /** Reads a piece of a group without leaving out anything. */
  async function* readPiece({ packets, isEnd, next }: PacketGroup): AsyncGenerator<FilmNews> {
    const looks: TimedLook[] = [];
    const all = packets.map(() => true);
    yield* readPackets(isEnd ? [...packets, null] : packets, all, looks, async () => false);
    if (isEnd) turnTo(next);
    yield tell(looks, null);
  }

  /** Reads a whole group: what brings nothing new is left out. */
  async function* readGroup({ packets, next }: PacketGroup): AsyncGenerator<FilmNews> {
    const facts = packets.map((packet) => factsOf(packet, clock));
    const following = next === null ? null : factsOf(next, clock);
    const { dense, pause } = planGroup(facts, following);
    let looks: TimedLook[] = [];
    let verdict: Gap = 'unsure';
    const stop = async (index: number): Promise<boolean> => {
      const [first, last] = [looks[0], looks.at(-1)];
      if (index !== pause || next === null || first === undefined || last === undefined) return false;
      const ahead = await scout.lookAhead(next);
      const share = 1 - pause / packets.length;
      const isDeclared = lengths.isSingle(packets.length);
      if (ahead !== null) verdict = judgeGap(first.look, last.look, ahead, share, isDeclared);
      return verdict !== 'unsure';
    };
    yield* readPackets([...packets, null], dense, looks, stop);
    frames.jump(facts[0]?.time ?? 0);
    const isDense = (time: number) => dense[facts.findIndex((packet) => packet.time >= time - 1e-6)] ?? false;
    const jumps = findHiddenJumps(looks, isDense);
    if (jumps.length > 0) {
      const isClose = ({ time }: { time: number }) =>
        jumps.some(([from, to]) => time > from - closerSeconds && time < to + closerSeconds);
      const enough = Math.max(...jumps.map(([, to]) => to)) + closerSeconds;
      const closer: TimedLook[] = [];
      const isEnough = async () => (closer.at(-1)?.time ?? 0) > enough;
      const denser = facts.map((packet, index) => isClose(packet) || dense[index] === true);
      yield* readPackets([...packets, null], denser, closer, isEnough);
      const until = closer.at(-1)?.time ?? Number.NEGATIVE_INFINITY;
      looks = [...closer, ...looks.filter(({ time }) => time > until + 1e-6)];
    }
    turnTo(next);
    yield tell(looks, verdict === 'unsure' ? null : verdict);
  }

  try {
    const groups = packetGroups(context, stream);
    for await (const group of readAhead(groups, ({ packets }) => lengths.add(packets.length))) {
      try {
        const isWhole = group.isFresh && group.isEnd && isTimed(group);
        yield* isWhole ? readGroup(group) : readPiece(group);
      } finally {
        for (const packet of group.packets) packet.free();
      }
    }
  } finally {
    frames.close();
    scout.close();
    decoder.freeContext();
  }
}
