import {
  AV_CODEC_FLAG_GLOBAL_HEADER,
  AV_PICTURE_TYPE_NONE,
  AV_PIX_FMT_YUV420P,
  AVCHROMA_LOC_LEFT,
  AVCOL_PRI_BT709,
  AVCOL_RANGE_MPEG,
  AVCOL_SPC_BT709,
  AVCOL_TRC_BT709,
} from 'node-av/constants';
import { Codec, CodecContext, type Frame, Packet, Rational } from 'node-av/lib';
import type { FrameRate } from '../../timeline/frames.ts';
import type { OutputFormat } from '../request.ts';
import { check, EngineError, isGiven } from './failure.ts';
import { setOptions } from './options.ts';

/** Takes a packet at once; the packet is empty again afterwards. */
export type PacketSink = (packet: Packet) => void;

/**
 * An encoder for one segment. Packets come out with frame numbers as times, from 0 on, in decoding order. The work is
 * done off the main thread, so that the next picture is painted meanwhile; one call at a time.
 */
export type VideoEncoder = {
  context: CodecContext;
  /** Encodes a frame, which must stay as it is until then. */
  send(frame: Frame, number: number, sink: PacketSink): Promise<void>;
  /** Encodes what is still waiting; no frame may follow. */
  finish(sink: PacketSink): Promise<void>;
  /** Frees everything it holds. */
  close(): void;
};

/** Seconds between key frames at most, so that players seek well. */
const keySeconds = 4;
/**
 * Threads of an encoder. One costs the least processor time, painting runs beside it, and renders run beside each
 * other. It is fixed because the number changes the bytes that come out.
 */
const threads = 1;

/**
 * Options that make every segment's stream alike, so that they can be joined: closed groups, parameter sets only in
 * the header, the same reordering everywhere.
 */
function options({ codec, preset, crf, bitrate }: OutputFormat, keyInterval: number): Record<string, string> {
  const quality: Record<string, string> = bitrate === null ? { crf: String(crf) } : {};
  return codec === 'H.265'
    ? {
        preset,
        ...quality,
        'x265-params': `log-level=error:open-gop=0:repeat-headers=0:keyint=${keyInterval}:frame-threads=1:pools=${threads}`,
      }
    : { preset, ...quality, 'x264-params': 'open-gop=0:repeat-headers=0' };
}

/**
 * Opens an encoder for frames of the output's size: 4:2:0, bt709, limited range.
 *
 * @throws EngineError when the encoder refuses the format
 */
export function openVideoEncoder(format: OutputFormat, rate: FrameRate): VideoEncoder {
  const codec = Codec.findEncoderByName((format.codec === 'H.265' ? 'libx265' : 'libx264') as never);
  if (codec === null) throw new EngineError(`no encoder for ${format.codec}`);
  const keyInterval = Math.round((keySeconds * rate.num) / rate.den);
  const context = new CodecContext();
  context.allocContext3(codec);
  context.width = format.width;
  context.height = format.height;
  context.pixelFormat = AV_PIX_FMT_YUV420P;
  context.timeBase = new Rational(rate.den, rate.num);
  context.framerate = new Rational(rate.num, rate.den);
  context.sampleAspectRatio = new Rational(1, 1);
  context.colorRange = AVCOL_RANGE_MPEG;
  context.colorSpace = AVCOL_SPC_BT709;
  context.colorPrimaries = AVCOL_PRI_BT709;
  context.colorTrc = AVCOL_TRC_BT709;
  context.chromaLocation = AVCHROMA_LOC_LEFT;
  context.gopSize = keyInterval;
  context.threadCount = threads;
  context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  if (format.codec === 'H.265') context.codecTag = 'hvc1';
  if (format.bitrate !== null) {
    const bits = BigInt(format.bitrate) * 1000n;
    context.bitRate = bits;
    context.rcMaxRate = (bits * 3n) / 2n;
    context.rcBufferSize = Number(bits * 2n);
  }
  setOptions(context, options(format, keyInterval));
  check(context.open2Sync(codec, null), `opening ${codec.name}`);
  const packet = new Packet();
  packet.alloc();
  const drain = async (sink: PacketSink) => {
    while (isGiven(await context.receivePacket(packet), 'encoding')) {
      sink(packet);
      packet.unref();
    }
  };
  return {
    context,
    async send(frame, number, sink) {
      frame.pts = BigInt(number);
      frame.duration = 1n;
      // The encoder decides; the type that the frame had in its source would force the decision.
      frame.pictType = AV_PICTURE_TYPE_NONE;
      check(await context.sendFrame(frame), 'encoding');
      await drain(sink);
    },
    async finish(sink) {
      check(await context.sendFrame(null), 'encoding');
      await drain(sink);
    },
    close() {
      packet.free();
      context.freeContext();
    },
  };
}
