import { z } from 'zod';
import { choice, integer, list, text } from './fields.ts';

/** Parameters and answers that the operations of the media library share (timeline.md 5). */

/** Types of assets. */
export const mediaTypes = ['image', 'video', 'audio', 'text'] as const;
/** What assets are for. */
export const businessTypes = ['subtitles', 'font', 'watermark', 'opening', 'ending', 'general'] as const;

/** Id of one asset. */
export const mediaIdField = text({
  description: 'Id of the media.',
  example: '4aabe1804a6771ef9748f6f7d6496301',
  max: 64,
});

/** Address of one asset. */
export const inputUrlField = text({
  description: 'Address of the media, in any spelling that is accepted for a material.',
  example: 'http://clips.oss-cn-shanghai.aliyuncs.com/shop/shoes.mp4',
  maxBytes: 2048,
});

/** Ids of several assets. */
export const mediaIdsField = (max: number) =>
  list({
    description: 'Ids of the media.',
    example: '4aabe1804a6771ef9748f6f7d6496301,36cd9d70c4d671ef95d3e6e7d6496302',
    max,
  });

/** What kind of asset. */
export const mediaTypeField = choice(mediaTypes, { description: 'Type of the media.', example: 'video' });

/** What an asset is for. */
export const businessTypeField = choice(businessTypes, {
  description: 'What the media is for.',
  example: 'general',
});

/** How long the URLs in an answer are valid. */
export const authTimeoutField = integer({
  description: 'Seconds for which the URLs in the answer are valid.',
  example: '3600',
  min: 1,
  max: 86400,
}).default(3600);

/** Basic facts of an asset. */
export const mediaBasicInfo = z.object({
  MediaId: z.string().describe('Id of the media.'),
  InputURL: z.string().describe('Address as it was registered.'),
  MediaType: z.string().describe('image, video, audio or text.'),
  BusinessType: z.string().describe('What the media is for.'),
  Source: z.string().describe('Where the file lies: oss for a bucket of this server.'),
  Title: z.string().describe('Title.'),
  Category: z.string().describe('Category.'),
  Description: z.string().describe('Description.'),
  MediaTags: z.string().describe('Tags, separated by commas.'),
  CoverURL: z.string().describe('Address of the cover.'),
  UserData: z.string().describe('Data of the client.'),
  Snapshots: z.string().describe('JSON array of snapshots.'),
  SpriteImages: z.string().describe('JSON array of sprite images.'),
  Status: z.string().describe('Init, Preparing, PrepareFail or Normal.'),
  CreateTime: z.string().describe('UTC time of the registration.'),
  ModifiedTime: z.string().describe('UTC time of the last change.'),
  DeletedTime: z.string().describe('Empty: a deleted media is gone.'),
  ReferenceId: z.string().describe('Id that the client gave.'),
  Biz: z.string().describe('Always ICE.'),
  CateId: z.number().optional().describe('Category id that the client gave.'),
  CateName: z.string().describe('Name of the category.'),
  UploadSource: z.string().describe('How the media came into the library.'),
});

/** Basic facts of an asset as lists tell them. */
export const listedMediaBasicInfo = mediaBasicInfo.extend({
  TranscodeStatus: z.string().describe('Always Init: media are not transcoded.'),
});

/** Facts of the file of an asset; all of them text. */
export const fileBasicInfo = z.object({
  FileName: z.string().describe('Name of the file.'),
  FileStatus: z.string().describe('Normal.'),
  FileType: z.string().describe('source_file.'),
  FileSize: z.string().describe('Bytes.'),
  FileUrl: z.string().describe('Signed address at which the file can be downloaded.'),
  Region: z.string().describe('Region in the address, or local.'),
  FormatName: z.string().describe('Container, by its FFmpeg name.'),
  Duration: z.string().describe('Seconds.'),
  Bitrate: z.string().describe('Kbit/s.'),
  Width: z.string().describe('Pixels.'),
  Height: z.string().describe('Pixels.'),
  CreateTime: z.string().describe('UTC time of the registration.'),
  ModifiedTime: z.string().describe('UTC time of the last change.'),
});

const strings = <const Names extends readonly string[]>(names: Names) =>
  z.object(Object.fromEntries(names.map((name) => [name, z.string()])) as Record<Names[number], z.ZodString>);

const everyStream = [
  'Index',
  'CodecName',
  'CodecLongName',
  'CodecTimeBase',
  'CodecTagString',
  'CodecTag',
] as const;
const everyTime = ['Timebase', 'StartTime', 'Duration', 'Lang'] as const;

const pictureNames = ['Profile', 'Width', 'Height', 'HasBFrames', 'Sar', 'Dar', 'PixFmt', 'Level'] as const;
const frameNames = ['Fps', 'AvgFPS', 'Bitrate', 'NumFrames', 'Nb_frames', 'Rotate'] as const;
const soundNames = ['Profile', 'SampleFmt', 'SampleRate', 'Channels', 'ChannelLayout'] as const;
const rateNames = ['Bitrate', 'Fps', 'NumFrames'] as const;

const videoStream = strings([...everyStream, ...pictureNames, ...frameNames, ...everyTime]);
const audioStream = strings([...everyStream, ...soundNames, ...rateNames, ...everyTime]);
const subtitleStream = strings([...everyStream, ...everyTime]);

/** A file of an asset with its streams. */
export const fileInfo = z.object({
  FileBasicInfo: fileBasicInfo.describe('Facts of the file; every value is text.'),
  VideoStreamInfoList: z.array(videoStream).describe('Streams of pictures; every value is text.'),
  AudioStreamInfoList: z.array(audioStream).describe('Streams of sound; every value is text.'),
  SubtitleStreamInfoList: z.array(subtitleStream).describe('Streams of texts; every value is text.'),
});
