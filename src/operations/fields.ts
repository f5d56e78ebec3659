import { z } from 'zod';
import type { ErrorCode } from '../errors/catalogue.ts';
import { jsonDepth, maxJsonDepth } from '../wire/json-depth.ts';
import { formatTime, parseTime } from '../wire/time.ts';

/**
 * Builders for the parameters of operations. A parameter arrives as text (`"10"`, `"True"`), or as a nested value when
 * the client flattened it (`Ids.1=a&Ids.2=b`) or sent a JSON body; each builder says what is accepted, and its rule is
 * the error's sentence: `MaxResults must be an integer from 1 to 100, not "abc".` A parameter is mandatory unless
 * `.optional()` or `.default(...)` follows.
 */

/** What documentation, forms and generated code need to know of a parameter. */
export type FieldInfo = {
  kind: 'string' | 'integer' | 'boolean' | 'enum' | 'time' | 'json' | 'list';
  description: string;
  example: string;
  /** What a value must be: completes the sentence "NAME must be …". */
  rule: string;
  /** Allowed values of an enum. */
  values?: readonly string[];
  /** Bounds of an integer. */
  min?: number;
  max?: number;
  /** Most characters (or bytes, where the rule says so) of a text. */
  maxLength?: number;
};

/** What every builder asks for. */
export type FieldText = { description: string; example: string };

const infos = z.registry<FieldInfo>();

/** Description of a parameter of an input schema, looked up through `.optional()` and `.default()`. */
export function fieldInfo(
  schema: z.core.$ZodType,
): FieldInfo & { required: boolean; defaultValue?: unknown } {
  if (schema instanceof z.ZodOptional) return { ...fieldInfo(schema.unwrap()), required: false };
  if (schema instanceof z.ZodDefault) {
    return { ...fieldInfo(schema.unwrap()), required: false, defaultValue: schema.def.defaultValue };
  }
  const info = infos.get(schema);
  if (info === undefined) throw new TypeError('a parameter was not made with operations/fields.ts');
  return { ...info, required: true };
}

/** A value as an error sentence shows it: JSON, cut at 100 characters. */
export function showValue(value: unknown): string {
  const shown = JSON.stringify(value) ?? String(value);
  return shown.length > 100 ? `${shown.slice(0, 100)}…` : shown;
}

/**
 * Makes a parameter: `read` gets a value that was sent and returns undefined when it is not allowed.
 *
 * @param codeOf the code for a value that is not allowed, where it is another one than `InvalidParameter`
 */
function field<Value>(
  info: FieldInfo,
  read: (raw: unknown) => Value | undefined,
  codeOf?: (raw: unknown) => ErrorCode,
) {
  const schema = z.unknown().transform((raw, context): Value => {
    const value = raw === undefined ? undefined : read(raw);
    if (value !== undefined) return value;
    const params = codeOf === undefined ? {} : { params: { code: codeOf(raw) } };
    context.addIssue({ code: 'custom', message: info.rule, ...params });
    return z.NEVER;
  });
  infos.add(schema, info);
  return schema;
}

/** A scalar as its text; undefined for a nested value, and for U+0000, which PostgreSQL cannot store. */
function scalar(raw: unknown): string | undefined {
  if (typeof raw === 'string') return raw.includes('\0') ? undefined : raw;
  return typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : undefined;
}

/** Codes of RAM and STS for values that are not allowed: for those of a wrong length, and for all others. */
export type FieldCodes = { length: ErrorCode; form: ErrorCode };

/**
 * Text, in characters (`max`) and, where the API counts so, in UTF-8 bytes (`maxBytes`).
 */
export function text(
  options: FieldText & {
    max?: number;
    maxBytes?: number;
    pattern?: RegExp;
    form?: string;
    codes?: FieldCodes;
  },
) {
  const { max = Number.POSITIVE_INFINITY, maxBytes = Number.POSITIVE_INFINITY, pattern, form } = options;
  const limits = [
    form ?? 'text',
    ...(Number.isFinite(max) ? [`of at most ${max} characters`] : []),
    ...(Number.isFinite(maxBytes) ? [`of at most ${maxBytes} bytes`] : []),
  ];
  const maxLength = Math.min(max, maxBytes);
  const info: FieldInfo = {
    kind: 'string',
    ...pick(options),
    rule: limits.join(' '),
    ...(Number.isFinite(maxLength) ? { maxLength } : {}),
  };
  const fits = (value: string) => [...value].length <= max && Buffer.byteLength(value) <= maxBytes;
  const read = (raw: unknown) => {
    const value = scalar(raw);
    if (value === undefined || (pattern !== undefined && !pattern.test(value))) return undefined;
    return fits(value) ? value : undefined;
  };
  const { codes } = options;
  if (codes === undefined) return field(info, read);
  return field(info, read, (raw) => (fits(scalar(raw) ?? '') ? codes.form : codes.length));
}

