/** One row of the error catalogue. */
export type CatalogueEntry = {
  /** HTTP status of an answer with this code; job errors (never an answer by themselves) have 200. */
  status: number;
  /** Sentence with `{Placeholders}`. */
  message: string;
  /** When it occurs and what to do about it, for the docs. */
  meaning: string;
};

const entry = (status: number, message: string, meaning: string): CatalogueEntry => ({ status, message, meaning });

/**
 * Every error code that Reelmill answers or writes into a job (gateway.md 1.7, batch.md 7.6). `docs/api.md` is
 * generated from it and a test holds both against each other.
 */
export const errorCatalogue = {
  InvalidParameter: entry(400, '{Reason}', 'A parameter has a value that cannot work; the sentence names it.'),
  InternalError: entry(
    500,
    'The request processing has failed due to some unknown error, exception or failure.',
    'A defect of the server; the log has the request id.',
  ),
} as const satisfies Record<string, CatalogueEntry>;

/** A code of the catalogue. */
export type ErrorCode = keyof typeof errorCatalogue;
