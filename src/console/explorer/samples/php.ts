import { partsOf, type SampleParameter, serverOf, type WriteSample } from './sample-call.ts';

/** A text in single quotes, in which only the quote and the backslash mean something. */
const single = (text: string) => `'${text.toWellFormed().replace(/['\\]/g, '\\$&')}'`;

function fields(parameters: readonly SampleParameter[]): string {
  if (parameters.length === 0) return '[]';
  const lines = parameters.map(({ name, value }) => `        ${single(name)} => ${single(value)},`);
  return `[\n${lines.join('\n')}\n    ]`;
}

/** PHP, with the official SDK. */
export const php: WriteSample = (call) => {
  const { host, protocol } = serverOf(call);
  const { query, body } = partsOf(call);
  return `<?php
// composer require alibabacloud/darabonba-openapi:0.2.12 alibabacloud/tea-utils:^0.2
require __DIR__ . '/vendor/autoload.php';

use AlibabaCloud\\Tea\\Utils\\Utils\\RuntimeOptions;
use Darabonba\\OpenApi\\Models\\Config;
use Darabonba\\OpenApi\\Models\\OpenApiRequest;
use Darabonba\\OpenApi\\Models\\Params;
use Darabonba\\OpenApi\\OpenApiClient;

$client = new OpenApiClient(new Config([
    'accessKeyId' => getenv('ALIBABA_CLOUD_ACCESS_KEY_ID'),
    'accessKeySecret' => getenv('ALIBABA_CLOUD_ACCESS_KEY_SECRET'),
    'securityToken' => getenv('ALIBABA_CLOUD_SECURITY_TOKEN') ?: null,
    'endpoint' => ${single(host)},
    'protocol' => '${protocol}',
]));
$params = new Params([
    'action' => ${single(call.action)},
    'version' => ${single(call.version)},
    'protocol' => '${protocol}',
    'pathname' => '/',
    'method' => 'POST',
    'authType' => 'AK',
    'style' => 'RPC',
    'reqBodyType' => 'formData',
    'bodyType' => 'json',
]);
$request = new OpenApiRequest([
    'query' => ${fields(query)},
    'body' => ${fields(body)},
]);

$answer = $client->callApi($params, $request, new RuntimeOptions([]));
echo json_encode($answer['body'], JSON_PRETTY_PRINT | JSON_UNESCAPED_UNICODE), PHP_EOL;
`;
};
