import {
  indented,
  partsOf,
  quoted,
  type SampleParameter,
  serverOf,
  type WriteSample,
} from './sample-call.ts';

function literal({ value, isJson }: SampleParameter): string {
  // A literal with the key __proto__ would mean something else.
  if (!isJson || value.includes('__proto__')) return quoted(value);
  try {
    return `JSON.stringify(${indented(JSON.stringify(JSON.parse(value.toWellFormed()), null, 2), '    ')})`;
  } catch {
    return quoted(value);
  }
}

function fields(parameters: readonly SampleParameter[]): string {
  if (parameters.length === 0) return '{}';
  const lines = parameters.map((parameter) => `    ${quoted(parameter.name)}: ${literal(parameter)},`);
  return `{\n${lines.join('\n')}\n  }`;
}

/** TypeScript for Node.js, with the official SDK. */
export const typescript: WriteSample = (call) => {
  const { host, protocol } = serverOf(call);
  const { query, body } = partsOf(call);
  return `// npm install @alicloud/openapi-core
import openapi from '@alicloud/openapi-core';

const { default: Client, $OpenApiUtil } = openapi;

const client = new Client(
  new $OpenApiUtil.Config({
    accessKeyId: process.env.ALIBABA_CLOUD_ACCESS_KEY_ID,
    accessKeySecret: process.env.ALIBABA_CLOUD_ACCESS_KEY_SECRET,
    securityToken: process.env.ALIBABA_CLOUD_SECURITY_TOKEN,
    endpoint: ${quoted(host)},
    protocol: '${protocol}',
  }),
);
const params = new $OpenApiUtil.Params({
  action: ${quoted(call.action)},
  version: ${quoted(call.version)},
  protocol: '${protocol}',
  pathname: '/',
  method: 'POST',
  authType: 'AK',
  style: 'RPC',
  reqBodyType: 'formData',
  bodyType: 'json',
});
const request = new $OpenApiUtil.OpenApiRequest({
  query: ${fields(query)},
  body: ${fields(body)},
});

const answer = await client.callApi(params, request, {});
console.log(JSON.stringify(answer.body, null, 2));
`;
};
