import type { MediaTable } from '../db/schema.ts';

/** What an asset is, in the words of the wire format. */
export type MediaType = MediaTable['media_type'];

/** Extensions that say what a file is (batch.md 7.8). GIF and WebP can move, but are images to an editor. */
const extensions: Record<MediaType, string> = {
  video:
    'mp4 ts 3gp mpg mpeg mpe dat vob asf avi wmv flv f4v rm rmvb mov mkv m3u8 dv m2t m4v mj2 mjpeg mts ogv qt swf webm',
  audio: 'mp3 wma wav aac ra m4a flac ape ac3 amr caf acm ogg oga opus',
  image: 'gif webp png jpg jpeg heic bmp tiff tif',
  text: 'srt vtt ass ttf ttc fon otf woff',
};

const byExtension = new Map(
  Object.entries(extensions).flatMap(([type, words]) =>
    words.split(' ').map((word) => [word, type as MediaType] as const),
  ),
);

const fonts = new Set(['ttf', 'ttc', 'fon', 'otf', 'woff']);

function extensionOf(key: string): string {
  return /\.([a-z0-9]{1,8})$/i.exec(key)?.[1]?.toLowerCase() ?? '';
}

/** What the extension of an object says it is; null when it says nothing. */
export function mediaTypeOf(key: string): MediaType | null {
  return byExtension.get(extensionOf(key)) ?? null;
}

/** Business type of a text by its extension. */
export function textBusinessType(key: string): 'subtitles' | 'font' {
  return fonts.has(extensionOf(key)) ? 'font' : 'subtitles';
}
