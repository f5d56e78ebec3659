import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AxeResults } from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { rootKey, startWebServer, type WebServer } from '../web/web-server.ts';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const usualPlaces = [
  process.env.CHROMIUM ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
];

/** The browser that drives the console; null where there is none. */
const chromiumPath: string | null = usualPlaces.find((path) => path !== '' && existsSync(path)) ?? null;

/** For the `skip` of a test: why it cannot run, or false. */
export const noBrowser: string | false =
  chromiumPath === null && 'needs Chromium: apt-get install chromium, or set CHROMIUM to its path';

/** A whole server with a browser in front of it. */
export type OpenedConsole = {
  server: WebServer;
  /** A page that is signed in. */
  page: Page;
  /** Opens another page, signed in, with its own settings such as a colour scheme. */
  openPage(settings?: BrowserContextOptions): Promise<Page>;
  /** What pages must not do, found so far: errors in scripts, files from elsewhere, answers that were refused. */
  faults: string[];
  close(): Promise<void>;
};

/** Waits for the build of the console, which the first visit begins. */
async function whenBuilt(url: string): Promise<void> {
  const headers = { accept: 'text/html' };
  while ((await fetch(`${url}/console/jobs`, { headers })).status === 503) await sleep(200);
}

/** Notes what a page must not do. */
function watch(page: Page, url: string, faults: string[]) {
  page.on('pageerror', ({ stack }) => faults.push(`script: ${stack}`));
  page.on('console', (message) => {
    // A refused answer is noted below, with its address.
    const isRefusal = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isRefusal) faults.push(`console: ${message.text()}`);
  });
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    const isOwn = origin === url || protocol === 'blob:' || protocol === 'data:';
    if (!isOwn) faults.push(`elsewhere: ${request.url()}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()}: ${response.url()}`);
  });
}

/**
 * Starts a server and a browser, and signs in.
 *
 * @param prepare puts something into the data folder before the server starts
 */
export async function openConsole(
  environment: Record<string, string> = {},
  prepare?: (dataDir: string) => Promise<void>,
): Promise<OpenedConsole> {
  await using opened = new AsyncDisposableStack();
  const server = opened.adopt(await startWebServer(environment, prepare), (it) => it.close());
  const built = whenBuilt(server.url);
  const browser: Browser = opened.adopt(
    await chromium.launch({
      executablePath: chromiumPath ?? '',
      args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
    }),
    (it) => it.close(),
  );
  const faults: string[] = [];
  const openPage = async (settings: BrowserContextOptions = {}) => {
    const context = await browser.newContext({
      locale: 'en-GB',
      timezoneId: 'Asia/Shanghai',
      // Animations that a busy machine draws late would cover what is clicked next.
      reducedMotion: 'reduce',
      ...settings,
    });
    context.setDefaultTimeout(60_000);
    const page = await context.newPage();
    const answer = await page.request.post(`${server.url}/console/session`, {
      data: { accessKeyId: rootKey.id, accessKeySecret: rootKey.secret },
    });
    if (!answer.ok()) throw new Error(await answer.text());
    watch(page, server.url, faults);
    return page;
  };
  await built;
  const page = await openPage();
  const whole = opened.move();
  return { server, page, openPage, faults, close: () => whole.disposeAsync() };
}

/** Faults against accessibility that are serious or worse, one line each. */
export async function seriousFaults(page: Page): Promise<string[]> {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(async () => {
    const { axe } = window as unknown as { axe: { run(): Promise<AxeResults> } };
    return axe.run();
  });
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
}
