import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';
import fc from 'fast-check';
import type { SignedRequest } from '../../src/console/explorer/operations.ts';
import { samples } from '../../src/console/explorer/samples/all.ts';
import { curl } from '../../src/console/explorer/samples/curl.ts';
import { quoted, type SampleCall } from '../../src/console/explorer/samples/sample-call.ts';
import { shellWord } from '../../src/console/explorer/samples/shell-word.ts';
import { typescript } from '../../src/console/explorer/samples/typescript.ts';
import { type AccessServer, startAccessServer } from '../access/access-server.ts';

const run = promisify(execFile);
const has = async (program: string, ...version: string[]) =>
  run(program, version).then(
    () => false as const,
    () => `${program} is not installed`,
  );
const withoutCurl = await has('curl', '--version');
const withoutPython = await has('python3', '--version');

/** Values that quoting gets wrong first. */
const oddText = `it's "5 €" \\ $HOME \`id\` %d 字\n✓`;

let server: AccessServer;
let folder: string;

before(async () => {
  server = await startAccessServer();
  folder = await mkdtemp(join(tmpdir(), 'reelmill-samples-'));
  await symlink(resolve(import.meta.dirname, '../../node_modules'), join(folder, 'node_modules'));
});

after(async () => {
  await server.close();
  await rm(folder, { recursive: true });
});

/** The call that makes a policy with an odd description. */
function createPolicy(PolicyName: string): SampleCall {
  const document = { Version: '1', Statement: [{ Effect: 'Allow', Action: 'ice:Get*', Resource: '*' }] };
  return {
    action: 'CreatePolicy',
    version: '2015-05-01',
    product: 'RAM',
    endpoint: server.url,
    parameters: [
      { name: 'PolicyName', value: PolicyName, in: 'form', isJson: false },
      { name: 'PolicyDocument', value: JSON.stringify(document), in: 'form', isJson: true },
      { name: 'Description', value: oddText, in: 'form', isJson: false },
    ],
  };
}

async function descriptionOf(PolicyName: string): Promise<string> {
  const parameters = { PolicyType: 'Custom', PolicyName };
  const answer = await server
    .client()
    .call<{ Policy: { Description: string } }>('GetPolicy', parameters, 'RAM');
  return answer.Policy.Description;
}

test('the TypeScript sample runs as it is shown and sends its values unchanged', async () => {
  const file = join(folder, 'sample.ts');
  await writeFile(file, typescript(createPolicy('from-typescript')));
  const { stdout } = await run(process.execPath, [file], {
    cwd: folder,
    env: {
      ...process.env,
      ALIBABA_CLOUD_ACCESS_KEY_ID: server.rootKey.id,
      ALIBABA_CLOUD_ACCESS_KEY_SECRET: server.rootKey.secret,
    },
  });
  assert.equal(JSON.parse(stdout).Policy.PolicyName, 'from-typescript');
  assert.equal(await descriptionOf('from-typescript'), oddText);
});

/** Signs a call with a session of the console. */
async function signed(call: SampleCall, dialect: string): Promise<SignedRequest> {
  const post = async (path: string, body: object, headers: Record<string, string>) => {
    const response = await fetch(`${server.url}/console/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    assert.equal(response.status, 200, await response.clone().text());
    return response;
  };
  const { id, secret } = server.rootKey;
  const session = await post('session', { accessKeyId: id, accessKeySecret: secret }, {});
  const { csrf } = (await session.json()) as { csrf: string };
  const cookie = session.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
  const { action, version } = call;
  const parameters = Object.fromEntries(call.parameters.map(({ name, value }) => [name, value]));
  const body = { action, version, parameters, dialect };
  const answer = await post('sign', body, { cookie, 'x-reelmill-csrf': csrf });
  return (await answer.json()) as SignedRequest;
}

for (const dialect of ['acs3', 'rpc']) {
  test(`the curl sample with the ${dialect} signature runs as it is shown`, {
    skip: withoutCurl,
  }, async () => {
    const name = `from-curl-${dialect}`;
    const command = curl(await signed(createPolicy(name), dialect));
    const { stdout } = await run('sh', ['-c', command]);
    assert.equal(JSON.parse(stdout).Policy?.PolicyName, name, stdout);
    assert.equal(await descriptionOf(name), oddText);
    const again = await run('sh', ['-c', command]);
    assert.equal(JSON.parse(again.stdout).Code, 'SignatureNonceUsed');
  });
}

test('a word of the shell is one argument with every character', async () => {
  const word = fc.string({ unit: 'binary', maxLength: 20 }).filter((text) => !text.includes('\0'));
  await fc.assert(
    fc.asyncProperty(fc.array(word, { minLength: 1, maxLength: 30 }), async (words) => {
      const { stdout } = await run('sh', ['-c', `printf '%s\\0' ${words.map(shellWord).join(' ')}`]);
      assert.deepEqual(
        stdout.split('\0').slice(0, -1),
        words.map((text) => text.toWellFormed()),
      );
    }),
    { numRuns: 20 },
  );
});

test('a quoted text is the same text in TypeScript and JSON', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(JSON.parse(quoted(text)), text.toWellFormed());
      assert.ok(!/[\n\r]/.test(quoted(text)));
    }),
  );
});

test('the Python sample is Python, with the values as they are', { skip: withoutPython }, async () => {
  const python = samples.find(({ name }) => name === 'Python')?.write(createPolicy('from-python')) ?? '';
  const check = [
    'import ast, json, sys',
    'tree = ast.parse(sys.argv[1])',
    'texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]',
    'print(json.dumps(texts))',
  ].join('\n');
  const { stdout } = await run('python3', ['-c', check, python]);
  const texts = JSON.parse(stdout);
  for (const { name, value } of createPolicy('from-python').parameters) {
    assert.ok(texts.includes(name) && texts.includes(value), name);
  }
});

test('every sample names the server, the operation and its version, and holds no secret', () => {
  const call = createPolicy('anywhere');
  const { host } = new URL(server.url);
  assert.equal(samples.length, 7);
  for (const { name, write } of samples) {
    const code = write(call);
    for (const word of [host, 'CreatePolicy', '2015-05-01', 'anywhere'])
      assert.ok(code.includes(word), `${name}: ${word}`);
    assert.ok(!code.includes(server.rootKey.secret), name);
    assert.match(code, /HTTP\b|--insecure/, name);
    assert.match(write({ ...call, endpoint: 'https://reel.example' }), /HTTPS|--secure/, name);
  }
});

test('a call without parameters is complete code, too', () => {
  const call: SampleCall = {
    action: 'ListUsers',
    version: '2015-05-01',
    product: 'RAM',
    endpoint: server.url,
    parameters: [],
  };
  for (const { name, write } of samples) assert.ok(!/undefined|\[object/.test(write(call)), name);
});
