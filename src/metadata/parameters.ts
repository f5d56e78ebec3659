import type { z } from 'zod';
import { type FieldInfo, fieldInfo } from '../operations/fields.ts';
import type { Operation } from '../operations/operation.ts';

/** A parameter of an operation. */
export type ParameterFacts = ReturnType<typeof fieldInfo> & { name: string };

/** The parameters of an operation, in their order. */
export function parametersOf({ input }: Pick<Operation, 'input'>): ParameterFacts[] {
  const fields = Object.entries(input.shape) as [string, z.core.$ZodType][];
  return fields.map(([name, schema]) => ({ name, ...fieldInfo(schema) }));
}

/** JSON types of parameters. JSON is sent as its text, so it is a string. */
const types: Record<FieldInfo['kind'], string> = {
  string: 'string',
  integer: 'integer',
  boolean: 'boolean',
  enum: 'string',
  time: 'string',
  json: 'string',
  list: 'array',
};

/** The value of a parameter as JSON Schema, without description and example. */
export function valueSchema({ kind, values, min, max, maxLength, defaultValue }: ParameterFacts) {
  return {
    type: types[kind],
    ...(kind === 'integer' && { format: 'int64' }),
    ...(kind === 'time' && { format: 'date-time' }),
    ...(kind === 'json' && { contentMediaType: 'application/json' }),
    ...(kind === 'list' && { items: { type: 'string' } }),
    ...(values !== undefined && { enum: [...values] }),
    ...(min !== undefined && { minimum: min }),
    ...(max !== undefined && { maximum: max }),
    ...(maxLength !== undefined && { maxLength }),
    ...(defaultValue !== undefined && { default: defaultValue }),
  };
}

/** What a parameter means and what it must be. */
export function fullDescription({ description, rule }: ParameterFacts): string {
  return `${description} It must be ${rule}.`;
}

/** An example as a value of its type. */
export function exampleValue({ kind, example }: ParameterFacts): unknown {
  if (kind === 'integer') return Number(example);
  if (kind === 'boolean') return example.toLowerCase() === 'true';
  return kind === 'list' ? example.split(',') : example;
}
