import {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type UseQueryResult,
  useQueries,
} from '@tanstack/react-query';
import { type Answer, call } from './call.ts';
import { loadMedia, type MediaDetails } from './media-loader.ts';
import { objectPath } from './object-path.ts';

/** A media as the list has it. */
export type MediaRow = Answer<'ListMediaBasicInfos'>['MediaInfos'][number];
/** Type of a media. */
export type MediaType = 'video' | 'image' | 'audio' | 'text';

/** Filters of the library. */
export type MediaFilters = { MediaType?: MediaType; Keyword?: string };

/** Filters for a type, or all of them, and the words of a search, which may be none. */
export function mediaFilters(type: MediaType | '', search: string): MediaFilters {
  const Keyword = search.trim().slice(0, longestSearch);
  return { ...(type !== '' && { MediaType: type }), ...(Keyword !== '' && { Keyword }) };
}
const longestSearch = 256;
/** Milliseconds without a key after which a search begins. */
export const typingPause = 250;

/** Where lists of media are kept. */
export const mediaListKey = ['media'] as const;

const pageSize = 60;

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
    // What was found before stays on the screen until the next search is done.
    placeholderData: keepPreviousData,
  });

const oneQuery = (id: string) =>
  queryOptions({ queryKey: ['media-by-id', id], queryFn: () => loadMedia(id) });

const together = (all: UseQueryResult<MediaDetails | null>[]): ReadonlyMap<string, MediaDetails> =>
  new Map(all.flatMap(({ data }) => data ?? []).map((media) => [media.MediaId, media]));

/** Several media by their ids, as far as they are there; ids of no media are left out. */
export function useMediaById(ids: readonly string[]): ReadonlyMap<string, MediaDetails> {
  return useQueries({ queries: ids.map(oneQuery), combine: together });
}

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
