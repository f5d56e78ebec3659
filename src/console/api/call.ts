import { request } from './http.ts';
import { type Json, type Operations, versions } from './operations.gen.ts';

/** Name of an operation of the API. */
export type Action = keyof Operations;
/** Parameters of an operation. */
export type Parameters<A extends Action> = Operations[A]['parameters'];
/** Answer of an operation. */
export type Answer<A extends Action> = Operations[A]['answer'] & { RequestId: string };

/** A parameter as the wire has it: nested values travel as JSON text, lists as their parts with commas. */
function onTheWire(value: Json): string | number | boolean | undefined {
  if (value === null) return undefined;
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value.join(',');
  return typeof value === 'object' ? JSON.stringify(value) : value;
}

/**
 * Calls an operation with the rights of the session.
 *
 * @example
 * const { MediaInfo } = await call('GetMediaInfo', { MediaId: id });
 * @throws ApiFailure with the code of the gateway
 */
export function call<A extends Action>(
  action: A,
  parameters: Parameters<A>,
  signal?: AbortSignal,
): Promise<Answer<A>> {
  const body = Object.fromEntries(
    Object.entries(parameters as Record<string, Json | undefined>).flatMap(([name, value]) => {
      const sent = value === undefined ? undefined : onTheWire(value);
      return sent === undefined ? [] : [[name, sent]];
    }),
  );
  return request(`call/${action}?version=${versions[action]}`, { method: 'POST', body, signal });
}