/** A whole number; `"10"` and `10` alike. */
export function integer(options: FieldText & { min: number; max: number; code?: ErrorCode }) {
  const { min, max, code } = options;
  const rule = `an integer from ${min} to ${max}`;
  const info: FieldInfo = { kind: 'integer', ...pick(options), rule, min, max };
  const read = (raw: unknown) => {
    const value = scalar(raw)?.trim() ?? '';
    const number = /^[+-]?\d{1,15}$/.test(value) ? Number(value) : Number.NaN;
    return number >= min && number <= max ? number : undefined;
  };
  return field(info, read, code && (() => code));
}

/** `true` or `false` in any case: the Python SDK sends `True` (gateway.md 1.4). */
export function boolean(options: FieldText) {
  const info: FieldInfo = { kind: 'boolean', ...pick(options), rule: 'true or false' };
  return field(info, (raw) => {
    const value = scalar(raw)?.trim().toLowerCase();
    return value === 'true' || value === 'false' ? value === 'true' : undefined;
  });
}

/** One of some words; their case is not looked at, the declared spelling is what the handler gets. */
export function choice<const Words extends readonly string[]>(
  values: Words,
  options: FieldText & { code?: ErrorCode },
) {
  const { code } = options;
  const info: FieldInfo = { kind: 'enum', ...pick(options), rule: `one of ${values.join(', ')}`, values };
  const read = (raw: unknown): Words[number] | undefined => {
    const value = scalar(raw)?.trim().toLowerCase();
    return values.find((word) => word.toLowerCase() === value);
  };
  return field(info, read, code && (() => code));
}

/** A moment, `yyyy-MM-ddTHH:mm:ssZ` (gateway.md 5.5). */
export function time(options: FieldText) {
  const info: FieldInfo = {
    kind: 'time',
    ...pick(options),
    rule: 'a UTC time of the form yyyy-MM-ddTHH:mm:ssZ',
  };
  return field(info, (raw) => parseTime(scalar(raw)?.trim() ?? '') ?? undefined);
}

/**
 * JSON text, handed on byte for byte as the client wrote it. `holds` says what it must be; a parameter that came
 * flattened (`Config.Count=2`) is written as JSON text first.
 */
export function json(options: FieldText & { holds: 'object' | 'array' | 'value'; maxBytes?: number }) {
  const { holds, maxBytes = Number.POSITIVE_INFINITY } = options;
  const what = { object: 'a JSON object', array: 'a JSON array', value: 'JSON' }[holds];
  const size = Number.isFinite(maxBytes) ? ` and ${maxBytes} bytes` : '';
  const rule = `${what} of at most ${maxJsonDepth} levels${size}`;
  const bound = Number.isFinite(maxBytes) ? { maxLength: maxBytes } : {};
  return field({ kind: 'json', ...pick(options), rule, ...bound }, (raw) => {
    const given = typeof raw === 'string' ? raw : JSON.stringify(raw);
    const value = parseJson(given);
    if (value === undefined || Buffer.byteLength(given) > maxBytes) return undefined;
    if (holds === 'array' && !Array.isArray(value)) return undefined;
    if (holds === 'object' && (typeof value !== 'object' || value === null || Array.isArray(value)))
      return undefined;
    return given;
  });
}

/** Several words: `a,b`, `["a","b"]` or `Name.1=a&Name.2=b`. Empty ones are dropped, the order is kept. */
export function list(options: FieldText & { max: number }) {
  const info: FieldInfo = {
    kind: 'list',
    ...pick(options),
    rule: `1 to ${options.max} values separated by commas`,
  };
  return field(info, (raw) => {
    const values = listItems(raw)
      ?.map((value) => value.trim())
      .filter((value) => value !== '');
    return values !== undefined && values.length >= 1 && values.length <= options.max ? values : undefined;
  });
}

function listItems(raw: unknown): string[] | undefined {
  const items = typeof raw === 'string' && raw.trimStart().startsWith('[') ? parseJson(raw) : raw;
  if (Array.isArray(items)) {
    const words = items.map(scalar);
    return words.includes(undefined) ? undefined : (words as string[]);
  }
  return scalar(items)?.split(',');
}

function parseJson(value: string): unknown {
  if (jsonDepth(value) > maxJsonDepth) return undefined;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function pick({ description, example }: FieldText): FieldText {
  return { description, example };
}

/** A time of an answer: the handler gives a Date, the client gets `yyyy-MM-ddTHH:mm:ssZ`. */
export function answerTime(description: string) {
  return z
    .date()
    .transform(formatTime)
    .pipe(z.string().describe(description).meta({ example: '2026-06-05T15:59:59Z' }));
}
