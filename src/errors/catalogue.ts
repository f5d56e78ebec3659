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
  'InvalidMaterial.NotFound': entry(
    200,
    'The specified clips {By} not found:{Names}',
    'A material is not in the library, or there is no such object; upload or register it and submit again.',
  ),
  MediaAlreadyExist: entry(
    409,
    'The media of the InputURL "{InputURL}" exists already: {MediaId}.',
    'The object was registered before; use that media, or register again with Overwrite.',
  ),
  ResourceNotFound: entry(404, '{Reason}', 'There is no such media or project in the account.'),
  NoMatchedInputUrl: entry(
    404,
    'No media is registered with the InputURL "{InputURL}".',
    'The library does not know the address; register it first.',
  ),
  NoSuchKey: entry(404, 'The specified key does not exist.', 'There is no such object in the bucket.'),
  AccessDenied: entry(
    403,
    '{Reason}',
    'The URL of an object has no valid signature, or its time is over; ask for a new one.',
  ),
  EntityTooLarge: entry(
    413,
    'The object has more than the {MaxBytes} bytes that are allowed.',
    'An upload, or a material that was fetched, is too large.',
  ),
  InvalidRange: entry(
    416,
    'The requested range is outside of the object, which has {Size} bytes.',
    'The Range header of a download cannot be satisfied.',
  ),
  ServiceUnavailable: entry(
    503,
    'The request has failed due to a temporary failure of the server.',
    'The server is starting, stopping or overloaded; try again.',
  ),
} as const satisfies Record<string, CatalogueEntry>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof errorCatalogue;
