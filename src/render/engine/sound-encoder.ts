import { AV_CODEC_FLAG_GLOBAL_HEADER, AV_SAMPLE_FMT_FLTP } from 'node-av/constants';
import { avChannelLayoutDefault, Codec, CodecContext, type Frame, Packet, Rational } from 'node-av/lib';
import { sampleRate } from '../graph/sound.ts';
import { check, EngineError, isGiven } from './failure.ts';

/** The AAC encoder of the output. Times are in samples. */
export type SoundEncoder = {
  context: CodecContext;
  /** Encodes a frame of `context.frameSize` samples (the last one may be shorter); null ends the stream. */
  send(frame: Frame | null, sink: (packet: Packet) => void): void;
  /** Frees everything it holds. */
  close(): void;
};

/** Opens the encoder: AAC-LC, 48 kHz, stereo, 192 kbit/s. */
export function openSoundEncoder(): SoundEncoder {
  const codec = Codec.findEncoderByName('aac' as never);
  if (codec === null) throw new EngineError('no encoder for AAC');
  const context = new CodecContext();
  context.allocContext3(codec);
  context.sampleFormat = AV_SAMPLE_FMT_FLTP;
  context.sampleRate = sampleRate;
  context.channelLayout = avChannelLayoutDefault(2);
  context.bitRate = 192_000n;
  context.timeBase = new Rational(1, sampleRate);
  context.setFlags(AV_CODEC_FLAG_GLOBAL_HEADER);
  check(context.open2Sync(codec, null), 'opening aac');
  const packet = new Packet();
  packet.alloc();
  return {
    context,
    send(frame, sink) {
      check(context.sendFrameSync(frame), 'encoding sound');
      while (isGiven(context.receivePacketSync(packet), 'encoding sound')) {
        sink(packet);
        packet.unref();
      }
    },
    close() {
      packet.free();
      context.freeContext();
    },
  };
}
