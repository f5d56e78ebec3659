import { stat } from 'node:fs/promises';
import {
  AV_DISPOSITION_ATTACHED_PIC,
  AVMEDIA_TYPE_AUDIO,
  AVMEDIA_TYPE_SUBTITLE,
  AVMEDIA_TYPE_VIDEO,
  avGetCodecName,
  type Stream,
} from 'node-av';
import type { MediaFacts, PictureFacts, SoundFacts } from '../../timeline/material.ts';
import type { Probe, ProbeReport } from '../probe-report.ts';
import { decodeFirstFrame } from './first-frame.ts';
import { isImageFormat, isStillFormat, isUnmeasured } from './formats.ts';
import { type Measure, measureEnd, measureStream } from './measure.ts';
import { type OpenMedia, openMedia } from './open-media.ts';
import { averageRate, pictureFacts } from './picture-facts.ts';
import {
  audioStreamInfo,
  kilobits,
  seconds,
  streamDuration,
  subtitleStreamInfo,
  videoStreamInfo,
} from './stream-report.ts';
import { UnreadableMedia } from './unreadable.ts';

/** FFmpeg counts the length of a file in microseconds. */
const containerSeconds = ({ context }: OpenMedia): number =>
  context.duration > 0n ? Number(context.duration) / 1e6 : 0;

/** Whether a stream is the picture of a file; a cover in a music file is one, but not what the file is about. */
export const isPicture = (stream: Stream): boolean =>
  stream.codecpar.codecType === AVMEDIA_TYPE_VIDEO &&
  (stream.disposition & AV_DISPOSITION_ATTACHED_PIC) === 0;
const isSound = ({ codecpar }: Stream): boolean =>
  codecpar.codecType === AVMEDIA_TYPE_AUDIO && codecpar.sampleRate > 0 && codecpar.channels > 0;

/** HEIF stills are MP4 files by their container, told apart by their brand. */
const isHeif = ({ context }: OpenMedia): boolean =>
  /^(?:hei[cxms]|mif1|avif|avis)/.test(context.metadata?.get('major_brand') ?? '');

/** Length of the stream that the material is about, in seconds, and what its packets told when they were counted. */
async function lengthOf(
  path: string,
  media: OpenMedia,
  stream: Stream,
): Promise<{ duration: number; measure: Measure | null }> {
  const container = containerSeconds(media);
  const own = streamDuration(stream);
  const told = own > 0 && container > 0 ? Math.min(own, container) : own || container;
  if (told > 0 && !isUnmeasured(media.format)) return { duration: told, measure: null };
  const measure = await measureStream(path, stream.index);
  const rate = averageRate(stream);
  const counted = measure.duration || (rate > 0 ? measure.packets / rate : 0);
  return { duration: counted || told, measure };
}

/** Refuses a file whose header promises more than its data hold: the upload was cut off. */
async function refuseCutOff(path: string, media: OpenMedia, stream: Stream, duration: number): Promise<void> {
  // Only MP4 and its kin say at their start exactly how long they are.
  if (!media.format.startsWith('mov,')) return;
  const tolerated = duration - Math.max(1, duration * 0.05);
  if ((await measureEnd(media.context, stream, duration)) >= tolerated) return;
  const { end } = await measureStream(path, stream.index);
  if (end >= tolerated) return;
  throw new UnreadableMedia(
    `is cut off: it should be ${duration.toFixed(1)} s long, but its data end at ${end.toFixed(1)} s`,
  );
}

async function readPicture(
  path: string,
  media: OpenMedia,
  stream: Stream,
): Promise<{ picture: PictureFacts; duration: number; still: boolean }> {
  using frame = await decodeFirstFrame(media.context, stream);
  const isImage = isImageFormat(media.format) || isHeif(media);
  const { duration, measure } = isStillFormat(media.format)
    ? { duration: 0, measure: null }
    : await lengthOf(path, media, stream);
  const still = isImage && (measure === null || measure.packets <= 1);
  if (!isImage) await refuseCutOff(path, media, stream, duration);
  // The rate that an image's header tells is made up; only its frames tell how it moves.
  const counted = measure !== null && duration > 0 ? measure.packets / duration : 0;
  const fps = still ? 0 : isImage ? counted : averageRate(stream) || counted;
  return { picture: pictureFacts(stream, frame, fps), duration: still ? 0 : duration, still };
}

async function readSound(path: string, media: OpenMedia, stream: Stream): Promise<number> {
  using _frame = await decodeFirstFrame(media.context, stream);
  return (await lengthOf(path, media, stream)).duration;
}

function soundFacts({ codecpar }: Stream): SoundFacts {
  return {
    codec: avGetCodecName(codecpar.codecId) ?? '',
    sampleRate: codecpar.sampleRate,
    channels: codecpar.channels,
  };
}

function makeReport(media: OpenMedia, facts: MediaFacts): ProbeReport {
  const { streams } = media.context;
  const duration = containerSeconds(media) || facts.duration;
  const ofType = (type: number) => streams.filter(({ codecpar }) => codecpar.codecType === type);
  return {
    FileBasicInfo: {
      FormatName: facts.format,
      Duration: seconds(facts.kind === 'image' ? facts.duration : duration),
      Bitrate: kilobits(facts.bitrate),
      Width: facts.picture === null ? '' : String(facts.picture.codedWidth),
      Height: facts.picture === null ? '' : String(facts.picture.codedHeight),
      FileSize: String(facts.size),
    },
    VideoStreamInfoList: ofType(AVMEDIA_TYPE_VIDEO).map((stream) =>
      videoStreamInfo(stream, facts.duration, isPicture(stream) ? (facts.picture?.rotation ?? 0) : 0),
    ),
    AudioStreamInfoList: ofType(AVMEDIA_TYPE_AUDIO).map((stream) => audioStreamInfo(stream, duration)),
    SubtitleStreamInfoList: ofType(AVMEDIA_TYPE_SUBTITLE).map((stream) =>
      subtitleStreamInfo(stream, duration),
    ),
  };
}

/**
 * Reads the facts of a media file. It decodes the first frame, so a file that is called readable can be rendered.
 *
 * @param path absolute path of a plain file
 * @throws UnreadableMedia when the file cannot be a material
 */
export async function readMedia(path: string): Promise<Probe> {
  const { size } = await stat(path);
  if (size === 0) throw new UnreadableMedia('is empty');
  await using media = await openMedia(path);
  const { streams } = media.context;
  const pictureStream = streams.find(isPicture);
  const soundStream = streams.find(isSound);
  if (pictureStream === undefined && soundStream === undefined) {
    throw new UnreadableMedia('has neither a picture nor sound');
  }
  const seen = pictureStream && (await readPicture(path, media, pictureStream));
  const duration =
    seen?.duration ?? (soundStream === undefined ? 0 : await readSound(path, media, soundStream));
  if (duration === 0 && seen?.still !== true) throw new UnreadableMedia('has no length');
  const isImage = seen !== undefined && (seen.still || isImageFormat(media.format));
  const bitrate = Number(media.context.bitRate) || (duration > 0 ? Math.round((size * 8) / duration) : 0);
  const facts: MediaFacts = {
    kind: isImage ? 'image' : seen === undefined ? 'audio' : 'video',
    format: media.format,
    duration,
    size,
    bitrate: isImage && seen.still ? 0 : bitrate,
    picture: seen?.picture ?? null,
    sound: soundStream === undefined || isImage ? null : soundFacts(soundStream),
  };
  return { facts, report: makeReport(media, facts) };
}
