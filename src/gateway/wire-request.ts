import { apiError } from '../errors/api-error.ts';
import { jsonDepth, maxJsonDepth } from '../wire/json-depth.ts';
import { type Pair, parsePairs } from '../wire/percent.ts';

/** A request as it came, cut into its parts but not yet judged. */
export type WireRequest = {
  /** Upper case. */
  method: string;
  /** Values by lower-case name. */
  headers: Readonly<Record<string, readonly string[] | undefined>>;
  query: readonly Pair[];
  /** Raw bytes; empty without a body. */
  body: Buffer;
  /** Pairs of a form body. */
  form: readonly Pair[];
  /** Members of a JSON body that is an object, else null. */
  json: Readonly<Record<string, unknown>> | null;
};

/** How an answer is written. */
export type AnswerFormat = 'JSON' | 'XML';

/** A large flattened batch has some ten thousand; millions would only be an attack on memory. */
const maxParameters = 50_000;

/**
 * Cuts a request into its parts. A body that is neither a form nor a JSON object of bearable depth holds no parameters.
 *
 * @throws ApiError `TooManyParameters`
 */
export function readWireRequest(
  method: string,
  query: readonly Pair[],
  headers: WireRequest['headers'],
  body: Buffer,
): WireRequest {
  const type = headers['content-type']?.[0]?.split(';')[0]?.trim().toLowerCase();
  const isJson = type === 'application/json';
  const isForm = type === undefined || type === 'application/x-www-form-urlencoded';
  const text = isForm || isJson ? body.toString('utf8') : '';
  if (isForm && text.split('&', maxParameters + 1).length > maxParameters) {
    throw apiError('TooManyParameters', { Max: String(maxParameters) });
  }
  return {
    method,
    headers,
    query,
    body,
    form: isForm && text !== '' ? parsePairs(text) : [],
    json: isJson ? parseObject(text) : null,
  };
}

/** The pairs of a URL's query. */
export function queryOf(url: string): Pair[] {
  const mark = url.indexOf('?');
  return mark < 0 ? [] : parsePairs(url.slice(mark + 1));
}

/** The first value of a name; undefined when it is not there. */
export function firstValue(pairs: readonly Pair[], name: string): string | undefined {
  return pairs.find(([key]) => key === name)?.[1];
}

/** The format asked for by `Format`; JSON unless it says XML, whatever its case (gateway.md 2.1). */
export function answerFormat(...sources: (readonly Pair[])[]): AnswerFormat {
  const asked = sources.map((pairs) => firstValue(pairs, 'Format')).find((value) => value !== undefined);
  return asked?.toUpperCase() === 'XML' ? 'XML' : 'JSON';
}

function parseObject(text: string): Record<string, unknown> | null {
  if (jsonDepth(text) > maxJsonDepth) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}
