import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { type Client, createClient } from '../../src/client/client.ts';
import { type Config, readConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';
import { fillFolder } from '../batch/harness.ts';

/** The root key of servers of tests. */
export const rootKey = { id: 'console-test-key', secret: 'console-test-secret' };

/** A whole server in this process. */
export type WebServer = {
  url: string;
  config: Config;
  client: Client;
  /** Ends it and removes its folder. */
  close(): Promise<void>;
};

/**
 * Starts a server with an empty database.
 *
 * @param prepare puts something into the data folder before
 */
export async function startWebServer(
  environment: Record<string, string> = {},
  prepare?: (dataDir: string) => Promise<void>,
): Promise<WebServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-web-'));
  await fillFolder(dataDir);
  await prepare?.(dataDir);
  const config = readConfig({
    REELMILL_DATA_DIR: dataDir,
    REELMILL_PORT: '0',
    REELMILL_ACCESS_KEY_ID: rootKey.id,
    REELMILL_ACCESS_KEY_SECRET: rootKey.secret,
    REELMILL_RENDER_CONCURRENCY: '2',
    ...environment,
  });
  const server = await startServer(config, pino({ level: 'silent' }));
  return {
    url: server.url,
    config,
    client: createClient({ endpoint: server.url, ...rootKey }),
    async close() {
      await server.close();
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** What an answer was. */
export type Answer = { status: number; headers: Headers; text: string; json: Record<string, unknown> };

/** A browser as far as the server can tell: it keeps the cookie, and its pages know the token of the session. */
export type Browser = {
  cookie: string;
  csrf: string;
  /** Headers of every request of a page. */
  headers(): Record<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  send(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  call(action: string, parameters?: Record<string, unknown>, version?: string): Promise<Answer>;
  /** Signs in with a key, or with the token of a link. */
  signIn(credentials?: Record<string, unknown>): Promise<Answer>;
};

/** Opens a browser on a server. */
export function openBrowser(url: string): Browser {
  const request = async (method: string, path: string, init: RequestInit): Promise<Answer> => {
    const response = await fetch(url + path, { method, redirect: 'manual', ...init });
    const [set] = response.headers.getSetCookie();
    if (set !== undefined) browser.cookie = set.split(';')[0] ?? '';
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      headers: response.headers,
      text,
      json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {},
    };
  };
  const browser: Browser = {
    cookie: '',
    csrf: '',
    headers: () => ({
      ...(browser.cookie === '' ? {} : { cookie: browser.cookie }),
      ...(browser.csrf === '' ? {} : { 'x-reelmill-csrf': browser.csrf }),
    }),
    get: (path, headers = {}) => {
      const cookie: Record<string, string> = browser.cookie === '' ? {} : { cookie: browser.cookie };
      return request('GET', path, { headers: { ...cookie, ...headers } });
    },
    send: (method, path, body, headers = {}) =>
      request(method, path, {
        headers: {
          ...browser.headers(),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
    call: (action, parameters = {}, version = '2020-11-09') =>
      browser.send('POST', `/console/call/${action}?version=${version}`, parameters),
    async signIn(credentials = { accessKeyId: rootKey.id, accessKeySecret: rootKey.secret }) {
      const answer = await browser.send('POST', '/console/session', credentials);
      if (answer.status === 200) browser.csrf = String(answer.json.csrf);
      return answer;
    },
  };
  return browser;
}

/** Opens a browser and signs in with the root key, or another one. */
export async function signedIn(url: string, credentials?: Record<string, unknown>): Promise<Browser> {
  const browser = openBrowser(url);
  const answer = await browser.signIn(credentials);
  if (answer.status !== 200) throw new Error(`could not sign in: ${answer.text}`);
  return browser;
}
