import { setImmediate as turn } from 'node:timers/promises';
import { AV_NOPTS_VALUE, AV_PKT_FLAG_KEY } from 'node-av/constants';
import { type CodecContext, type FormatContext, Frame, Packet, type Stream } from 'node-av/lib';
import type { PacketFacts } from '../../footage/groups.ts';

/** A decoded frame; it is valid until the next one is asked for. Times in seconds from the start of the file. */
export type SeenFrame = { frame: Frame; time: number; duration: number };

/** After so many calls of the decoder others get a turn: the memory check, and messages. */
const callsPerTurn = 16;
/** A longer or larger group is handed on in pieces. */
const mostPackets = 1200;
const mostBytes = 64 * 1024 * 1024;

/** Times of a stream as sources count them: in seconds from the start of the file. */
export type Clock = { secondsOf(stamp: bigint): number; tick: number; usual: number };

/** The clock of a stream; `usual` is the length of a frame whose own is not told. */
export function clockOf({ startTime }: FormatContext, stream: Stream): Clock {
  const origin = startTime === AV_NOPTS_VALUE ? 0 : Number(startTime) / 1e6;
  const tick = stream.timeBase.num / stream.timeBase.den;
  const { num, den } = stream.avgFrameRate;
  return {
    secondsOf: (stamp) => Number(stamp) * tick - origin,
    tick,
    usual: num > 0 && den > 0 ? den / num : 0.04,
  };
}

/** Reads the packets of one stream. */
export function createPacketSource(context: FormatContext, stream: Stream) {
  return {
    /** The next packet, to be freed by the caller; null at the end of what can be read. */
    next(): Packet | null {
      const packet = new Packet();
      packet.alloc();
      while (context.readFrameSync(packet) >= 0) {
        if (packet.streamIndex === stream.index) return packet;
        packet.unref();
      }
      packet.free();
      return null;
    },
  };
}

/** Packets from one with which decoding can begin anew to before the next such one, or a piece of that. */
export type PacketGroup = {
  packets: Packet[];
  /** Whether decoding can begin here; false for all pieces of a long group but the first. */
  isFresh: boolean;
  /** Whether no further piece of the group follows. */
  isEnd: boolean;
  /** First packet of the next group; null at the end of the film, and where a further piece follows. */
  next: Packet | null;
};

/** Packets of a stream in groups. The taker frees the packets of a group, but not the next one. */
export async function* packetGroups(context: FormatContext, stream: Stream): AsyncGenerator<PacketGroup> {
  const source = createPacketSource(context, stream);
  let packets: Packet[] = [];
  let bytes = 0;
  let isFresh = true;
  let packet = source.next();
  while (packet !== null) {
    const following = source.next();
    const isKey = (packet.flags & AV_PKT_FLAG_KEY) !== 0;
    // Frames that come after a key frame but are shown before it refer to both sides: no place to begin.
    const isShownFirst = following === null || following.pts === AV_NOPTS_VALUE || following.pts > packet.pts;
    const begins = isKey && isShownFirst;
    if (packets.length > 0 && (begins || packets.length >= mostPackets || bytes >= mostBytes)) {
      yield { packets, isFresh, isEnd: begins, next: begins ? packet : null };
      packets = [];
      bytes = 0;
      isFresh = begins;
    }
    packets.push(packet);
    bytes += packet.size;
    if (packets.length % callsPerTurn === 0) await turn();
    packet = following;
  }
  if (packets.length > 0) yield { packets, isFresh, isEnd: true, next: null };
}

/** Facts of a packet for planning. */
export function factsOf(packet: Packet, clock: Clock): PacketFacts {
  const stamp = packet.pts === AV_NOPTS_VALUE ? packet.dts : packet.pts;
  return { size: packet.size, time: stamp === AV_NOPTS_VALUE ? Number.NaN : clock.secondsOf(stamp) };
}

/** Gives packets to a decoder and takes its frames. Damaged pieces are passed over, as players do. */
export function createFrameSource(decoder: CodecContext, clock: Clock) {
  const frame = new Frame();
  frame.alloc();
  let last = Number.NEGATIVE_INFINITY;
  let next = 0;
  let calls = 0;

  return {
    /** Gives a packet, or the end of all packets (null), and hands out the frames that are ready. */
    async *feed(packet: Packet | null): AsyncGenerator<SeenFrame> {
      decoder.sendPacketSync(packet);
      while (decoder.receiveFrameSync(frame) >= 0) {
        const stamp = frame.bestEffortTimestamp;
        const time = stamp === AV_NOPTS_VALUE ? next : clock.secondsOf(stamp);
        // Without times of its own a film tells nothing of the length of its frames either.
        const told = stamp === AV_NOPTS_VALUE ? 0 : Number(frame.duration) * clock.tick;
        const duration = told || clock.usual;
        next = time + duration;
        // Two frames at one time are one picture to the viewer.
        if (time > last + 1e-6) yield { frame, time, duration };
        last = Math.max(last, time);
        frame.unref();
      }
      calls += 1;
      if (calls % callsPerTurn === 0) await turn();
    },
    /** Forgets all packets; frames before a time are no longer handed out. */
    jump(time: number): void {
      decoder.flushBuffers();
      last = time - 1e-3;
    },
    close: () => frame.free(),
  };
}

/** Decodes all frames of a stream from where the file is read now, in the order in which they are shown. */
export async function* decodeFrames(
  context: FormatContext,
  stream: Stream,
  decoder: CodecContext,
): AsyncGenerator<SeenFrame> {
  const packets = createPacketSource(context, stream);
  const frames = createFrameSource(decoder, clockOf(context, stream));
  try {
    for (let packet = packets.next(); packet !== null; packet = packets.next()) {
      try {
        yield* frames.feed(packet);
      } finally {
        packet.free();
      }
    }
    yield* frames.feed(null);
  } finally {
    frames.close();
  }
}
