/**
 * Writes `src/console/api/operations.gen.ts`: the names, versions, parameters and answers of all operations of the registry,
 * as types for the console's calls. With `--check` it writes nothing and fails when the file is not what it would write.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { z } from 'zod';
import { type FieldInfo, fieldInfo } from '../src/operations/fields.ts';
import type { Operation } from '../src/operations/operation.ts';
import { operations } from '../src/operations/registry.ts';

const target = new URL('../src/console/api/operations.gen.ts', import.meta.url);

const typeNames: Record<FieldInfo['kind'], string> = {
  string: 'string',
  integer: 'number',
  boolean: 'boolean',
  enum: 'string',
  time: 'string',
  // The client turns nested values into JSON text.
  json: 'Json',
  list: 'string | readonly string[]',
};

function parameterSchema(field: z.core.$ZodType): JSONSchema {
  const { kind, values, description } = fieldInfo(field);
  if (kind === 'enum' && values !== undefined) return { description, enum: [...values] };
  return { description, tsType: typeNames[kind] };
}

function parametersSchema({ input }: Operation): JSONSchema {
  const fields = Object.entries(input.shape) as [string, z.core.$ZodType][];
  return {
    type: 'object',
    additionalProperties: false,
    properties: Object.fromEntries(fields.map(([name, field]) => [name, parameterSchema(field)])),
    required: fields.flatMap(([name, field]) => (fieldInfo(field).required ? [name] : [])),
  };
}

function answerSchema({ output }: Operation): JSONSchema {
  const schema = z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' }) as JSONSchema;
  const { $schema, ...answer } = schema;
  return answer;
}

function operationSchema(operation: Operation): JSONSchema {
  return {
    type: 'object',
    additionalProperties: false,
    description: operation.summary,
    required: ['parameters', 'answer'],
    properties: { parameters: parametersSchema(operation), answer: answerSchema(operation) },
  };
}

/** The text of the generated file. */
async function generate(): Promise<string> {
  const all = [...operations.values()].toSorted((a, b) => a.action.localeCompare(b.action, 'en'));
  const schema: JSONSchema = {
    title: 'Operations',
    description: 'Parameters and answer of every operation, by its name.',
    type: 'object',
    additionalProperties: false,
    required: all.map(({ action }) => action),
    properties: Object.fromEntries(all.map((operation) => [operation.action, operationSchema(operation)])),
  };
  const types = await compile(schema, 'Operations', {
    bannerComment: '',
    additionalProperties: false,
    style: { singleQuote: true, printWidth: 110 },
  });
  const versions = all.map(({ action, version }) => `  ${action}: '${version}',`).join('\n');
  return [
    '// Written by scripts/console-operations.ts from the operation registry; `npm run generate` writes it again.',
    '',
    '/** A value that is sent as JSON text. */',
    'export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };',
    '',
    types,
    '/** API version of every operation. */',
    `export const versions = {\n${versions}\n} as const satisfies Record<keyof Operations, string>;`,
    '',
  ].join('\n');
}

const text = await generate();
if (!process.argv.includes('--check')) await writeFile(target, text);
else if (text !== (await readFile(target, 'utf8'))) {
  process.stderr.write('src/console/api/operations.gen.ts is not up to date: run npm run generate\n');
  process.exitCode = 1;
}
