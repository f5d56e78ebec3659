/**
 * Writes docs/api.md from the operations, the error catalogue and a real callback body, so that it cannot say anything
 * else than the code. `--check` writes nothing and fails when the file differs.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { type CatalogueEntry, errorCatalogue } from '../src/errors/catalogue.ts';
import { errorAnchor } from '../src/gateway/answer.ts';
import { batchEndEvent, produceEndEvent } from '../src/notify/event.ts';
import { fieldInfo } from '../src/operations/fields.ts';
import { type Operation, type Product, products, ramAction } from '../src/operations/operation.ts';
import { operations } from '../src/operations/registry.ts';

/** Where the page is kept. */
export const apiDocsPath = join(dirname(fileURLToPath(import.meta.url)), '..', 'docs', 'api.md');

/** The whole page. */
export function apiDocs(): string {
  const sorted = [...operations.values()].sort((a, b) => (a.action < b.action ? -1 : 1));
  const parts = (Object.keys(products) as Product[]).map((product) => ({
    product,
    members: sorted.filter((operation) => operation.product === product),
  }));
  return [
    intro,
    '## Operations\n',
    ...parts.map(contents),
    ...parts.flatMap(({ members }) => members.map(operationSection)),
    callbackSection(),
    errorSection(),
  ].join('\n');
}

const intro = `<!-- Written by scripts/api-docs.ts: change the operations or the catalogue, then run \`node scripts/api-docs.ts\`. -->
# API

Reelmill speaks the API of ICE, version \`2020-11-09\`, and those parts of RAM (\`2015-05-01\`) and STS (\`2015-04-01\`) that
share the work out among users, programs and accounts ([access.md](access.md)). An official SDK works when its endpoint
is set to the server (\`127.0.0.1:8080\`, protocol HTTP) and its key to the one that \`./reelmill keys\` shows.

## Requests

Everything is at the path \`/\` (or under the path of \`REELMILL_PUBLIC_URL\`), by GET or POST. Parameters may be in the query
and in a form body; the query wins. Unknown parameters are ignored and an empty value is no value. Lists may be written
with commas, as JSON or flattened (\`Words.1=a&Words.2=b\`), objects as JSON or flattened (\`Config.Count=2\`).

Two ways to sign are understood, each by the rules of its SDKs:

| | V3 | V1 |
| --- | --- | --- |
| algorithm | \`ACS3-HMAC-SHA256\` in the header \`Authorization\` | \`HMAC-SHA1\` or \`HMAC-SHA256\` in the parameter \`Signature\` |
| action, version, time, nonce | headers \`x-acs-action\`, \`x-acs-version\`, \`x-acs-date\`, \`x-acs-signature-nonce\` | parameters \`Action\`, \`Version\`, \`Timestamp\`, \`SignatureNonce\` |
| body | any bytes, covered by \`x-acs-content-sha256\`; a form, or a JSON object of parameters | a form |

Times are UTC, \`yyyy-MM-ddTHH:mm:ssZ\`; the clock of the client may differ by 15 minutes. A nonce counts once. A body has
at most 8 MiB, request line and headers together 128 KiB.

Checks run in this order, and the first one that fails is the answer: syntax, time, key, token, signature, nonce, version,
action, method, flow control, permission, parameters ([gateway.md](gateway.md)). The same description for programs is at
\`/openapi.json\` and under \`/meta/v1\`.

## Answers

JSON, or XML when the parameter \`Format\` is \`XML\`. \`RequestId\` is in every body and in the header \`x-acs-request-id\`. An
error has \`RequestId\`, \`HostId\`, \`Code\`, \`Message\` and \`Recommend\` (the place on this page), and the HTTP status of the
[table](#errors). A refusal by a policy has \`AccessDeniedDetail\` too.

\`GET /healthz\` answers 200 while the process lives, \`GET /readyz\` when it takes jobs and 503 otherwise.
`;

function contents({ product, members }: { product: Product; members: readonly Operation[] }): string {
  const rows = members.map(
    ({ action, access, summary }) => `| [${action}](#${action.toLowerCase()}) | ${access} | ${summary} |`,
  );
  return `### ${product}, version ${products[product].version}\n\n| action | access | what it does |\n| --- | --- | --- |\n${rows.join('\n')}\n`;
}

