/**
 * The containers that are read (batch.md 7.8), by their FFmpeg demuxer names. The list is one of names that are allowed,
 * because FFmpeg also has demuxers that open further files or addresses which the file names (playlists, concatenation
 * lists, manifests), and a stranger's file must not make the server read its other files.
 */

const stillImages = ['png_pipe', 'jpeg_pipe', 'webp_pipe', 'bmp_pipe', 'tiff_pipe'];
const animatedImages = ['gif', 'apng', 'webp_anim'];
/** Containers that only say roughly, or not at all, how long they are: their packets are counted. */
const unmeasured = [
  ...animatedImages,
  ...['aac', 'ac3', 'eac3', 'amr', 'amrnb', 'amrwb', 'mp3'],
  ...['h264', 'hevc', 'm4v', 'mpegvideo', 'mjpeg', 'obu'],
];
const others = [
  ...[
    'mov',
    'mp4',
    'm4a',
    '3gp',
    '3g2',
    'mj2',
    'matroska',
    'webm',
    'avi',
    'asf',
    'flv',
    'mpeg',
    'mpegts',
    'dv',
    'rm',
  ],
  ...['swf', 'ogg', 'mxf', 'ivf', 'wav', 'w64', 'flac', 'ape', 'caf', 'aiff', 'acm', 'wv', 'tta'],
];

const allowed = new Set([...stillImages, ...unmeasured, ...others]);
const images = new Set([...stillImages, ...animatedImages]);
const counted = new Set(unmeasured);

/** Value of FFmpeg's option `format_whitelist`. */
export const formatWhitelist = [...allowed].join(',');

/** Whether a demuxer (its name may list aliases: `mov,mp4,m4a,…`) may be used. */
export const isAllowedFormat = (format: string): boolean =>
  format.split(',').some((name) => allowed.has(name));

/** Whether a demuxer reads images, still or animated. */
export const isImageFormat = (format: string): boolean => images.has(format);

/** Whether a demuxer reads images that cannot move. */
export const isStillFormat = (format: string): boolean => stillImages.includes(format);

/** Whether the length that a demuxer tells is only an estimate. */
export const isUnmeasured = (format: string): boolean => counted.has(format);
