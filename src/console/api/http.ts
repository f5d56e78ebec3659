import { basePath } from './base-path.ts';
import { ApiFailure, failureOf } from './failure.ts';

/**
 * The way to the server: same origin, the session's cookie, and the token against forged requests on everything that is
 * not a GET.
 */

let csrf = '';
let onSignedOut = () => {};

/** Sets the token that goes with every call which changes something; it comes with the session. */
export function setCsrf(token: string) {
  csrf = token;
}

/** The headers that a call needs which does not go through {@link request}, such as an upload. */
export const csrfHeaders = (): Record<string, string> => ({ 'x-reelmill-csrf': csrf });

/** Sets what happens when the server no longer knows the session. */
export function whenSignedOut(act: () => void) {
  onSignedOut = act;
}

type RequestOptions = {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  signal?: AbortSignal | undefined;
};

/**
 * Sends a request to the console's part of the server and returns the JSON of its answer, or undefined when it has none.
 *
 * @param path after `/console/`
 * @param options.body is sent as JSON
 * @throws ApiFailure for an error answer or none; the abort error when `signal` was aborted
 */
export async function request<Answer>(path: string, options: RequestOptions = {}): Promise<Answer> {
  try {
    return await send(path, options);
  } catch (error) {
    if (!(error instanceof ApiFailure) || error.code !== 'InvalidCsrfToken') throw error;
    // Signing in again in another tab has changed the session of this one, too.
    setCsrf((await send<{ csrf: string }>('session', {})).csrf);
    return send(path, options);
  }
}

async function send<Answer>(path: string, options: RequestOptions): Promise<Answer> {
  const { method = 'GET', body, signal = null } = options;
  const headers: Record<string, string> = { accept: 'application/json' };
  if (method !== 'GET') Object.assign(headers, csrfHeaders());
  if (body !== undefined) headers['content-type'] = 'application/json';
  const response = await fetch(`${basePath}/console/${path}`, {
    method,
    headers,
    signal,
    credentials: 'same-origin',
    body: body === undefined ? null : JSON.stringify(body),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error;
    throw new ApiFailure(0, 'Network', '');
  });
  const text = await response.text();
  const answer = parse(text);
  if (response.ok) return answer as Answer;
  const failure = failureOf(response.status, answer);
  if (failure.code === 'NotSignedIn' && path !== 'session') onSignedOut();
  throw failure;
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return { message: text.slice(0, 200) };
  }
}
