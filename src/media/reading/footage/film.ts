import { AV_CODEC_FLAG2_FAST } from 'node-av/constants';
import type { CodecContext, FormatContext, Frame, Packet, Stream } from 'node-av/lib';
import { type Gap, judgeGap, planGroup } from '../../footage/groups.ts';
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

/** A frame of a film of which not all frames are decoded. */
export type FilmFrame = SeenFrame & {
  /** What the frames between this one and the one before would have shown; null when none was left out. */
  gap: Exclude<Gap, 'unsure'> | null;
};

/** How the next packets are decoded. */
type Density = 'all' | 'referred';

/** A shorter group than the usual one began its successor early: by more frames than rounding makes. */
const earlyFrames = 2;

/** Opens a decoder for small pictures: what is not seen in them may be inexact. */
function openQuickDecoder(stream: Stream): Promise<CodecContext> {
  return openDecoder(stream, (decoder) => {
    decoder.setFlags2(AV_CODEC_FLAG2_FAST);
    decoder.setOption('skip_loop_filter', 'noref');
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

/**
 * Reads a film in the order in which it is shown, and leaves out what brings nothing new: frames that no other refers to
 * where no cut can be, and the rest of groups of which the begin and the next group tell all.
 *
 * @param look how a frame looks; it is also asked for frames that are not handed out then
 */
export async function* readFilm(
  context: FormatContext,
  stream: Stream,
  look: (frame: Frame) => Look,
): AsyncGenerator<FilmFrame> {
  const clock = clockOf(context, stream);
  const decoder = await openQuickDecoder(stream);
  const scout = await openScout(stream, look);
  const frames = createFrameSource(decoder, clock);
  let gap: FilmFrame['gap'] = null;
  let density: Density = 'all';
  let usualLength = 0;
  let first: Look | null = null;
  let last: Look | null = null;

  function decode(wanted: Density): void {
    if (wanted === density) return;
    decoder.setOption('skip_frame', wanted === 'all' ? 'default' : 'noref');
    density = wanted;
  }

  async function* feed(packet: Packet | null): AsyncGenerator<FilmFrame> {
    for await (const seen of frames.feed(packet)) {
      yield { ...seen, gap };
      gap = null;
    }
  }

  async function* readGroup({ packets, next }: PacketGroup): AsyncGenerator<FilmFrame> {
    const facts = packets.map((packet) => factsOf(packet, clock));
    const following = next === null ? null : factsOf(next, clock);
    const { dense, pause } = planGroup(facts, following);
    const start = facts[0]?.time ?? 0;
    const isDeclared = packets.length <= usualLength - earlyFrames;
    usualLength = Math.max(usualLength, packets.length);
    [first, last] = [null, null];
    for (const [index, packet] of packets.entries()) {
      if (index === pause && next !== null && following !== null && first !== null && last !== null) {
        const ahead = await scout.lookAhead(next);
        const share = 1 - pause / packets.length;
        const verdict = ahead === null ? 'unsure' : judgeGap(first, last, ahead, share, isDeclared);
        if (verdict !== 'unsure') {
          frames.jump(following.time);
          gap = verdict;
          return;
        }
      }
      decode(dense[index] ? 'all' : 'referred');
      for await (const seen of feed(packet)) {
        if (pause !== null && index <= pause && seen.time >= start) {
          last = look(seen.frame);
          first ??= last;
        }
        yield seen;
      }
    }
  }

  try {
    for await (const group of packetGroups(context, stream)) {
      try {
        yield* readGroup(group);
      } finally {
        for (const packet of group.packets) packet.free();
      }
    }
    yield* feed(null);
  } finally {
    frames.close();
    scout.close();
    decoder.freeContext();
  }
}
