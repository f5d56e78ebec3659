import { setImmediate as turn } from 'node:timers/promises';
import { AV_NOPTS_VALUE, AVERROR_EOF } from 'node-av/constants';
import { type CodecContext, type FormatContext, Frame, Packet, type Stream } from 'node-av/lib';

/** A decoded frame; it is valid until the next one is asked for. Times in seconds from the start of the file. */
export type SeenFrame = { frame: Frame; time: number; duration: number };

/** After so many calls of the decoder others get a turn: the memory check, and messages. */
const callsPerTurn = 16;

/** Start of a file, in seconds of its own time: times of sources count from there. */
export const originOf = ({ startTime }: FormatContext): number =>
  startTime === AV_NOPTS_VALUE ? 0 : Number(startTime) / 1e6;

/**
 * Decodes the frames of a stream in the order in which they are shown. Damaged pieces are passed over, as players do.
 *
 * @param decoder open; the caller frees it
 */
export async function* decodeFrames(
  context: FormatContext,
  stream: Stream,
  decoder: CodecContext,
): AsyncGenerator<SeenFrame, void, void> {
  const tick = stream.timeBase.num / stream.timeBase.den;
  const origin = originOf(context);
  const rate = stream.avgFrameRate.den > 0 ? stream.avgFrameRate.num / stream.avgFrameRate.den : 0;
  const usual = rate > 0 ? 1 / rate : 0.04;
  using packet = new Packet();
  packet.alloc();
  using frame = new Frame();
  frame.alloc();
  let last = Number.NEGATIVE_INFINITY;
  let next = 0;
  let isDrained = false;
  let calls = 0;
  for (;;) {
    calls += 1;
    if (calls % callsPerTurn === 0) await turn();
    const received = decoder.receiveFrameSync(frame);
    if (received >= 0) {
      const stamp = frame.bestEffortTimestamp;
      const time = stamp === AV_NOPTS_VALUE ? next : Number(stamp) * tick - origin;
      const duration = Number(frame.duration) * tick || usual;
      next = time + duration;
      // Two frames at one time are one picture to the viewer.
      if (time > last + 1e-6) yield { frame, time, duration };
      last = Math.max(last, time);
      frame.unref();
      continue;
    }
    if (isDrained) return;
    const read = context.readFrameSync(packet);
    if (read < 0) {
      decoder.sendPacketSync(null);
      isDrained = true;
      if (read !== AVERROR_EOF) continue;
    } else {
      if (packet.streamIndex === stream.index) decoder.sendPacketSync(packet);
      packet.unref();
    }
  }
}
