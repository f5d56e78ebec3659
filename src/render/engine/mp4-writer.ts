import { type CodecContext, FormatContext, type Packet, Rational } from 'node-av/lib';
import type { FrameRate } from '../../timeline/frames.ts';
import { sampleRate } from '../graph/sound.ts';
import { check, EngineError } from './failure.ts';
import { setOptions } from './options.ts';

/** An MP4 file being written: one picture and one sound stream, the index in front. */
export type Mp4Writer = {
  /** Takes a packet whose times count frames of the whole video. */
  writeVideo(packet: Packet): void;
  /** Takes a packet whose times count samples. */
  writeSound(packet: Packet): void;
  /** Writes the index and moves it to the front. */
  finish(): void;
  /** Frees everything it holds. */
  close(): void;
};

/**
 * Begins a file.
 *
 * @param video opened encoder whose parameter sets hold for all segments
 * @throws EngineError when the file cannot be written
 */
export function openMp4(path: string, rate: FrameRate, video: CodecContext, sound: CodecContext): Mp4Writer {
  const file = new FormatContext();
  check(file.allocOutputContext2(null, 'mp4', path), 'making an MP4 file');
  const frameBase = new Rational(rate.den, rate.num);
  const sampleBase = new Rational(1, sampleRate);
  const addStream = (codec: CodecContext, timeBase: Rational) => {
    const stream = file.newStream(null);
    check(stream.codecpar.fromContext(codec), 'describing a stream');
    stream.timeBase = timeBase;
    return stream;
  };
  const picture = addStream(video, frameBase);
  picture.avgFrameRate = new Rational(rate.num, rate.den);
  picture.sampleAspectRatio = new Rational(1, 1);
  const audio = addStream(sound, sampleBase);
  check(file.openOutputSync(), `writing ${path}`);
  setOptions(file, { movflags: '+faststart', brand: 'mp42' });
  check(file.writeHeaderSync(null), 'writing the MP4 header');
  let open = true;
  const write = (packet: Packet, index: number, from: Rational) => {
    const stream = file.streams[index];
    if (stream === undefined) throw new EngineError('the MP4 file lost a stream');
    packet.streamIndex = index;
    packet.rescaleTs(from, stream.timeBase);
    check(file.interleavedWriteFrameSync(packet), 'writing a packet');
  };
  return {
    writeVideo: (packet) => write(packet, picture.index, frameBase),
    writeSound: (packet) => write(packet, audio.index, sampleBase),
    finish: () => {
      check(file.writeTrailerSync(), 'finishing the MP4 file');
    },
    close() {
      if (open) file.closeOutputSync();
      open = false;
      file.freeContext();
    },
  };
}
