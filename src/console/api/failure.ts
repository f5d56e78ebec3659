/**
 * A call that did not succeed: the server answered with an error, or nothing came back at all. It has what a person
 * needs to act on it or to report it.
 */
export class ApiFailure extends Error {
  override readonly name = 'ApiFailure';
  /** HTTP status; 0 when no answer came. */
  readonly status: number;
  /** Code of the error catalogue, or `Network` when no answer came. */
  readonly code: string;
  /** Id under which the server's log has the call; empty when there is none. */
  readonly requestId: string;

  constructor(status: number, code: string, message: string, requestId = '') {
    super(message);
    this.status = status;
    this.code = code;
    this.requestId = requestId;
  }
}

/** Whatever was thrown, as a failure that can be shown. */
export function asFailure(error: unknown): ApiFailure {
  if (error instanceof ApiFailure) return error;
  const message = error instanceof Error ? error.message : String(error);
  return new ApiFailure(0, 'ConsoleError', message);
}

/** Reads the failure out of an answer of the server: the gateway's error body, the console's own, or any other text. */
export function failureOf(status: number, body: unknown): ApiFailure {
  const fields = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const word = (...names: string[]) =>
    names.map((name) => fields[name]).find((value): value is string => typeof value === 'string') ?? '';
  return new ApiFailure(
    status,
    word('Code', 'code') || `Http${status}`,
    word('Message', 'message'),
    word('RequestId', 'requestId'),
  );
}
