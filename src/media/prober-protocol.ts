import type { Probe } from './probe-report.ts';

/** What the server sends to a prober process: one request at a time. */
export type ProberRequest =
  | { task: 'probe'; path: string }
  | { task: 'poster'; path: string; output: string };

/** What a prober process sends back: the result, or why the file cannot be used. */
export type ProberReply = { probe: Probe | null } | { unreadable: string } | { failed: string };

/** Exit code of a prober process that found itself to be over its memory bound. */
export const memoryExitCode = 77;

/** Resident bytes that a prober process may have. */
export const memoryLimit = 1024 * 1024 * 1024;
