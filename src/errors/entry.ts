/** One row of the error catalogue. */
export type CatalogueEntry = {
  /** HTTP status of an answer with this code; job errors (never an answer by themselves) have 200. */
  status: number;
  /** Sentence with `{Placeholders}`. */
  message: string;
  /** When it occurs and what to do about it, for the docs. */
  meaning: string;
};

/** Writes a row. */
export const entry = (status: number, message: string, meaning: string): CatalogueEntry => ({
  status,
  message,
  meaning,
});
