/** What the screen reader's process is asked for: the text in some pictures. */
export type ReadOrder = {
  /** Absolute paths of picture files. */
  files: readonly string[];
};

/** What it answers: a text for each file, or why that could not be done. */
export type ReadReply = { texts: string[] } | { failure: string };

/** Exit code of a process that found itself to be over its memory bound. */
export const memoryExitCode = 77;

/** Resident bytes that the process may have: some 400 MB are usual. */
export const memoryLimit = 1536 * 1024 * 1024;
