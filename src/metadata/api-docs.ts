import { type Operation, type Product, products, ramAction } from '../operations/operation.ts';
import { answerSchema, exampleOf } from './answer-schema.ts';
import { callErrors } from './call-errors.ts';
import {
  exampleValue,
  fullDescription,
  type ParameterFacts,
  parametersOf,
  valueSchema,
} from './parameters.ts';

/** Where this server is. */
export type Endpoint = {
  /** `http` or `https`. */
  scheme: string;
  /** Host with its port, and the path under which the API is; without a scheme. */
  address: string;
  region: string;
};

/** Names and versions of the products: `/meta/v1/products.json`. */
export function productsDocument() {
  const names: Record<Product, string> = {
    ICE: 'Intelligent media services',
    RAM: 'Resource access management',
    STS: 'Security token service',
  };
  return (Object.keys(products) as Product[]).map((code) => ({
    code,
    name: names[code],
    style: 'RPC',
    defaultVersion: products[code].version,
    versions: [products[code].version],
  }));
}

/** Everything about the operations of a product: `api-docs.json` (gateway.md section 9). */
export function apiDocsDocument(product: Product, operations: Iterable<Operation>, endpoint: Endpoint) {
  const own = [...operations].filter((operation) => operation.product === product);
  return {
    version: '1.0',
    info: { style: 'RPC', product, version: products[product].version },
    directories: directories(own),
    components: { schemas: {} },
    apis: Object.fromEntries(own.map((operation) => [operation.action, apiDocument(operation, endpoint)])),
    endpoints: [{ regionId: endpoint.region, endpoint: endpoint.address }],
  };
}

/** One operation: `apis/NAME/api.json`. */
export function apiDocument(operation: Operation, { scheme }: Pick<Endpoint, 'scheme'>) {
  const { action, access, summary, own, methods } = operation;
  const schema = answerSchema(operation);
  return {
    title: action,
    summary,
    methods: methods.map((method) => method.toLowerCase()),
    schemes: [scheme],
    security: [{ AK: [] }],
    operationType: access === 'list' || access === 'get' ? 'read' : 'readAndWrite',
    deprecated: false,
    systemTags: { operationType: access, isReelmillOnly: own },
    parameters: parametersOf(operation).map(parameterDocument),
    responses: { 200: { schema } },
    errorCodes: errorCodes(operation),
    responseDemo: JSON.stringify([
      { type: 'json', example: JSON.stringify(exampleOf(schema), null, 2), errorExample: '' },
    ]),
    ramActions: [{ action: ramAction(operation), accessLevel: access }],
  };
}

/** Long values go in the form, as the SDKs of the real product send them. */
function parameterDocument(facts: ParameterFacts) {
  return {
    name: facts.name,
    in: facts.kind === 'json' ? 'formData' : 'query',
    ...(facts.kind === 'list' && { style: 'simple' }),
    schema: {
      description: fullDescription(facts),
      ...valueSchema(facts),
      required: facts.required,
      example: Array.isArray(exampleValue(facts)) ? facts.example : String(exampleValue(facts)),
    },
  };
}

function errorCodes(operation: Operation) {
  const byStatus: Record<string, { errorCode: string; errorMessage: string; description: string }[]> = {};
  for (const { code, status, message, meaning } of callErrors(operation)) {
    byStatus[status] ??= [];
    byStatus[status].push({ errorCode: code, errorMessage: message, description: meaning });
  }
  return byStatus;
}

/** Operations by what they do, as an explorer lists them. */
function directories(operations: readonly Operation[]) {
  const groups = Object.entries(Object.groupBy(operations, ({ access }) => access));
  return groups.map(([title, members], index) => ({
    id: index + 1,
    title,
    type: 'directory',
    children: members.map(({ action }) => action),
  }));
}
