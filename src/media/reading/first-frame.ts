import {
  AVERROR_EAGAIN,
  AVERROR_EOF,
  avGetCodecName,
  Codec,
  CodecContext,
  Dictionary,
  type FormatContext,
  Frame,
  Packet,
  type Stream,
} from 'node-av';
import { ffmpegReason } from './open-media.ts';
import { UnreadableMedia } from './unreadable.ts';

/** Pictures above this size are refused: one frame of them would take more memory than a render has. */
const maxPixels = 100_000_000;
/** A file that gives no frame in so many packets gives none. */
const maxPackets = 2000;

/**
 * Opens the decoder of a stream. The caller frees it.
 *
 * @param prepare sets further options before it opens
 * @throws UnreadableMedia when the codec is unknown, or the pictures are too large
 */
export async function openDecoder(
  stream: Stream,
  prepare?: (decoder: CodecContext) => void,
): Promise<CodecContext> {
  const { codecpar } = stream;
  const name = avGetCodecName(codecpar.codecId) ?? 'unknown';
  if (codecpar.width * codecpar.height > maxPixels) {
    throw new UnreadableMedia(
      `has ${codecpar.width}x${codecpar.height} pixels, more than ${maxPixels / 1e6} million`,
    );
  }
  const codec = Codec.findDecoder(codecpar.codecId);
  if (codec === null) throw new UnreadableMedia(`is of the codec ${name}, which cannot be decoded`);
  const decoder = new CodecContext();
  decoder.allocContext3(codec);
  decoder.parametersToContext(codecpar);
  decoder.pktTimebase = stream.timeBase;
  decoder.threadCount = 1;
  prepare?.(decoder);
  using options = Dictionary.fromObject({ max_pixels: String(maxPixels) });
  const opened = await decoder.open2(codec, options);
  if (opened >= 0) return decoder;
  decoder.freeContext();
  throw new UnreadableMedia(`has a damaged ${name} stream (${ffmpegReason(opened)})`);
}

/**
 * Decodes the first frame of a stream that wants to be decoded, from where the file is read now.
 *
 * @returns the frame; the caller frees it
 * @throws UnreadableMedia when there is none
 */
export async function decodeFirstFrame(context: FormatContext, stream: Stream): Promise<Frame> {
  const decoder = await openDecoder(stream);
  const frame = new Frame();
  frame.alloc();
  using packet = new Packet();
  packet.alloc();
  let lastFault = 0;
  let gotFrame = false;
  try {
    for (let count = 0; count < maxPackets && !gotFrame; count += 1) {
      const read = await context.readFrame(packet);
      if (read >= 0 && packet.streamIndex !== stream.index) {
        packet.unref();
        continue;
      }
      const sent = await decoder.sendPacket(read < 0 ? null : packet);
      packet.unref();
      const received = sent < 0 && sent !== AVERROR_EOF ? sent : await decoder.receiveFrame(frame);
      gotFrame = received >= 0;
      if (received < 0 && received !== AVERROR_EAGAIN && received !== AVERROR_EOF) lastFault = received;
      if (read < 0) break;
    }
  } finally {
    decoder.freeContext();
  }
  if (gotFrame) return frame;
  frame.free();
  const name = avGetCodecName(stream.codecpar.codecId) ?? 'unknown';
  const reason = lastFault === 0 ? 'no frame in it' : ffmpegReason(lastFault);
  throw new UnreadableMedia(`has a damaged ${name} stream (${reason})`);
}
