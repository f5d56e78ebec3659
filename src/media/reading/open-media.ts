import { open } from 'node:fs/promises';
import { Demuxer, Dictionary, FFmpegError, FormatContext, InputFormat } from 'node-av';
import { formatWhitelist, isAllowedFormat, isStillFormat } from './formats.ts';
import { UnreadableMedia } from './unreadable.ts';

/** An open file and the name of its demuxer. */
export type OpenMedia = { context: FormatContext; format: string } & AsyncDisposable;

/** What FFmpeg may do while it opens a stranger's file: only plain files, only known containers, bounded looking. */
const options = {
  protocol_whitelist: 'file',
  format_whitelist: formatWhitelist,
  probesize: String(16 * 1024 * 1024),
  analyzeduration: String(10_000_000),
  max_streams: '64',
};

/** FFmpeg's words for an error code, without the number. */
export const ffmpegReason = (code: number): string => new FFmpegError(code).message;

/** Formats are told by so many of the first bytes. */
const sampleBytes = 128 * 1024;

/** What the first bytes of a file look like to FFmpeg, whatever its name says; null when like nothing. */
async function guessFormat(path: string): Promise<string | null> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(sampleBytes), 0, sampleBytes, 0);
    return (await Demuxer.probeFormat(buffer.subarray(0, bytesRead)))?.format ?? null;
  } finally {
    await file.close();
  }
}

/** Why a file did not open, in words that help who made it. */
function openFault(guess: string | null, code: number): UnreadableMedia {
  if (guess === null) return new UnreadableMedia('is not a video, an image or a sound');
  if (!isAllowedFormat(guess)) return new UnreadableMedia(`is of the format ${guess}, which is not accepted`);
  return new UnreadableMedia(`is damaged or cut off (${guess}: ${ffmpegReason(code)})`);
}

/**
 * Opens a media file and reads what its header and first packets tell.
 *
 * @param path absolute
 * @throws UnreadableMedia
 */
export async function openMedia(path: string): Promise<OpenMedia> {
  const guess = await guessFormat(path);
  const context = new FormatContext();
  context.allocContext();
  using dictionary = Dictionary.fromObject(options);
  // FFmpeg takes an image named `a%02d.png` for the pattern of a sequence, unless it is told what it is.
  const format = guess !== null && isStillFormat(guess) ? InputFormat.findInputFormat(guess) : null;
  const opened = await context.openInput(path, format, dictionary);
  // A context that did not open has been freed by FFmpeg.
  if (opened < 0) throw openFault(guess, opened);
  const media: OpenMedia = {
    context,
    format: context.iformat?.name ?? '',
    [Symbol.asyncDispose]: () => context.closeInput(),
  };
  const found = await context.findStreamInfo(null);
  if (found >= 0) return media;
  await context.closeInput();
  throw openFault(guess, found);
}