function operationSection(operation: Operation): string {
  const { action, access, summary, methods, input, output, errors } = operation;
  const parameters = Object.entries(input.shape).map(([name, schema]) => {
    const { required, rule, defaultValue, description, example } = fieldInfo(schema);
    const presence = required
      ? 'mandatory'
      : defaultValue === undefined
        ? 'optional'
        : `default \`${String(defaultValue)}\``;
    return `| \`${name}\` | ${cell(rule)} | ${presence} | ${cell(description)} | ${code(example)} |`;
  });
  const answer = answerRows(z.toJSONSchema(output, { io: 'output' }) as JsonSchema, '');
  const own = errors.map((entry) => `[\`${entry}\`](#${errorAnchor(entry)})`);
  return [
    `### ${action}\n`,
    `${summary}${operation.own ? ` An operation of Reelmill's own: ${operation.product} has none like it.` : ''} Name in policies: \`${ramAction(operation)}\`. Access: ${access}. Methods: ${methods.join(', ')}.\n`,
    parameters.length === 0
      ? 'It has no parameters.\n'
      : `| parameter | must be | needed | meaning | example |\n| --- | --- | --- | --- | --- |\n${parameters.join('\n')}\n`,
    `Answer, besides \`RequestId\`:\n`,
    answer.length === 0
      ? 'nothing.\n'
      : `| field | type | meaning |\n| --- | --- | --- |\n${answer.join('\n')}\n`,
    own.length === 0 ? '' : `Errors of its own: ${own.join(', ')}.\n`,
  ].join('\n');
}

/** As much of JSON Schema as answers are made of. */
type JsonSchema = {
  type?: string;
  description?: string;
  enum?: string[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
};

function answerRows(schema: JsonSchema, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
    const isList = member.type === 'array';
    const path = `${prefix}${name}${isList ? '[]' : ''}`;
    const inner = isList ? (member.items ?? {}) : member;
    const words = inner.enum?.map((word) => `\`${word}\``).join(', ');
    const absent = schema.required?.includes(name) ? '' : ', may be absent';
    const meaning = member.description ?? inner.description ?? '';
    const row = `| \`${path}\` | ${words ?? inner.type ?? 'any'}${absent} | ${cell(meaning)} |`;
    return [row, ...answerRows(inner, `${path}.`)];
  });
}

function callbackSection(): string {
  const account = '1833202230000000';
  const time = '2026-06-05T15:59:59Z';
  const job = {
    JobId: '8bc0f1d2a3b44c5d9e6f7a8b9c0d1e2f',
    ProjectId: 'aded0f1e2d3c4b5a69788796a5b4c3d2',
    MediaId: '1d1c2b3a49586776859493a2b1c0dfee',
    MediaURL: 'https://bucket.oss-cn-shanghai.aliyuncs.com/video_001.mp4',
    ErrorCode: '',
    ErrorMessage: '',
  };
  const whole = batchEndEvent({
    account,
    time,
    jobId: '61195f35e0d14f10b0a7d6f0c1a2b3c4',
    status: 'Finished',
    userData: '{"NotifyAddress":"https://example.com/callback"}',
    subJobs: [{ ...job, Duration: 14.96, Status: 'Success' }],
    fault: null,
  });
  const video = produceEndEvent({ account, time, userData: '{"Order":"A-17"}', job, isSuccess: true });
  const shown = (body: string) => `\`\`\`json\n${JSON.stringify(JSON.parse(body), null, 2)}\n\`\`\``;
  return `## Callback

When a batch has ended, the \`NotifyAddress\` in its \`UserData\` gets one POST with a JSON body, or one message when it names a
queue; without one, the address or queue of \`SetEventCallback\` gets it. [callbacks.md](callbacks.md) says how events are
delivered, signed and read, and which addresses may be called.

${shown(whole)}

\`Status\` is \`Finished\` (each video has its own \`Status\`) or \`Failed\` (nothing could be prepared; then \`ErrorCode\` and
\`ErrorMessage\` say why).

The subscription of an account is also told of each video. \`Status\` is \`Success\` or \`Fail\` then.

${shown(video)}
`;
}

function errorSection(): string {
  const rows = Object.entries<CatalogueEntry>(errorCatalogue)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, { status, message, meaning }]) => {
      const where = status < 400 ? 'in a job' : String(status);
      return `| <a id="${errorAnchor(name)}"></a>\`${name}\` | ${where} | ${cell(message)} | ${cell(meaning)} |`;
    });
  return `## Errors

A code with \`{Name}\` stands for one code a parameter, such as \`MissingJobId\`. Codes marked "in a job" are no answers: they are
in the fields \`ErrorCode\` and \`Code\` of jobs.

| code | HTTP | sentence | when, and what to do |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

function code(text: string): string {
  return text === '' ? '' : `\`${cell(text)}\``;
}

if (import.meta.main) {
  const wanted = apiDocs();
  if (!process.argv.includes('--check')) writeFileSync(apiDocsPath, wanted);
  else if (readFileSync(apiDocsPath, 'utf8') !== wanted) {
    process.stderr.write('docs/api.md differs from the code: run node scripts/api-docs.ts\n');
    process.exitCode = 1;
  }
}
