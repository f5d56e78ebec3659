import type { Warning } from '../errors/warning.ts';
import type { Source } from '../timeline/material.ts';
import type { Timeline } from '../timeline/model.ts';

/** Encoding of an output. */
export type OutputFormat = {
  /** Even, 128 to 4096. */
  width: number;
  height: number;
  /** Frames a second, e.g. 25 or 30; 23.976 and the like are allowed. */
  fps: number;
  codec: 'H.264' | 'H.265';
  /** 0 to 51; used when `bitrate` is null. */
  crf: number;
  /** Target in kbit/s, or null for constant quality. */
  bitrate: number | null;
  preset: string;
};

/** Everything a render rests on. It is sent to the renderer process as plain data. */
export type RenderRequest = {
  timeline: Timeline;
  format: OutputFormat;
  /** By `sourceKey` of each clip. */
  sources: Record<string, Source>;
  /** Folder of the user's own fonts, besides the built-in ones. */
  fontDir: string | null;
  /** A folder for this render alone; its maker removes it. */
  workDir: string;
  /** Absolute path of the finished MP4; written last, never half. */
  outputFile: string;
};

/** What a finished render is. */
export type RenderResult = { frames: number; duration: number; size: number; warnings: Warning[] };

/** Why a render failed; `code` is a job error code of the catalogue. */
export class RenderError extends Error {
  override readonly name = 'RenderError';
  readonly code: string;
  /** Key of the source that is to blame, when one is. */
  readonly source: string | null;

  constructor(code: string, message: string, source: string | null = null, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.source = source;
  }
}

/** How a caller follows and bounds a render. */
export type RenderOptions = {
  /** Cancels: the renderer process is ended within 2 s. */
  signal?: AbortSignal;
  /** Percent, 0 to 100, rising. */
  onProgress?: (percent: number) => void;
  /** Bytes of resident memory after which the renderer is ended (`RenderMemoryExceeded`). */
  memoryLimit?: number;
  /** Seconds after which the renderer is ended (`RenderTimeExceeded`). */
  timeLimit?: number;
};
