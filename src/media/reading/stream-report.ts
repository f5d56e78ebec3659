import {
  AV_NOPTS_VALUE,
  type AVPixelFormat,
  type AVSampleFormat,
  avChannelLayoutDescribe,
  avGetCodecName,
  avGetPixFmtName,
  avGetSampleFmtName,
  Codec,
  type Rational,
  type Stream,
} from 'node-av';
import type { AudioStreamInfo, SubtitleStreamInfo, VideoStreamInfo } from '../probe-report.ts';
import { profileName } from './names.ts';
import { averageRate, ratio } from './picture-facts.ts';

/** Seconds with six decimals, as ffprobe writes them; empty when unknown. */
export const seconds = (value: number): string => (value > 0 ? value.toFixed(6) : '');

/** Kbit/s with two decimals at most, from bits a second; empty when unknown. */
export const kilobits = (value: number): string => (value > 0 ? String(Math.round(value / 10) / 100) : '');

const whole = (value: number): string => (value > 0 ? String(value) : '');
const fraction = ({ num, den }: Rational): string => `${num}/${den}`;

/** Length of a stream as its header tells it, in seconds; 0 when it does not. */
export const streamDuration = (stream: Stream): number =>
  stream.duration === AV_NOPTS_VALUE ? 0 : Number(stream.duration) * ratio(stream.timeBase);

function aspect(width: number, height: number): string {
  let [a, b] = [width, height];
  while (b !== 0) [a, b] = [b, a % b];
  return a === 0 ? '' : `${width / a}:${height / a}`;
}

/** What all kinds of streams tell. */
function common(stream: Stream, duration: number): SubtitleStreamInfo {
  const { codecpar } = stream;
  const start = stream.startTime === AV_NOPTS_VALUE ? 0 : Number(stream.startTime) * ratio(stream.timeBase);
  return {
    Index: String(stream.index),
    CodecName: avGetCodecName(codecpar.codecId) ?? '',
    CodecLongName: Codec.findDecoder(codecpar.codecId)?.longName ?? '',
    CodecTimeBase: '',
    CodecTagString: codecpar.codecTagString ?? '',
    CodecTag: `0x${(codecpar.codecTag >>> 0).toString(16).padStart(4, '0')}`,
    Timebase: fraction(stream.timeBase),
    StartTime: start.toFixed(6),
    Duration: seconds(streamDuration(stream) || duration),
    Lang: stream.metadata?.get('language') ?? '',
  };
}

/**
 * Tells of a stream of pictures.
 *
 * @param duration of the file in seconds, for a stream that does not say its own
 * @param rotation clockwise degrees
 */
export function videoStreamInfo(stream: Stream, duration: number, rotation: number): VideoStreamInfo {
  const { codecpar } = stream;
  const basics = common(stream, duration);
  const rate = averageRate(stream);
  const sar = ratio(stream.sampleAspectRatio) > 0 ? stream.sampleAspectRatio : codecpar.sampleAspectRatio;
  const [sarNum, sarDen] = ratio(sar) > 0 ? [sar.num, sar.den] : [1, 1];
  const frames = whole(Number(stream.nbFrames));
  return {
    ...basics,
    CodecTimeBase:
      rate > 0
        ? fraction({ num: stream.avgFrameRate.den, den: stream.avgFrameRate.num * 2 } as Rational)
        : '',
    Profile: profileName(basics.CodecName, codecpar.profile),
    Width: String(codecpar.width),
    Height: String(codecpar.height),
    HasBFrames: String(codecpar.videoDelay),
    Sar: aspect(sarNum, sarDen),
    Dar: aspect(codecpar.width * sarNum, codecpar.height * sarDen),
    PixFmt: avGetPixFmtName(codecpar.format as AVPixelFormat) ?? '',
    Level: codecpar.level >= 0 ? String(codecpar.level) : '',
    Fps: rate > 0 ? String(Math.round(rate * 1000) / 1000) : '',
    AvgFPS: rate > 0 ? String(Math.round(rate * 1000) / 1000) : '',
    Bitrate: kilobits(Number(codecpar.bitRate)),
    NumFrames: frames,
    Nb_frames: frames,
    Rotate: String(rotation),
  };
}

/**
 * Tells of a stream of sound.
 *
 * @param duration of the file in seconds, for a stream that does not say its own
 */
export function audioStreamInfo(stream: Stream, duration: number): AudioStreamInfo {
  const { codecpar } = stream;
  const basics = common(stream, duration);
  return {
    ...basics,
    CodecTimeBase: codecpar.sampleRate > 0 ? `1/${codecpar.sampleRate}` : '',
    Profile: profileName(basics.CodecName, codecpar.profile),
    SampleFmt: avGetSampleFmtName(codecpar.format as AVSampleFormat) ?? '',
    SampleRate: whole(codecpar.sampleRate),
    Channels: whole(codecpar.channels),
    ChannelLayout: avChannelLayoutDescribe(codecpar.channelLayout) ?? '',
    Bitrate: kilobits(Number(codecpar.bitRate)),
    Fps: '',
    NumFrames: whole(Number(stream.nbFrames)),
  };
}

/** Tells of a stream of texts. */
export function subtitleStreamInfo(stream: Stream, duration: number): SubtitleStreamInfo {
  return common(stream, duration);
}
