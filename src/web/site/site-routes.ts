import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { apiError } from '../../errors/api-error.ts';
import { answerFailure } from '../../gateway/failure.ts';
import type { Site } from './site.ts';
import { waitingPage } from './waiting-page.ts';

/**
 * What a page of the console may load: files of this server, and nothing from anywhere else. Ant Design writes its styles
 * into the page, hence `unsafe-inline` for styles; scripts come from files alone.
 */
const contentPolicy = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join('; ');

/** Headers of everything that belongs to the pages. */
const protection = {
  'content-security-policy': contentPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
};

/** Files with a hash in their name, which never change. */
const assetPath = /^assets\/[\w.-]+$/;

/**
 * Adds the pages of the console: `/` for browsers, and everything under `/console/` that no other route takes.
 *
 * @param path under which browsers see the server, without a slash at the end
 */
export function siteRoutes(app: FastifyInstance, site: Site, path: string): void {
  const pages = new Map<string, Promise<string>>();
  const pageIn = (root: string): Promise<string> => {
    const known = pages.get(root) ?? readPage(root, path);
    pages.set(root, known);
    return known;
  };
  app.register(fastifyStatic, { serve: false, preCompressed: true, cacheControl: false });

  const sendPage = async (request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
    void site.prepare();
    reply.headers({ ...protection, 'cache-control': 'no-cache' });
    const root = site.root();
    if (root !== null) return reply.type('text/html;charset=utf-8').send(await pageIn(root));
    const isFailed = site.failure() !== null;
    return reply
      .status(isFailed ? 500 : 503)
      .header('retry-after', '2')
      .type('text/html;charset=utf-8')
      .send(waitingPage(isFailed, request.headers['accept-language']));
  };

  // The API has the same address: only what a browser's address bar sends is for the console.
  app.addHook('onRequest', async (request, reply) => {
    if (isPageVisit(request)) return sendPage(request, reply);
  });

  app.get('/console', { exposeHeadRoute: true }, async (_request, reply) => reply.redirect(`${path}/`, 302));
  app.get('/console/*', { exposeHeadRoute: true }, async (request, reply) => {
    const { '*': file } = request.params as { '*': string };
    const root = site.root();
    if (root !== null && assetPath.test(file)) {
      reply.headers({ ...protection, 'cache-control': 'public, max-age=31536000, immutable' });
      return reply.sendFile(file, root);
    }
    if (file.startsWith('assets/')) return answerFailure(request, reply, apiError('InvalidApi.NotFound'));
    return sendPage(request, reply);
  });
}

/** The page that was built, with the path of the server in it: it is shown at addresses of any depth. */
async function readPage(root: string, path: string): Promise<string> {
  const built = await readFile(join(root, 'index.html'), 'utf8');
  return built
    .replaceAll('"./', `"${path}/console/`)
    .replace('name="reelmill-path" content=""', `name="reelmill-path" content="${path}"`);
}

/** A GET of `/` that accepts HTML and is no call of the API in either dialect. */
function isPageVisit(request: FastifyRequest): boolean {
  const { method, url, headers } = request;
  if (method !== 'GET' && method !== 'HEAD') return false;
  const [path, query = ''] = url.split('?', 2);
  if (path !== '/' || headers.accept?.includes('text/html') !== true) return false;
  const isCall = headers['x-acs-action'] !== undefined || headers.authorization !== undefined;
  return !isCall && !/(?:^|&)(?:Action|Signature|AccessKeyId)=/.test(query);
}
