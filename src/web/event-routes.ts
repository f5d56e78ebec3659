import type { ServerResponse } from 'node:http';
import type { FastifyInstance } from 'fastify';
import type { Access } from '../access/access.ts';
import type { Caller } from '../access/principal.ts';
import type { News, NewsItem } from '../batch/news.ts';
import { apiError } from '../errors/api-error.ts';
import { createEventLine, type Outgoing } from './coalesce.ts';
import { callerOf, type SessionCookie } from './guard.ts';
import { isAllowed } from './is-allowed.ts';
import type { Sessions } from './session.ts';

/** What the events rest on. */
export type EventRoutes = {
  news: Pick<News, 'subscribe'>;
  access: Pick<Access, 'authorize'>;
  sessions: Sessions;
  cookie: SessionCookie;
};

/** Milliseconds between two signs of life; proxies cut connections that are silent for a minute. */
const heartbeat = 15_000;
/** Bytes that may wait for a slow client. */
const maxBuffered = 64 * 1024;
/** Open streams of one account: a browser has one a window. */
const maxStreams = 50;

/**
 * Adds `/console/events`: what happens to the jobs and media of the account, as far as the caller may list them. A client
 * reads everything anew whenever it connects, so nothing is sent again; after a gap of our own its connection is ended.
 */
export function eventRoutes(scope: FastifyInstance, { news, access, sessions, cookie }: EventRoutes): void {
  const streams = new Map<ServerResponse, string>();
  // A stream that stays open would keep the server from closing.
  scope.addHook('preClose', async () => {
    for (const stream of streams.keys()) stream.end();
  });

  scope.get('/events', async (request, reply) => {
    const caller = callerOf(request);
    const { account } = caller.principal;
    const open = [...streams.values()].filter((each) => each === account).length;
    if (open >= maxStreams) throw apiError('Throttling.User');
    const seen = await visibleKinds(access, caller, request.id);
    if (request.raw.destroyed) return reply.hijack();
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string | string[]>),
      'content-type': 'text/event-stream;charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 2000\n\n');

    const line = createEventLine((events) => {
      if (raw.writableLength > maxBuffered) return false;
      raw.write(events.map(eventText).join(''));
      return true;
    });
    const unsubscribe = news.subscribe({
      onNews(item) {
        if (item.account !== account || !seen.has(item.kind)) return;
        line.push(...eventOf(item));
      },
      onGap: () => void raw.end(),
    });
    const beat = setInterval(async () => {
      // Signed out, switched off, or over: the client asks again with the cookie that it has by then.
      const session = await sessions.read(cookie.read(request)).catch(() => null);
      if (session === null) raw.end();
      else raw.write(eventText({ event: 'ping', data: {} }));
    }, heartbeat);
    streams.set(raw, account);
    raw.once('close', () => {
      streams.delete(raw);
      clearInterval(beat);
      unsubscribe();
      line.close();
    });
    return reply;
  });
}

/** Which kinds of news a caller may hear: those whose lists he may read. */
async function visibleKinds(
  access: Pick<Access, 'authorize'>,
  caller: Caller,
  requestId: string,
): Promise<Set<NewsItem['kind']>> {
  const jobs = await isAllowed(access, caller, 'ice:ListBatchMediaProducingJobs', requestId);
  const media = await isAllowed(access, caller, 'ice:ListMediaBasicInfos', requestId);
  return new Set<NewsItem['kind']>([
    ...(jobs ? (['batch', 'job'] as const) : []),
    ...(media ? (['media'] as const) : []),
  ]);
}

function eventOf(item: NewsItem): [key: string, event: Outgoing] {
  if (item.kind === 'media') {
    const { mediaId, status } = item;
    return [`media ${mediaId}`, { event: 'media', data: { mediaId, status } }];
  }
  if (item.kind === 'batch') {
    const { batchJobId, status } = item;
    return [`batch ${batchJobId}`, { event: 'job', data: { batchJobId, status } }];
  }
  const { batchJobId, jobId, status, progress } = item;
  return [`job ${jobId}`, { event: 'job', data: { batchJobId, jobId, status, progress } }];
}

const eventText = ({ event, data }: Outgoing) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
