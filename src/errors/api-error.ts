import { type ErrorCode, errorCatalogue } from './catalogue.ts';

/** An error that a client sees: a code of the catalogue with its HTTP status and a sentence. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: string;
  readonly status: number;
  /** Who was refused what and why, where a policy refused (gateway.md 3.2). */
  readonly accessDeniedDetail: Readonly<Record<string, unknown>> | undefined;

  constructor(
    code: string,
    status: number,
    message: string,
    options?: ErrorOptions & { accessDeniedDetail?: Readonly<Record<string, unknown>> | undefined },
  ) {
    super(message, options);
    this.code = code;
    this.status = status;
    this.accessDeniedDetail = options?.accessDeniedDetail;
  }
}

/**
 * Makes the error of a catalogue entry. `{Name}` and the like in the code and in the message template are replaced by
 * `params`; a code with a placeholder in it (`Missing{Name}`) becomes the concrete code (`MissingJobId`).
 *
 * @example apiError('InvalidParameter', { Reason: 'OutputConfig.Count must be an integer from 1 to 100, not 0.' })
 */
export function apiError(
  code: ErrorCode,
  params: Record<string, string> = {},
  cause?: unknown,
  accessDeniedDetail?: Readonly<Record<string, unknown>>,
): ApiError {
  const entry = errorCatalogue[code];
  const fill = (template: string) => template.replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole);
  return new ApiError(
    fill(code),
    entry.status,
    fill(entry.message),
    cause === undefined ? { accessDeniedDetail } : { cause, accessDeniedDetail },
  );
}

/**
 * Whatever was thrown as an error of the API. A 4xx of the HTTP layer (a broken URL, a broken content type) is the
 * client's fault, all else is ours.
 */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const status = thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;
  const isRefused = status >= 400 && status < 500;
  return apiError(isRefused ? 'MalformedRequest' : 'InternalError', {}, thrown);
}
