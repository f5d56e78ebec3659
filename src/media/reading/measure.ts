import { AV_NOPTS_VALUE, AVSEEK_FLAG_BACKWARD, type FormatContext, Packet, type Stream } from 'node-av';
import { openMedia } from './open-media.ts';
import { UnreadableMedia } from './unreadable.ts';

/** What the packets of a stream tell when they are looked at one by one. */
export type Measure = {
  packets: number;
  /** Seconds from what is shown or heard first to the end of the last packet; 0 when packets carry no times. */
  duration: number;
  /** End of the last packet in the stream's own time, in seconds; 0 when packets carry no times. */
  end: number;
};

/** Reads all packets from here to the end of the file. */
async function readToEnd(context: FormatContext, stream: Stream): Promise<Measure> {
  using packet = new Packet();
  packet.alloc();
  let packets = 0;
  // An encoder's run-in comes before the start of the stream and is dropped by decoders.
  const start = stream.startTime === AV_NOPTS_VALUE ? null : stream.startTime;
  let first: bigint | null = null;
  let end: bigint | null = null;
  while ((await context.readFrame(packet)) >= 0) {
    if (packet.streamIndex === stream.index) {
      packets += 1;
      const time = packet.pts === AV_NOPTS_VALUE ? packet.dts : packet.pts;
      if (time !== AV_NOPTS_VALUE) {
        if (first === null || time < first) first = time;
        if (end === null || time + packet.duration > end) end = time + packet.duration;
      }
    }
    packet.unref();
  }
  const second = stream.timeBase.num / stream.timeBase.den;
  if (start !== null && first !== null && start > first) first = start;
  return {
    packets,
    duration: first === null || end === null ? 0 : Number(end - first) * second,
    end: end === null ? 0 : Number(end) * second,
  };
}

/**
 * Counts the packets of a whole stream.
 *
 * @param index of the stream
 */
export async function measureStream(path: string, index: number): Promise<Measure> {
  // Opened anew: some of the containers that need it cannot go back to their start.
  await using media = await openMedia(path);
  const stream = media.context.streams[index];
  if (stream === undefined) throw new UnreadableMedia('changes while it is read');
  // Awaited here: the file is closed as soon as this function returns.
  return await readToEnd(media.context, stream);
}

/**
 * Where the data of a stream really end, in seconds of its own time: the packets from the last key frame on are read.
 *
 * @param duration what the header says, in seconds
 */
export async function measureEnd(context: FormatContext, stream: Stream, duration: number): Promise<number> {
  const start = stream.startTime === AV_NOPTS_VALUE ? 0n : stream.startTime;
  const { num, den } = stream.timeBase;
  const target = start + BigInt(Math.round((duration * den) / num));
  const sought = await context.seekFrame(stream.index, target, AVSEEK_FLAG_BACKWARD);
  return sought < 0 ? 0 : (await readToEnd(context, stream)).end;
}
