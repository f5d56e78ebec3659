import { XMLBuilder } from 'fast-xml-parser';
import type { ApiError } from '../errors/api-error.ts';
import { errorCatalogue } from '../errors/catalogue.ts';
import type { AnswerFormat } from './wire-request.ts';

/** Content types, to the letter: a client parses XML only under exactly this one (gateway.md 2.4). */
export const contentTypes: Readonly<Record<AnswerFormat, string>> = {
  JSON: 'application/json;charset=utf-8',
  XML: 'text/xml;charset=utf-8',
};

/** The body of a failed call (gateway.md 3.1). */
export type ErrorBody = {
  RequestId: string;
  HostId: string;
  Code: string;
  Message: string;
  Recommend: string;
  /** Only where a policy refused (gateway.md 3.2). */
  AccessDeniedDetail?: Readonly<Record<string, unknown>>;
};

/** Writes the answer of a call that worked; `RequestId` comes first. */
export function successText(
  format: AnswerFormat,
  { action, requestId, answer }: { action: string; requestId: string; answer: Record<string, unknown> },
): string {
  return write(format, `${action}Response`, { RequestId: requestId, ...answer });
}

/** Writes the answer of a call that failed. */
export function failureText(
  format: AnswerFormat,
  { error, requestId, host }: { error: ApiError; requestId: string; host: string },
): string {
  const body: ErrorBody = {
    RequestId: requestId,
    HostId: host,
    Code: error.code,
    Message: error.message,
    Recommend: `docs/api.md#${errorAnchor(error.code)}`,
    ...(error.accessDeniedDetail && { AccessDeniedDetail: error.accessDeniedDetail }),
  };
  return write(format, 'Error', body);
}

/** The HTTP status of an error; the code of a job error has none of its own and is a bad request here. */
export function failureStatus(error: ApiError): number {
  return Math.max(error.status, 400);
}

/** Name of the place in `docs/api.md` that explains a code; `Missing{Name}` and the like share one place. */
export function errorAnchor(code: string): string {
  if (Object.hasOwn(errorCatalogue, code)) return code.replace(/[{}]/g, '');
  const templates = Object.keys(errorCatalogue).filter((entry) => entry.includes('{'));
  const fitting = templates.filter((entry) => {
    const [before = '', after = ''] = entry.split(/\{\w+\}/);
    return code.startsWith(before) && code.endsWith(after);
  });
  // `InvalidParameter.{Name}.Length` says more of `InvalidParameter.UserName.Length` than `InvalidParameter.{Name}`.
  const [template] = fitting.sort((a, b) => b.length - a.length);
  return template?.replace(/[{}]/g, '') ?? 'errors';
}

const xml = new XMLBuilder();

function write(format: AnswerFormat, root: string, body: Record<string, unknown>): string {
  if (format === 'JSON') return JSON.stringify(body);
  return `<?xml version="1.0" encoding="UTF-8"?>${xml.build({ [root]: xmlSafe(body) })}`;
}

/** XML cannot hold most control characters in any spelling; absent values have no element. */
function xmlSafe(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD');
  }
  if (Array.isArray(value)) return value.map(xmlSafe);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present.map(([name, member]) => [name, xmlSafe(member)]));
}
