import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Validator } from '@seriousme/openapi-schema-validator';
import { apiDocsPath } from '../../scripts/api-docs.ts';
import { type CatalogueEntry, errorCatalogue } from '../../src/errors/catalogue.ts';
import { errorAnchor } from '../../src/gateway/answer.ts';
import { apiDocsDocument, productsDocument } from '../../src/metadata/api-docs.ts';
import { gatewayErrors } from '../../src/metadata/call-errors.ts';
import { openApiDocument } from '../../src/metadata/open-api.ts';
import { registerMetadataRoutes } from '../../src/metadata/routes.ts';
import { fieldInfo } from '../../src/operations/fields.ts';
import { type Product, products, ramAction } from '../../src/operations/operation.ts';
import { operations } from '../../src/operations/registry.ts';
import { send, startToyServer } from './toy-server.ts';

const page = readFileSync(apiDocsPath, 'utf8');
const endpoint = { scheme: 'https', address: 'video.example.org/ice', region: 'cn-shanghai' };
const all = [...operations.values()];
const productNames = Object.keys(products) as Product[];
const apiDocs = Object.fromEntries(
  productNames.map((product) => [product, apiDocsDocument(product, all, endpoint)]),
);
const openApi = openApiDocument(all, endpoint);

/** The section of an operation on the page. */
const sectionOf = (action: string) =>
  page.split(/^### /m).find((part) => part.startsWith(`${action}\n`)) ?? '';

test('registry, api-docs.json, openapi.json and docs/api.md have the same operations', () => {
  const actions = all.map(({ action }) => action).sort();
  assert.deepEqual(
    productNames.flatMap((product) => Object.keys(apiDocs[product]?.apis ?? {})).sort(),
    actions,
  );
  assert.deepEqual(
    Object.keys(openApi.paths)
      .map((path) => path.replace('/#', ''))
      .sort(),
    actions,
  );
  for (const product of productNames) {
    const own = all.filter((operation) => operation.product === product).map(({ action }) => action);
    const listed = apiDocs[product]?.directories.flatMap(({ children }) => children);
    assert.deepEqual(listed?.sort(), own.sort());
  }
});

test('they tell the same of every parameter, right and error', () => {
  for (const operation of all) {
    const { action, product } = operation;
    const api = apiDocs[product]?.apis[action];
    const section = sectionOf(action);
    const fields = Object.entries(operation.input.shape).map(([name, schema]) => ({
      name,
      ...fieldInfo(schema),
    }));
    assert.deepEqual(
      api?.parameters.map(({ name, schema }) => [
        name,
        schema.required,
        schema.enum,
        schema.minimum,
        schema.maximum,
      ]),
      fields.map((info) => [info.name, info.required, info.values && [...info.values], info.min, info.max]),
      action,
    );
    const onPage = [...section.matchAll(/^\| `(\w+)` \| .*\| (?:mandatory|optional|default `.*`) \|/gm)];
    assert.deepEqual(
      onPage.map(([, name]) => name),
      fields.map(({ name }) => name),
      action,
    );
    const post = openApi.paths[`/#${action}`]?.post;
    const form = post?.requestBody?.content['application/x-www-form-urlencoded'].schema;
    assert.deepEqual(
      Object.keys(form?.properties ?? {}),
      fields.map(({ name }) => name),
    );
    assert.deepEqual(
      form?.required ?? [],
      fields.filter(({ required }) => required).map(({ name }) => name),
    );

    assert.deepEqual(api?.ramActions, [{ action: ramAction(operation), accessLevel: operation.access }]);
    assert.equal(post?.['x-ram-action'], ramAction(operation));
    assert.ok(section.includes(`\`${ramAction(operation)}\``), action);

    const codes = Object.entries(api?.errorCodes ?? {}).flatMap(([status, errors]) =>
      errors.map(({ errorCode, errorMessage }) => {
        const entry: CatalogueEntry = errorCatalogue[errorCode as keyof typeof errorCatalogue];
        assert.deepEqual([String(entry.status), entry.message], [status, errorMessage]);
        assert.ok(post?.responses[status as unknown as 200]?.description.includes(`\`${errorCode}\``));
        return errorCode;
      }),
    );
    assert.deepEqual(codes.sort(), [...new Set([...operation.errors, ...gatewayErrors])].sort());
    for (const code of operation.errors)
      assert.ok(section.includes(`(#${errorAnchor(code)})`), `${action} ${code}`);
  }
});

test('every code that a call can end with is in the metadata of some operation', () => {
  const elsewhere = [
    // Objects, other paths, files of the description.
    'NoSuchKey',
    'AccessDenied',
    'EntityTooLarge',
    'InvalidRange',
    'InvalidApi.NotFound',
    'InvalidProduct.NotFound',
    // Timelines of jobs and of `./reelmill render`.
    'TimelineFormatError',
    'InvalidTimelineFormat',
    // Signing in to the console.
    'InvalidCsrfToken',
    'NotSignedIn',
    'SignInFailed',
    'SignInLinkInvalid',
    'Throttling.SignIn',
  ];
  const told = all.flatMap(({ errors }) => errors);
  const answered = Object.entries<CatalogueEntry>(errorCatalogue)
    .filter(([, { status }]) => status >= 400)
    .map(([code]) => code);
  assert.deepEqual([...new Set([...told, ...gatewayErrors, ...elsewhere])].sort(), answered.sort());
});

test('openapi.json is valid OpenAPI 3.1', async () => {
  const result = await new Validator().validate(JSON.parse(JSON.stringify(openApi)));
  assert.deepEqual([result.valid, result.errors], [true, undefined]);
  assert.deepEqual(openApi.servers, [{ url: 'https://video.example.org/ice' }]);
});

test('examples fit what they are examples of', () => {
  for (const operation of all) {
    for (const [name, schema] of Object.entries(operation.input.shape)) {
      const info = fieldInfo(schema);
      const parsed = schema.safeParse(info.example);
      assert.ok(parsed.success, `${operation.action} ${name}: ${info.example}`);
    }
    const [demo] = JSON.parse(apiDocs[operation.product]?.apis[operation.action]?.responseDemo ?? '[]');
    const answer = JSON.parse(demo.example) as Record<string, unknown>;
    assert.deepEqual(Object.keys(answer), ['RequestId', ...Object.keys(operation.output.shape)]);
  }
});

test('the description is served to everybody', async (t) => {
  const { app, url } = await startToyServer(t, {}, (gateway) =>
    registerMetadataRoutes(gateway, {
      operations,
      region: 'cn-shanghai',
      baseUrl: () => `https://${endpoint.address}`,
    }),
  );
  assert.ok(app);
  const get = (path: string) => send(url, { path, method: 'GET', headers: {} });
  const docs = await get('/meta/v1/products/ICE/versions/2020-11-09/api-docs.json');
  assert.deepEqual(docs.json, JSON.parse(JSON.stringify(apiDocs.ICE)));
  assert.deepEqual((await get('/openapi.json')).json, JSON.parse(JSON.stringify(openApi)));
  assert.deepEqual(JSON.parse((await get('/meta/v1/products.json?language=EN_US')).text), productsDocument());
  const one = await get('/meta/v1/products/STS/versions/2015-04-01/apis/AssumeRole/api.json');
  assert.deepEqual(one.json, JSON.parse(JSON.stringify(apiDocs.STS?.apis.AssumeRole)));
  const wrong = {
    '/meta/v1/products/ECS/versions/2014-05-26/api-docs.json': 'InvalidProduct.NotFound',
    '/meta/v1/products/ICE/versions/2014-05-26/api-docs.json': 'InvalidVersion',
    '/meta/v1/products/ICE/versions/2020-11-09/apis/Nothing/api.json': 'InvalidAction.NotFound',
    '/meta/v1/products/ICE/versions/2015-04-01/apis/AssumeRole/api.json': 'InvalidVersion',
    '/meta/v1/other.json': 'InvalidApi.NotFound',
  };
  for (const [path, code] of Object.entries(wrong)) assert.equal((await get(path)).json.Code, code, path);
});
