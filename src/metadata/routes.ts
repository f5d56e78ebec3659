import type { FastifyInstance } from 'fastify';
import { apiError } from '../errors/api-error.ts';
import { type Operation, operationKey, type Product, products } from '../operations/operation.ts';
import { apiDocsDocument, apiDocument, type Endpoint, productsDocument } from './api-docs.ts';
import { openApiDocument } from './open-api.ts';

/** What the routes tell about. */
export type MetadataRoutes = {
  /** By `operationKey`. */
  operations: ReadonlyMap<string, Operation>;
  region: string;
  /** Base of the URLs of this server; known once it listens. */
  baseUrl: () => string;
};

type ProductParams = { product: string; version: string };

/**
 * Adds the description of the API, open to everybody as in the real service (gateway.md section 9): `/openapi.json` and
 * the files under `/meta/v1`.
 */
export function registerMetadataRoutes(
  app: FastifyInstance,
  { operations, region, baseUrl }: MetadataRoutes,
): void {
  const endpoint = (): Endpoint => {
    const { protocol, host, pathname } = new URL(baseUrl());
    return { scheme: protocol.slice(0, -1), address: host + pathname.replace(/\/+$/, ''), region };
  };
  const all = () => operations.values();

  app.get('/openapi.json', async () => openApiDocument(all(), endpoint()));
  app.get('/meta/v1/products.json', async () => productsDocument());
  app.get<{ Params: ProductParams }>(
    '/meta/v1/products/:product/versions/:version/api-docs.json',
    async ({ params }) => apiDocsDocument(productOf(params), all(), endpoint()),
  );
  app.get<{ Params: ProductParams & { api: string } }>(
    '/meta/v1/products/:product/versions/:version/apis/:api/api.json',
    async ({ params }) => {
      const product = productOf(params);
      const operation = operations.get(operationKey(params.version, params.api));
      if (operation?.product !== product) throw apiError('InvalidAction.NotFound');
      return apiDocument(operation, endpoint());
    },
  );
}

function productOf({ product, version }: ProductParams): Product {
  const names = Object.keys(products) as Product[];
  const known = names.find((name) => name === product.toUpperCase());
  if (known === undefined) throw apiError('InvalidProduct.NotFound');
  if (products[known].version !== version) throw apiError('InvalidVersion');
  return known;
}
