import type { Parameter } from './operations.ts';

/** Why a value does not fit; the messages `explorer:fault.KIND` say it. */
export type Fault =
  | { kind: 'missing' | 'integer' | 'number' | 'boolean' | 'json' | 'object' | 'array' | 'time' }
  | { kind: 'least' | 'most' | 'characters' | 'bytes' | 'items'; limit: number }
  | { kind: 'choice'; choices: string };

/** Limits stand in the rule of a parameter, as it is in documentation and error sentences. */
function limitOf(rule: string, pattern: RegExp): number | null {
  const found = pattern.exec(rule)?.[1];
  return found === undefined ? null : Number(found);
}

function checkNumber(value: string, rule: string, isInteger: boolean): Fault | null {
  const number = Number(value);
  if (isInteger ? !/^[+-]?\d{1,15}$/.test(value) : !Number.isFinite(number)) {
    return { kind: isInteger ? 'integer' : 'number' };
  }
  const least = limitOf(rule, / from (-?[\d.]+) to /);
  const most = limitOf(rule, / to (-?[\d.]+)/);
  if (least !== null && number < least) return { kind: 'least', limit: least };
  return most !== null && number > most ? { kind: 'most', limit: most } : null;
}

function checkLength(value: string, rule: string): Fault | null {
  const characters = limitOf(rule, /at most (\d+) characters/);
  if (characters !== null && [...value].length > characters) return { kind: 'characters', limit: characters };
  const bytes = limitOf(rule, /(\d+) bytes/);
  const tooLong = bytes !== null && new TextEncoder().encode(value).length > bytes;
  return tooLong ? { kind: 'bytes', limit: bytes } : null;
}

function checkJson(value: string, rule: string): Fault | null {
  let json: unknown;
  try {
    json = JSON.parse(value);
  } catch {
    return { kind: 'json' };
  }
  if (rule.startsWith('a JSON array') && !Array.isArray(json)) return { kind: 'array' };
  const isObject = typeof json === 'object' && json !== null && !Array.isArray(json);
  if (rule.startsWith('a JSON object') && !isObject) return { kind: 'object' };
  return checkLength(value, rule);
}

function checkTime(value: string): Fault | null {
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?Z$/.test(value) && !Number.isNaN(Date.parse(value));
  return isTime ? null : { kind: 'time' };
}

function checkList(value: string, rule: string): Fault | null {
  const limit = limitOf(rule, /1 to (\d+) values/);
  const items = value.trimStart().startsWith('[') ? readArray(value) : value.split(',');
  if (items === null) return { kind: 'json' };
  return limit !== null && items.length > limit ? { kind: 'items', limit } : null;
}

function readArray(value: string): unknown[] | null {
  try {
    const items: unknown = JSON.parse(value);
    return Array.isArray(items) ? items : null;
  } catch {
    return null;
  }
}

/** What is wrong with a value of a parameter, as far as can be told without the server; null when it fits. */
export function checkValue(parameter: Parameter, value: string): Fault | null {
  const { type, rule, required } = parameter;
  if (value.trim() === '') return required ? { kind: 'missing' } : null;
  switch (type) {
    case 'integer':
    case 'number':
      return checkNumber(value.trim(), rule, type === 'integer');
    case 'boolean':
      return /^(true|false)$/i.test(value.trim()) ? null : { kind: 'boolean' };
    case 'choice': {
      const choices = parameter.enum ?? [];
      const isOne = choices.some((choice) => choice.toLowerCase() === value.trim().toLowerCase());
      return isOne ? null : { kind: 'choice', choices: choices.join(', ') };
    }
    case 'json':
      return checkJson(value, rule);
    case 'time':
      return checkTime(value.trim());
    case 'list':
      return checkList(value, rule);
    case 'string':
      return checkLength(value, rule);
  }
}
