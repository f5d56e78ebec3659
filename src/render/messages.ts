import type { RenderRequest, RenderResult } from './request.ts';

/** What the caller tells the renderer process, once. */
export type RendererOrder = {
  request: RenderRequest;
  /** Null for the whole video, else the second of which a picture is made. */
  still: number | null;
};

/** What the renderer process answers. `done` and `failed` are the last message. */
export type RendererMessage =
  | { type: 'progress'; percent: number }
  | { type: 'done'; result: RenderResult | null }
  | { type: 'failed'; code: string; message: string; source: string | null };
