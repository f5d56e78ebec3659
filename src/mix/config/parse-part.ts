import type { z } from 'zod';
import { apiError } from '../../errors/api-error.ts';

/** `InputConfig.MediaGroupArray[2].MediaArray` from the path of a schema issue. */
function pathText(root: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : `${text}.${String(key)}`),
    root,
  );
}

/**
 * Reads one config parameter: JSON text, checked by its schema. A parameter that is not given counts as empty.
 *
 * @param name name of the parameter, with which the paths in error sentences start
 * @throws ApiError InvalidParameter that names the path, the rule and the value
 */
export function parsePart<T extends z.ZodType>(
  name: string,
  json: string | undefined,
  schema: T,
): z.output<T> {
  let value: unknown;
  try {
    // trim() also takes away a byte order mark.
    const text = json?.trim() ?? '';
    value = text === '' ? undefined : JSON.parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw apiError('InvalidParameter', { Reason: `${name} must be JSON: ${reason}.` }, error);
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = pathText(name, issue?.path ?? []);
  throw apiError('InvalidParameter', { Reason: `${path} ${issue?.message ?? 'cannot be read'}.` });
}
