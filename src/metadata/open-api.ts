import { type Operation, ramAction } from '../operations/operation.ts';
import { answerSchema, exampleOf } from './answer-schema.ts';
import type { Endpoint } from './api-docs.ts';
import { callErrors } from './call-errors.ts';
import {
  exampleValue,
  fullDescription,
  type ParameterFacts,
  parametersOf,
  valueSchema,
} from './parameters.ts';

/**
 * The API as OpenAPI 3.1. All operations are at the path `/` and told apart by the headers `x-acs-action` and
 * `x-acs-version`; OpenAPI has no two operations at one path, so each path has a fragment, which is never sent.
 */
export function openApiDocument(operations: Iterable<Operation>, { scheme, address }: Endpoint) {
  const all = [...operations];
  return {
    openapi: '3.1.0',
    info: {
      title: 'Reelmill',
      version: '1',
      summary: 'Batch video production behind the API of ICE, with the parts of RAM and STS that it needs.',
      license: { name: 'GPL-3.0-or-later', identifier: 'GPL-3.0-or-later' },
    },
    servers: [{ url: `${scheme}://${address}` }],
    tags: [...new Set(all.map(({ product }) => product))].map((name) => ({ name })),
    security: [{ acs3: [] }],
    paths: Object.fromEntries(all.map((operation) => [`/#${operation.action}`, pathItem(operation)])),
    components: {
      securitySchemes: {
        acs3: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description:
            'ACS3-HMAC-SHA256 Credential=KEY,SignedHeaders=NAMES,Signature=HEX over the request; every official SDK makes it.',
        },
      },
      schemas: { Error: errorSchema },
    },
  };
}

const errorSchema = {
  type: 'object',
  required: ['RequestId', 'HostId', 'Code', 'Message', 'Recommend'],
  properties: {
    RequestId: { type: 'string', description: 'Id of the call.' },
    HostId: { type: 'string', description: 'Host that was called.' },
    Code: { type: 'string', description: 'What went wrong, for programs.' },
    Message: { type: 'string', description: 'What went wrong, in a sentence.' },
    Recommend: { type: 'string', description: 'Where the code is explained.' },
    AccessDeniedDetail: {
      type: 'object',
      description: 'Who was refused what and why, where a policy refused.',
    },
  },
};

function pathItem(operation: Operation) {
  const isPost = operation.methods.includes('POST');
  return { [isPost ? 'post' : 'get']: operationObject(operation, isPost) };
}

function operationObject(operation: Operation, isPost: boolean) {
  const { action, version, product, summary, access } = operation;
  const parameters = parametersOf(operation);
  const schema = answerSchema(operation);
  return {
    operationId: action,
    tags: [product],
    summary,
    'x-ram-action': ramAction(operation),
    'x-access-level': access,
    parameters: [
      constantHeader('x-acs-action', action),
      constantHeader('x-acs-version', version),
      ...(isPost ? [] : parameters.map(queryParameter)),
    ],
    ...(isPost && parameters.length > 0 && { requestBody: formBody(parameters) }),
    responses: {
      200: {
        description: 'The answer.',
        content: { 'application/json': { schema, example: exampleOf(schema) } },
      },
      ...errorResponses(operation),
    },
  };
}

function constantHeader(name: string, value: string) {
  return { name, in: 'header', required: true, schema: { const: value } };
}

function queryParameter(facts: ParameterFacts) {
  return {
    name: facts.name,
    in: 'query',
    description: fullDescription(facts),
    required: facts.required,
    schema: valueSchema(facts),
    example: exampleValue(facts),
    ...(facts.kind === 'list' && { style: 'form', explode: false }),
  };
}

function formBody(parameters: readonly ParameterFacts[]) {
  const required = parameters.filter((facts) => facts.required).map(({ name }) => name);
  const lists = parameters.filter(({ kind }) => kind === 'list').map(({ name }) => name);
  return {
    required: required.length > 0,
    content: {
      'application/x-www-form-urlencoded': {
        schema: {
          type: 'object',
          properties: Object.fromEntries(
            parameters.map((facts) => [
              facts.name,
              {
                description: fullDescription(facts),
                ...valueSchema(facts),
                examples: [exampleValue(facts)],
              },
            ]),
          ),
          ...(required.length > 0 && { required }),
        },
        ...(lists.length > 0 && {
          encoding: Object.fromEntries(lists.map((name) => [name, { style: 'form', explode: false }])),
        }),
      },
    },
  };
}

/** One response a status, which names its codes. */
function errorResponses(operation: Operation) {
  const byStatus = Object.groupBy(callErrors(operation), ({ status }) => status);
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, errors = []]) => [
      status,
      {
        description: errors.map(({ code }) => `\`${code}\``).join(', '),
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } },
      },
    ]),
  );
}
