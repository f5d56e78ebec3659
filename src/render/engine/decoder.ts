import {
  AV_NOPTS_VALUE,
  AVDISCARD_ALL,
  AVERROR_EOF,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_VIDEO,
  AVSEEK_FLAG_BACKWARD,
} from 'node-av/constants';
import { Codec, CodecContext, FormatContext, Frame, InputFormat, Packet, type Stream } from 'node-av/lib';
import type { Source } from '../../timeline/material.ts';
import { isPending, reason, SourceError } from './failure.ts';
import { setOptions } from './options.ts';

/** A frame with its time in seconds from the start of the file. The taker frees the frame. */
export type TimedFrame = { frame: Frame; time: number };

/** One stream of a file, decoded in order. */
export type StreamDecoder = {
  stream: Stream;
  /** Length that the file promises for this stream, in seconds; 0 when it says nothing. */
  promised: number;
  /** The next frame; null at the end. Damaged pieces are passed over, as players do. */
  next(): TimedFrame | null;
  /** Whether anything could not be read or decoded so far. */
  isDamaged(): boolean;
  /** Goes on decoding from the last key frame at or before a time. */
  seek(seconds: number): void;
  /** Frees everything it holds. */
  close(): void;
};

/** Failures of a decoder that is being emptied after which it counts as empty. */
const tolerated = 100;
/** Stored pixels of a picture above which decoding gets a second thread. */
const largePicture = 1920 * 1088;

/**
 * How far before a wanted time pictures may be left out that no other picture needs, in seconds; null when the stream
 * may have gaps, in which a picture is seen for long. An average rate that equals the finest one rules gaps out.
 */
function leaveOutBefore(stream: Stream): number | null {
  const [average, finest] = [stream.avgFrameRate, stream.rFrameRate].map(({ num, den }) =>
    den > 0 ? num / den : 0,
  );
  if (!average || !finest || Math.abs(average / finest - 1) > 1e-3) return null;
  return 3 / average;
}

function openFile(key: string, { path, facts }: Source): FormatContext {
  const context = new FormatContext();
  context.allocContext();
  // A playlist or a script must not make FFmpeg open other files: the format is the one that was probed, and nothing
  // but local files is read.
  setOptions(context, { protocol_whitelist: 'file', format_whitelist: facts.format });
  // Named by hand, because by its ending FFmpeg takes a single picture for a numbered sequence of them.
  const format = InputFormat.findInputFormat(facts.format.split(',')[0] ?? '');
  const opened = context.openInputSync(path, format, null);
  if (opened < 0) throw new SourceError(key, `it cannot be opened (${reason(opened)}).`);
  const found = context.findStreamInfoSync(null);
  if (found < 0) throw new SourceError(key, `its streams cannot be read (${reason(found)}).`);
  return context;
}

function openCodec(key: string, stream: Stream): CodecContext {
  const codec = Codec.findDecoder(stream.codecpar.codecId);
  if (codec === null) throw new SourceError(key, 'no decoder knows its format.');
  const context = new CodecContext();
  context.allocContext3(codec);
  context.parametersToContext(stream.codecpar);
  context.pktTimebase = stream.timeBase;
  context.threadCount = stream.codecpar.width * stream.codecpar.height > largePicture ? 2 : 1;
  const opened = context.open2Sync(codec, null);
  if (opened < 0) throw new SourceError(key, `its decoder does not start (${reason(opened)}).`);
  return context;
}

/**
 * Opens the best video or audio stream of a source.
 *
 * @throws SourceError when the file or the stream cannot be opened
 */
export function openDecoder(key: string, source: Source, kind: 'video' | 'audio'): StreamDecoder {
  const file = openFile(key, source);
  const index = file.findBestStream(kind === 'video' ? AVMEDIA_TYPE_VIDEO : AVMEDIA_TYPE_AUDIO);
  const stream = file.streams[index];
  if (stream === undefined) throw new SourceError(key, `it has no ${kind} stream.`);
  for (const other of file.streams) if (other.index !== index) other.discard = AVDISCARD_ALL;
  const codec = openCodec(key, stream);
  const packet = new Packet();
  packet.alloc();
  const { num, den } = stream.timeBase;
  const tick = num / den;
  // Times count from the start of the file, not of the stream: a sound that begins late stays late.
  const origin = file.startTime === AV_NOPTS_VALUE ? 0 : Number(file.startTime) / 1e6;
  let drained = false;
  let lastTime = 0;
  let failures = 0;
  // Until a packet of this time, pictures that nothing else refers to are not decoded; null decodes all.
  let decodeAllFrom: number | null = null;
  const margin = kind === 'video' ? leaveOutBefore(stream) : null;

  const leaveOut = (until: number | null): void => {
    if ((until === null) !== (decodeAllFrom === null)) {
      setOptions(codec, { skip_frame: until === null ? 'default' : 'noref' });
    }
    decodeAllFrom = until;
  };

  const feed = (): void => {
    const read = file.readFrameSync(packet);
    if (read < 0) {
      if (read !== AVERROR_EOF) failures += 1;
      codec.sendPacketSync(null);
      drained = true;
      return;
    }
    const stamp = packet.pts === AV_NOPTS_VALUE ? packet.dts : packet.pts;
    const time = stamp === AV_NOPTS_VALUE ? Number.POSITIVE_INFINITY : Number(stamp) * tick - origin;
    if (decodeAllFrom !== null && time >= decodeAllFrom) leaveOut(null);
    if (packet.streamIndex === index && codec.sendPacketSync(packet) < 0) failures += 1;
    packet.unref();
  };

  return {
    stream,
    promised: stream.duration === AV_NOPTS_VALUE ? 0 : Math.max(0, Number(stream.duration) * tick),
    next() {
      const frame = new Frame();
      frame.alloc();
      for (;;) {
        const received = codec.receiveFrameSync(frame);
        if (received >= 0) {
          const pts = frame.bestEffortTimestamp;
          const time = pts === AV_NOPTS_VALUE ? lastTime : Number(pts) * tick - origin;
          lastTime = time + Number(frame.duration) * tick;
          return { frame, time };
        }
        if (!isPending(received)) failures += 1;
        if (drained && (received === AVERROR_EOF || failures > tolerated)) {
          frame.free();
          return null;
        }
        if (!drained) feed();
      }
    },
    isDamaged: () => failures > 0,
    seek(seconds) {
      const timestamp = BigInt(Math.floor((seconds + origin) / tick));
      file.seekFrameSync(index, timestamp, AVSEEK_FLAG_BACKWARD);
      codec.flushBuffers();
      drained = false;
      lastTime = seconds;
      leaveOut(margin === null ? null : seconds - margin);
    },
    close() {
      packet.free();
      codec.freeContext();
      file.closeInputSync();
    },
  };
}
