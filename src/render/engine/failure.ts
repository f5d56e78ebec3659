import { AVERROR_EOF } from 'node-av/constants';
import { FFmpegError, PosixError } from 'node-av/lib';

const notYet = FFmpegError.AVERROR(PosixError.EAGAIN);

/** FFmpeg refused something that has to work; the message says what, and FFmpeg's own word for it. */
export class EngineError extends Error {
  override readonly name = 'EngineError';
}

/** A source cannot be read or decoded. */
export class SourceError extends Error {
  override readonly name = 'SourceError';
  /** `sourceKey` of the clip. */
  readonly key: string;

  constructor(key: string, message: string) {
    super(message);
    this.key = key;
  }
}

/** FFmpeg's word for an error code. */
export function reason(code: number): string {
  return FFmpegError.strerror(code);
}

/**
 * Passes on a result of FFmpeg.
 *
 * @throws EngineError when it is negative
 */
export function check(code: number, what: string): number {
  if (code < 0) throw new EngineError(`${what}: ${reason(code)}`);
  return code;
}

/** Whether a result says "not yet" or "no more", which is no failure. */
export function isPending(code: number): boolean {
  return code === notYet || code === AVERROR_EOF;
}

/** Whether a call that gives something has given it; false for "not yet" and "no more". */
export function isGiven(code: number, what: string): boolean {
  if (isPending(code)) return false;
  check(code, what);
  return true;
}
