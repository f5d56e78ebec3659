import { z } from 'zod';
import { type ErrorCode, errorCatalogue } from '../errors/catalogue.ts';
import { fieldInfo } from '../operations/fields.ts';
import { type Operation, ramAction } from '../operations/operation.ts';

/** Types of parameters in the words of the console's forms. */
const types = {
  string: 'string',
  integer: 'integer',
  boolean: 'boolean',
  enum: 'choice',
  time: 'time',
  json: 'json',
  list: 'list',
} as const;

function describeParameter([name, schema]: [string, z.core.$ZodType]) {
  const { kind, values, defaultValue, ...info } = fieldInfo(schema);
  return {
    name,
    type: types[kind],
    ...info,
    ...(values === undefined ? {} : { enum: values }),
    ...(defaultValue === undefined ? {} : { default: defaultValue }),
    in: 'form' as const,
  };
}

function describeError(code: ErrorCode) {
  const { status, message, meaning } = errorCatalogue[code];
  return { code, status, message, meaning };
}

/** An operation as the API explorer shows it. */
export function describeOperation(operation: Operation) {
  const { action, version, product, access, summary, own, methods, input, output, errors } = operation;
  return {
    action,
    version,
    product,
    access,
    summary,
    own,
    methods,
    ramAction: ramAction(operation),
    parameters: (Object.entries(input.shape) as [string, z.core.$ZodType][]).map(describeParameter),
    answer: z.toJSONSchema(output, { io: 'output', unrepresentable: 'any' }),
    errors: errors.map(describeError),
  };
}
