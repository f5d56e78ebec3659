import type { RenderRequest, RenderResult } from './request.ts';

/** What the caller tells the renderer process, once. */
export type RendererOrder = { request: RenderRequest };

/** What the renderer process answers. `done` and `failed` are the last message. */
export type RendererMessage =
  | { type: 'progress'; percent: number }
  | { type: 'done'; result: RenderResult }
  | { type: 'failed'; code: string; message: string; source: string | null };
