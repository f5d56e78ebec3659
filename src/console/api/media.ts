import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type Answer, call } from './call.ts';
import { objectPath } from './object-path.ts';

/** A media as the list has it. */
export type MediaRow = Answer<'ListMediaBasicInfos'>['MediaInfos'][number];
/** A media with its file and streams. */
export type MediaDetails = Answer<'BatchGetMediaInfos'>['MediaInfos'][number];
/** Type of a media. */
export type MediaType = 'video' | 'image' | 'audio' | 'text';

/** Filters of the library. */
export type MediaFilters = { MediaType?: MediaType };

/** Where lists of media are kept. */
export const mediaListKey = ['media'] as const;

const pageSize = 60;
/** The operation takes this many ids at once. */
const maxIds = 20;

/** The library, page after page, newest first. */
export const mediaListQuery = (filters: MediaFilters) =>
  infiniteQueryOptions({
    queryKey: [...mediaListKey, filters],
    initialPageParam: '',
    queryFn: ({ pageParam, signal }) =>
      call(
        'ListMediaBasicInfos',
        {
          ...filters,
          IncludeFileBasicInfo: true,
          MaxResults: pageSize,
          ...(pageParam !== '' && { NextToken: pageParam }),
        },
        signal,
      ),
    getNextPageParam: ({ NextToken }) => NextToken,
  });

async function mediaById(ids: readonly string[], signal: AbortSignal): Promise<Map<string, MediaDetails>> {
  const parts = Array.from({ length: Math.ceil(ids.length / maxIds) }, (_, part) =>
    ids.slice(part * maxIds, (part + 1) * maxIds),
  );
  const answers = await Promise.all(
    parts.map((MediaIds) => call('BatchGetMediaInfos', { MediaIds, AdditionType: 'FileInfo' }, signal)),
  );
  return new Map(answers.flatMap(({ MediaInfos }) => MediaInfos).map((media) => [media.MediaId, media]));
}

/** Several media by their ids; ids of no media are left out. */
export const mediaByIdQuery = (ids: readonly string[]) =>
  queryOptions({
    queryKey: ['media-by-id', ids],
    queryFn: ({ signal }) => mediaById(ids, signal),
    enabled: ids.length > 0,
  });

/** One media with everything that is known of it. */
export const mediaQuery = (id: string) =>
  queryOptions({
    queryKey: ['media-details', id],
    queryFn: async ({ signal }) => (await call('GetMediaInfo', { MediaId: id }, signal)).MediaInfo,
  });

/** What of a media can be shown: paths on this server, and its figures. */
export type MediaLook = {
  id: string;
  title: string;
  type: MediaType | string;
  status: string;
  /** Path of the file, or null when it lies elsewhere. */
  file: string | null;
  /** Path of the picture that stands for it, or null. */
  cover: string | null;
  /** Seconds; 0 when it has no length. */
  duration: number;
  width: number;
  height: number;
  /** Bytes; 0 when unknown. */
  size: number;
  createTime: string;
};

/** What of a media can be shown, from what the operations answer. */
export function mediaLook(media: {
  MediaId: string;
  MediaBasicInfo: Omit<MediaRow['MediaBasicInfo'], 'TranscodeStatus'>;
  FileInfoList: { FileBasicInfo: MediaRow['FileInfoList'][number]['FileBasicInfo'] }[];
}): MediaLook {
  const basic = media.MediaBasicInfo;
  const file = media.FileInfoList[0]?.FileBasicInfo;
  const path = file === undefined ? null : objectPath(file.FileUrl);
  const cover = objectPath(basic.CoverURL);
  return {
    id: media.MediaId,
    title: basic.Title || file?.FileName || basic.InputURL.split('/').at(-1) || media.MediaId,
    type: basic.MediaType,
    status: basic.Status,
    file: path,
    // A picture stands for itself.
    cover: basic.MediaType === 'image' ? (cover ?? path) : cover,
    duration: Number(file?.Duration) || 0,
    width: Number(file?.Width) || 0,
    height: Number(file?.Height) || 0,
    size: Number(file?.FileSize) || 0,
    createTime: basic.CreateTime,
  };
}
