import type { Source } from '../../timeline/material.ts';

/** What the server sends to a listener process, once. */
export type ListenerRequest = { source: Source };

/** What it sends back: the course as the base64 text of its bytes, or why there is none. */
export type ListenerReply = { course: string } | { unreadable: string } | { failed: string };
