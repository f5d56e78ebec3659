import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { basePath } from '../api/base-path.ts';
import { type Answer, call, type Parameters } from '../api/call.ts';
import { request } from '../api/http.ts';

/** What the server has to choose from. */
export type Catalogue = {
  voices: { id: string; language: string; gender: string }[];
  transitions: { name: string; drawn: boolean }[];
  fonts: { name: string }[];
  motions: { in: string[]; out: string[]; loop: string[] };
};

/** The catalogue of the server; it changes only with its version. */
export const catalogueQuery = queryOptions({
  queryKey: ['catalogue'],
  queryFn: ({ signal }) => request<Catalogue>('catalogue', { signal }),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Width and height of a video in pixels. */
export type FrameSize = { width: number; height: number };

/** A sentence of the dry run. */
export type Remark = Answer<'ValidateBatchMediaProducingJob'>['Errors'][number];

/** The dry run of a payload; the plan before stays on the screen until the new one is there. */
export const planQuery = (parameters: Parameters<'ValidateBatchMediaProducingJob'>, isComplete: boolean) =>
  queryOptions({
    queryKey: ['plan', parameters],
    queryFn: ({ signal }) => call('ValidateBatchMediaProducingJob', parameters, signal),
    enabled: isComplete,
    placeholderData: keepPreviousData,
    gcTime: 60_000,
  });

/** Address of a spoken text. */
export function voiceAddress(spoken: {
  text: string;
  voice: string;
  language: string;
  rate: number;
}): string {
  return `${basePath}/console/voice?${new URLSearchParams({ ...spoken, rate: String(spoken.rate) })}`;
}

/** A text of a video: what it says, its style, and whose default look it has. */
export type SampleText = { kind: 'caption' | 'title' | 'subheading'; text: string; style: unknown };

/**
 * Address of the picture of a text in its style, drawn as it is drawn in videos.
 *
 * @param frame size of the video in pixels, for a small picture of all of it with the text in its place; without one the
 *   text is seen from near
 */
export function textPreview({ kind, text, style }: SampleText, frame?: FrameSize): string {
  const query = new URLSearchParams({ kind, style: JSON.stringify(style), text });
  if (frame !== undefined) {
    query.set('width', String(frame.width));
    query.set('height', String(frame.height));
  }
  return `${basePath}/console/previews/caption.png?${query}`;
}

/** Address of the clip, or its first picture, that shows a transition. */
export function transitionPreview(name: string, kind: 'mp4' | 'webp'): string {
  return `${basePath}/console/previews/transition/${encodeURIComponent(name)}.${kind}`;
}
