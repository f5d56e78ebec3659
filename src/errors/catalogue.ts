/** One row of the error catalogue. */
export type CatalogueEntry = {
  /** HTTP status of an answer with this code; job errors (never an answer by themselves) have 200. */
  status: number;
  /** Sentence with `{Placeholders}`. */
  message: string;
  /** When it occurs and what to do about it, for the docs. */
  meaning: string;
};

const entry = (status: number, message: string, meaning: string): CatalogueEntry => ({
  status,
  message,
  meaning,
});

/**
 * Every error code that Reelmill answers or writes into a job (gateway.md 1.7, batch.md 7.6). `docs/api.md` is
 * generated from it and a test holds both against each other.
 */
export const errorCatalogue = {
  InvalidParameter: entry(
    400,
    '{Reason}',
    'A parameter has a value that cannot work; the sentence names it.',
  ),
  'Missing{Name}': entry(
    400,
    '{Name} is mandatory for this action.',
    'A mandatory parameter was not sent, or is empty.',
  ),
  InternalError: entry(
    500,
    'The request processing has failed due to some unknown error, exception or failure.',
    'A defect of the server; the log has the request id.',
  ),
  TimelineFormatError: entry(400, '{Reason}', 'A timeline is no JSON, or has neither pictures nor sounds.'),
  InvalidTimelineFormat: entry(
    400,
    'Invalid timeline format, caused by: "{Reason}"',
    'A value of a timeline cannot work; the sentence names its path.',
  ),
  'InvalidParameter.ResourceContentBad': entry(
    200,
    'The resource operated "{Source}" is bad: {Reason}',
    'A material cannot be read or decoded; replace it and submit again.',
  ),
  ProduceFailed: entry(
    200,
    'The video could not be rendered: {Reason}',
    'The renderer failed; the log has its output.',
  ),
  RenderMemoryExceeded: entry(
    200,
    'The renderer needed more than {Limit} MB of memory.',
    'The video is too large for the memory bound of a render; use smaller materials or a smaller output.',
  ),
  RenderTimeExceeded: entry(
    200,
    'The render took longer than {Limit} seconds.',
    'The video is too long for the time bound of a render; use a shorter output or a faster preset.',
  ),
  RenderCancelled: entry(
    200,
    'The render was cancelled.',
    'The job was cancelled while its video was being rendered.',
  ),
} as const satisfies Record<string, CatalogueEntry>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof errorCatalogue;
