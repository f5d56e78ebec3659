/**
 * Reading and writing parts of a payload. Reading is as tolerant as the server is (other key cases, numbers as text,
 * nulls, one value instead of a list) and loses nothing: what a codec does not know, or cannot read, is kept under
 * `other` of the record that holds it, and written back where it was.
 */

/** A value of JSON. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [key: string]: JsonValue };
/** An object of JSON. */
export type JsonObject = { [key: string]: JsonValue };

/** How a value of the form stands in a payload. */
export type Codec<Value> = {
  /** Undefined when the value cannot be read. */
  read(json: JsonValue): Value | undefined;
  /** Undefined when there is nothing to write. */
  write(value: Value): JsonValue | undefined;
  /** The value when none is given. */
  empty(): Value;
};

/** Values by key, and all that is not known. */
export type RecordOf<Shape extends Record<string, Codec<unknown>>> = {
  [Key in keyof Shape]: Shape[Key] extends Codec<infer Value> ? Value : never;
} & { other: JsonObject };

const isBlank = (json: JsonValue) => json === null || (typeof json === 'string' && json.trim() === '');

/** Whether a value of JSON is an object. */
export function isObject(json: unknown): json is JsonObject {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}

/** An object, also when it came as JSON text. */
export function readObject(json: JsonValue): JsonObject | undefined {
  if (isObject(json)) return json;
  if (typeof json !== 'string') return undefined;
  try {
    const value: unknown = JSON.parse(json);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Text; empty when not given. */
export const text: Codec<string> = {
  read: (json) => (typeof json === 'string' ? json : typeof json === 'number' ? String(json) : undefined),
  write: (value) => (value === '' ? undefined : value),
  empty: () => '',
};

/** A number, also as text; null when not given. */
export const number: Codec<number | null> = {
  read(json) {
    if (typeof json === 'number') return json;
    const isNumber = typeof json === 'string' && /^\s*[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\s*$/i.test(json);
    return isNumber ? Number(json) : undefined;
  },
  write: (value) => value ?? undefined,
  empty: () => null,
};

/** True or false, also as text; null when not given. */
export const flag: Codec<boolean | null> = {
  read(json) {
    const word = typeof json === 'string' ? json.trim().toLowerCase() : json;
    if (word === true || word === 'true') return true;
    return word === false || word === 'false' ? false : undefined;
  },
  write: (value) => value ?? undefined,
  empty: () => null,
};

/** A media id or a URL, bare or as `{MediaId}` or `{MediaURL}`. */
export const material: Codec<string> = {
  ...text,
  read(json) {
    if (!isObject(json)) return text.read(json);
    const [entry, ...more] = Object.entries(json);
    const isName = entry !== undefined && ['mediaid', 'mediaurl'].includes(entry[0].toLowerCase());
    return isName && more.length === 0 && typeof entry[1] === 'string' ? entry[1] : undefined;
  },
};

/** Several values; one alone counts as a list of one, blank ones are left out. */
export function list<Value>(item: Codec<Value>): Codec<Value[]> {
  return {
    read(json) {
      const values = (Array.isArray(json) ? json : [json]).filter((value) => !isBlank(value)).map(item.read);
      return values.includes(undefined) ? undefined : (values as Value[]);
    },
    write(values) {
      const written = values.map(item.write).filter((value) => value !== undefined);
      return written.length === 0 ? undefined : written;
    },
    empty: () => [],
  };
}

/**
 * An object of known keys.
 *
 * @param aliases other names that payloads use for a key
 * @param isKept whether it is written although nothing is in it, as a member of a list is
 */
export function record<Shape extends Record<string, Codec<unknown>>>(
  shape: Shape,
  { aliases = {}, isKept = false }: { aliases?: Record<string, keyof Shape & string>; isKept?: boolean } = {},
): Codec<RecordOf<Shape>> {
  const names = new Map(Object.keys(shape).map((key) => [key.toLowerCase(), key]));
  for (const [alias, key] of Object.entries(aliases)) names.set(alias.toLowerCase(), key);
  const codecs = Object.entries(shape) as [string, Codec<unknown>][];
  const empty = () =>
    Object.fromEntries([...codecs.map(([key, codec]) => [key, codec.empty()]), ['other', {}]]);
  return {
    read(json) {
      const given = readObject(json);
      if (given === undefined) return undefined;
      const result: Record<string, unknown> & { other: JsonObject } = { ...empty(), other: {} };
      const taken = new Set<string>();
      // A key in its own spelling wins over its other names.
      const entries = Object.entries(given).toSorted(
        ([a], [b]) => Number(Object.hasOwn(shape, b)) - Number(Object.hasOwn(shape, a)),
      );
      for (const [key, value] of entries) {
        const name = names.get(key.toLowerCase());
        const read = name === undefined || taken.has(name) ? undefined : shape[name]?.read(value);
        if (name !== undefined && read !== undefined) {
          result[name] = read;
          taken.add(name);
        } else if (name === undefined || !isBlank(value)) {
          put(result.other, key, value);
        }
      }
      return result as RecordOf<Shape>;
    },
    write(value) {
      const values: Record<string, unknown> = value;
      const written: JsonObject = {};
      for (const [key, codec] of codecs) {
        const json = codec.write(values[key]);
        if (json !== undefined) put(written, key, json);
      }
      for (const [key, json] of Object.entries(value.other)) {
        if (!Object.hasOwn(written, key)) put(written, key, json);
      }
      return Object.keys(written).length > 0 || isKept ? written : undefined;
    },
    empty: () => empty() as RecordOf<Shape>,
  };
}

/** Sets a key of any name: assigning `__proto__` would set the prototype instead. */
function put(target: JsonObject, key: string, value: JsonValue) {
  Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true });
}
