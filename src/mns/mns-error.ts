/**
 * Errors of the message queue protocol: its codes have HTTP statuses and sentences of their own, so they are not in the
 * catalogue of the API. `docs/callbacks.md` lists them and a test holds the two against each other.
 */

/** Status and sentence (with `{Placeholders}`) of every code that is answered. */
export const mnsErrors = {
  AccessDenied: [403, '{Reason}'],
  InternalError: [500, 'Internal error.'],
  InvalidAccessKeyId: [403, 'The AccessKey Id you provided is not exist.'],
  InvalidArgument: [400, '{Reason}'],
  InvalidAuthorizationHeader: [400, 'The Authorization header format is invalid.'],
  InvalidDateHeader: [400, 'The Date header format is invalid.'],
  // Spelled so by the protocol.
  InvalidDegist: [400, 'The Content-MD5 you specified is invalid.'],
  InvalidQueryString: [400, 'Http request URL contains invalid querystring item "{Item}".'],
  InvalidQueueName: [
    400,
    'The queue name you provided is invalid. QueueName should start with alpha or digit and contain only alpha, digit or -.',
  ],
  InvalidRequestURL: [400, 'Http request URL format invalid.'],
  MalformedXML: [400, 'The XML you provided was not well-formed.'],
  MessageNotExist: [404, 'Message not exist.'],
  MissingAuthorizationHeader: [400, 'Authorization header is required.'],
  MissingDateHeader: [400, 'Date header is required.'],
  MissingReceiptHandle: [400, 'ReceiptHandle is required.'],
  MissingVisibilityTimeout: [400, 'VisibilityTimeout is required.'],
  QueueAlreadyExist: [409, 'The queue you want to create is already exist.'],
  QueueNameLengthError: [400, 'Queue name length should between 1 and {Max}.'],
  QueueNotExist: [404, 'The queue name you provided is not exist.'],
  ReceiptHandleError: [400, 'The receipt handle you provide is not valid.'],
  SignatureDoesNotMatch: [
    403,
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
  ],
  TimeExpired: [408, 'The http request you sent is expired.'],
  TooManyRequests: [429, 'The request is denied by flow control for too many requests.'],
} as const satisfies Record<string, readonly [number, string]>;

/** A code of the protocol. */
export type MnsErrorCode = keyof typeof mnsErrors;

/** An error that a client of the queues sees. */
export class MnsError extends Error {
  override readonly name = 'MnsError';
  readonly code: MnsErrorCode;
  readonly status: number;

  constructor(code: MnsErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
    [this.status] = mnsErrors[code];
  }
}

/**
 * Makes the error of a code, with the placeholders of its sentence filled in.
 *
 * @example mnsError('InvalidArgument', { Reason: 'The value of Priority should between 1 and 16.' })
 */
export function mnsError(code: MnsErrorCode, params: Record<string, string> = {}, cause?: unknown): MnsError {
  const message = mnsErrors[code][1].replace(/\{(\w+)\}/g, (whole, name) => params[name] ?? whole);
  return new MnsError(code, message, cause === undefined ? undefined : { cause });
}

/** The error of a number outside its range. */
export function outOfRange(name: string, min: number, max: number): MnsError {
  return mnsError('InvalidArgument', { Reason: `The value of ${name} should between ${min} and ${max}.` });
}
