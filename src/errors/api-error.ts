import { type ErrorCode, errorCatalogue } from './catalogue.ts';

/** An error that a client sees: a code of the catalogue with its HTTP status and a sentence. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly status: number;

  constructor(code: string, status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    this.status = status;
  }
}

/**
 * Makes the error of a catalogue entry. `{Name}` and the like in the code and in the message template are replaced by
 * `params`; a code with a placeholder in it (`Missing{Name}`) becomes the concrete code (`MissingJobId`).
 *
 * @example apiError('InvalidParameter', { Reason: 'OutputConfig.Count must be an integer from 1 to 100, not 0.' })
 */
export function apiError(code: ErrorCode, params: Record<string, string> = {}, cause?: unknown): ApiError {
  const entry = errorCatalogue[code];
  const fill = (template: string) => template.replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole);
  return new ApiError(
    fill(code),
    entry.status,
    fill(entry.message),
    cause === undefined ? undefined : { cause },
  );
}
