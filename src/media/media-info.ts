import type { Media } from '../db/schema.ts';
import type { ObjectSigner } from '../storage/object-signer.ts';
import { formatTime } from '../wire/time.ts';
import type { AudioStreamInfo, ProbeReport, SubtitleStreamInfo, VideoStreamInfo } from './probe-report.ts';

/** Basic facts of an asset, as every operation of the library answers them (timeline.md 5.2). */
export type MediaBasicInfo = {
  MediaId: string;
  InputURL: string;
  MediaType: string;
  BusinessType: string;
  Source: string;
  Title: string;
  Category: string;
  Description: string;
  MediaTags: string;
  CoverURL: string;
  UserData: string;
  /** JSON array text. */
  Snapshots: string;
  /** JSON array text. */
  SpriteImages: string;
  Status: string;
  TranscodeStatus: string;
  CreateTime: string;
  ModifiedTime: string;
  DeletedTime: string;
  ReferenceId: string;
  Biz: string;
  CateId: number | undefined;
  CateName: string;
  UploadSource: string;
};

/** Basic facts of the file of an asset. */
export type FileBasicInfo = ProbeReport['FileBasicInfo'] & {
  FileName: string;
  FileStatus: string;
  FileType: string;
  /** Can be downloaded until the time that was asked for is over. */
  FileUrl: string;
  Region: string;
  CreateTime: string;
  ModifiedTime: string;
};

/** A file of an asset with its streams. */
export type FileInfo = {
  FileBasicInfo: FileBasicInfo;
  VideoStreamInfoList: VideoStreamInfo[];
  AudioStreamInfoList: AudioStreamInfo[];
  SubtitleStreamInfoList: SubtitleStreamInfo[];
};

/** An asset as the API shows it. */
export type MediaInfo = { MediaId: string; MediaBasicInfo: MediaBasicInfo; FileInfoList: FileInfo[] };

/** Bucket of the covers that the server makes; `cover_url` of such an asset is `oss://reelmill-covers/ID.jpg`. */
export const coverBucket = 'reelmill-covers';

const coverPrefix = `oss://${coverBucket}/`;

/** Whether the cover of an asset is one that the server made. */
export const isMadeCover = (coverUrl: string): boolean => coverUrl.startsWith(coverPrefix);

const emptyReport: ProbeReport = {
  FileBasicInfo: { FormatName: '', Duration: '', Bitrate: '', Width: '', Height: '', FileSize: '' },
  VideoStreamInfoList: [],
  AudioStreamInfoList: [],
  SubtitleStreamInfoList: [],
};

/** The report of an asset; an empty one before it is analysed. */
export function reportOf(media: Pick<Media, 'probe'>): ProbeReport {
  return media.probe === '' ? emptyReport : (JSON.parse(media.probe) as ProbeReport);
}

const regionOf = (url: string): string =>
  /\.oss-([a-z0-9-]+?)(?:-internal)?\.aliyuncs\.com/i.exec(url)?.[1]?.toLowerCase() ?? 'local';

function coverUrl(media: Media, signer: ObjectSigner, seconds: number): string {
  if (!isMadeCover(media.cover_url)) return media.cover_url;
  return signer.sign('GET', { bucket: coverBucket, key: media.cover_url.slice(coverPrefix.length) }, seconds);
}

function basicInfo(media: Media, signer: ObjectSigner, seconds: number): MediaBasicInfo {
  return {
    MediaId: media.id,
    InputURL: media.input_url,
    MediaType: media.media_type,
    BusinessType: media.business_type,
    Source: media.source,
    Title: media.title,
    Category: media.category,
    Description: media.description,
    MediaTags: media.tags,
    CoverURL: coverUrl(media, signer, seconds),
    UserData: media.user_data,
    Snapshots: '[]',
    SpriteImages: '[]',
    Status: media.status,
    TranscodeStatus: 'Init',
    CreateTime: formatTime(media.create_time),
    ModifiedTime: formatTime(media.modified_time),
    DeletedTime: '',
    ReferenceId: media.reference_id,
    Biz: 'ICE',
    CateId: media.cate_id === '' ? undefined : Number(media.cate_id),
    CateName: '',
    UploadSource: 'general',
  };
}

/**
 * Describes an asset.
 *
 * @param seconds how long the URLs in it are valid
 */
export function describeMedia(media: Media, signer: ObjectSigner, seconds: number): MediaInfo {
  const report = reportOf(media);
  const { bucket, object_key: key } = media;
  return {
    MediaId: media.id,
    MediaBasicInfo: basicInfo(media, signer, seconds),
    FileInfoList: [
      {
        ...report,
        FileBasicInfo: {
          FileName: key.split('?', 1)[0]?.split('/').at(-1) ?? '',
          FileStatus: 'Normal',
          FileType: 'source_file',
          // An asset of another server has no bucket: its address is all there is.
          FileUrl: bucket === '' ? media.input_url : signer.sign('GET', { bucket, key }, seconds),
          Region: regionOf(media.input_url),
          ...report.FileBasicInfo,
          CreateTime: formatTime(media.create_time),
          ModifiedTime: formatTime(media.modified_time),
        },
      },
    ],
  };
}
