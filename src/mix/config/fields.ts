import { z } from 'zod';

/**
 * The building blocks of the config schemas. They are tolerant in what they read (clients.md section 2): numbers and
 * booleans may be strings; null, an empty string and an empty array count as not given. What they refuse is refused
 * with the end of a sentence (`must be a number from 0 to 10, not "loud"`); `parsePart` puts the path in front.
 */

type Failed = { input?: unknown };

/** Whether a value stands for "not given". */
export function isUnset(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (typeof value === 'string') return value.trim() === '';
  return Array.isArray(value) && value.every(isUnset);
}

/** A value as it may be shown in an error sentence: JSON, shortened to 60 characters. */
export function show(value: unknown): string {
  const json = JSON.stringify(value) ?? 'nothing';
  return json.length > 60 ? `${json.slice(0, 57)}...` : json;
}

/** Object without the keys whose value is undefined. */
export function compact<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, item]) => item !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}

/**
 * A number from `min` to `max`; undefined when not given.
 *
 * @param options.zeroIsUnset a length of 0 means "not set" in the requests of real callers
 */
export function number(options: { min: number; max: number; integer?: boolean; zeroIsUnset?: boolean }) {
  const { min, max, integer = false, zeroIsUnset = false } = options;
  const error = (issue: Failed) =>
    `must be ${integer ? 'an integer' : 'a number'} from ${min} to ${max}, not ${show(issue.input)}`;
  const schema = (integer ? z.int({ error }) : z.number({ error })).min(min, { error }).max(max, { error });
  return z.preprocess((value) => {
    if (isUnset(value)) return undefined;
    const read = typeof value === 'string' && Number.isFinite(Number(value)) ? Number(value) : value;
    return zeroIsUnset && read === 0 ? undefined : read;
  }, schema.optional());
}

const truths = new Map<unknown, boolean>([
  ['true', true],
  ['1', true],
  [1, true],
  ['false', false],
  ['0', false],
  [0, false],
]);

/** True or false; undefined when not given. */
export function boolean() {
  const error = (issue: Failed) => `must be true or false, not ${show(issue.input)}`;
  return z.preprocess((value) => {
    if (isUnset(value)) return undefined;
    return truths.get(typeof value === 'string' ? value.trim().toLowerCase() : value) ?? value;
  }, z.boolean({ error }).optional());
}

/** Text of at most `max` characters (code points) without blanks at its ends; undefined when not given. */
export function text({ max }: { max: number }) {
  const schema = z
    .string({ error: (issue) => `must be text, not ${show(issue.input)}` })
    .trim()
    .refine((value) => [...value].length <= max, {
      error: (issue) => `must have at most ${max} characters, not ${[...String(issue.input)].length}`,
    });
  return z.preprocess((value) => {
    if (isUnset(value)) return undefined;
    return typeof value === 'number' ? String(value) : value;
  }, schema.optional());
}

/** One of the given words, letter case aside; undefined when not given. */
export function choice<const T extends readonly string[]>(words: T) {
  const error = (issue: Failed) => `must be one of ${words.join(', ')}, not ${show(issue.input)}`;
  return z.preprocess((value) => {
    if (isUnset(value)) return undefined;
    if (typeof value !== 'string') return value;
    const word = value.trim().toLowerCase();
    return words.find((candidate) => candidate.toLowerCase() === word) ?? value;
  }, z.enum(words, { error }).optional());
}

/**
 * A list; a bare value counts as a list of one, elements that are not given are left out.
 *
 * @param options.what the elements in an error sentence, e.g. `materials`
 * @param options.required an empty list is refused
 */
export function list<T extends z.ZodType>(
  item: T,
  options: { max: number; what: string; required?: boolean },
) {
  const { max, what, required = false } = options;
  const error = (issue: Failed) => {
    const { input } = issue;
    if (!Array.isArray(input)) return `must be a list of ${what}, not ${show(input)}`;
    return `must hold ${required ? '1 to' : 'at most'} ${max} ${what}, not ${input.length}`;
  };
  const schema = z.array(item, { error }).max(max, { error });
  return z.preprocess(
    (value) => {
      if (isUnset(value)) return [];
      return Array.isArray(value) ? value : [value];
    },
    (required ? schema.min(1, { error }) : schema).transform((items) =>
      items.filter((element): element is NonNullable<typeof element> => element !== undefined),
    ),
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object that came as JSON text, or the value itself. */
function readObject(value: unknown): unknown {
  if (typeof value !== 'string' || !value.trim().startsWith('{')) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** Brings the keys of an object to their documented spelling; the documented one wins over other cases and aliases. */
function foldKeys(value: Record<string, unknown>, keys: readonly string[], aliases: Record<string, string>) {
  const canonical = new Map(keys.map((key) => [key.toLowerCase(), key]));
  const alias = new Map(Object.entries(aliases).map(([from, to]) => [from.toLowerCase(), to]));
  const ranked = Object.entries(value).flatMap(([key, item]) => {
    const low = key.toLowerCase();
    const name = canonical.get(low) ?? alias.get(low);
    if (name === undefined || isUnset(item)) return [];
    return [{ name, item, rank: key === name ? 0 : canonical.has(low) ? 1 : 2 }];
  });
  ranked.sort((a, b) => b.rank - a.rank);
  return Object.fromEntries(ranked.map(({ name, item }) => [name, item]));
}

function objectOf<S extends z.ZodRawShape>(shape: S) {
  return z.object(shape, { error: (issue) => `must be an object, not ${show(issue.input)}` });
}

/**
 * An object whose keys are matched without regard to case; keys that are not in `shape` are ignored. Undefined when
 * not given.
 *
 * @param aliases other names that callers use, to the documented ones
 */
export function record<S extends z.ZodRawShape>(shape: S, aliases: Record<string, string> = {}) {
  return z.preprocess((value) => {
    if (isUnset(value)) return undefined;
    const read = readObject(value);
    return isObject(read) ? foldKeys(read, Object.keys(shape), aliases) : read;
  }, objectOf(shape).optional());
}

/** Like {@link record}, but counts as empty when not given. */
export function section<S extends z.ZodRawShape>(shape: S, aliases: Record<string, string> = {}) {
  return z.preprocess((value) => {
    if (isUnset(value)) return {};
    const read = readObject(value);
    return isObject(read) ? foldKeys(read, Object.keys(shape), aliases) : read;
  }, objectOf(shape));
}

/** A material: a media id or a URL, bare or as `{MediaId}` / `{MediaURL}` (`MediaId` wins). */
export function material() {
  return z.preprocess(
    (value) => {
      if (!isObject(value)) return value;
      const folded = foldKeys(value, ['MediaId', 'MediaURL'], { Media: 'MediaURL' });
      return folded.MediaId ?? folded.MediaURL ?? value;
    },
    text({ max: 4096 }),
  );
}
