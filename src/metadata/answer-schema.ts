import { z } from 'zod';
import type { Operation } from '../operations/operation.ts';

/** As much of JSON Schema as answers are made of. */
export type JsonSchema = {
  type?: string;
  description?: string;
  example?: unknown;
  enum?: string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
};

const requestId: JsonSchema = {
  type: 'string',
  description: 'Id of the call.',
  example: '2D331703-AADF-5564-BA9B-26CD51A33BA0',
};

/** The answer of an operation, `RequestId` included. */
export function answerSchema({ output }: Pick<Operation, 'output'>): JsonSchema {
  const schema = plain(z.toJSONSchema(output, { io: 'output' }) as JsonSchema);
  return {
    ...schema,
    properties: { RequestId: requestId, ...schema.properties },
    required: ['RequestId', ...(schema.required ?? [])],
  };
}

/** Without the dialect and the closing of objects: answers may grow. */
function plain(schema: JsonSchema): JsonSchema {
  const { type, description, example, enum: words, properties, required, items } = schema;
  return {
    ...(type !== undefined && { type }),
    ...(description !== undefined && { description }),
    ...(example !== undefined && { example }),
    ...(words !== undefined && { enum: words }),
    ...(properties !== undefined && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, member]) => [name, plain(member)]),
      ),
    }),
    ...(required !== undefined && required.length > 0 && { required }),
    ...(items !== undefined && { items: plain(items) }),
  };
}

/** A value that fits a schema, for demonstration. */
export function exampleOf(schema: JsonSchema): unknown {
  if (schema.example !== undefined) return schema.example;
  if (schema.enum !== undefined) return schema.enum[0];
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([name, member]) => [name, exampleOf(member)]),
      );
    case 'array':
      return [exampleOf(schema.items ?? {})];
    case 'number':
    case 'integer':
      return 1;
    case 'boolean':
      return true;
    default:
      return 'string';
  }
}
