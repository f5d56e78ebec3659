import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance, FastifyRequest, InjectOptions, LightMyRequestResponse } from 'fastify';
import { lendSource } from '../access/call-source.ts';

/** Sends a request to this server itself, as from the address and over the transport of another request. */
export type InsideCall = (request: FastifyRequest, call: InjectOptions) => Promise<LightMyRequestResponse>;

/** Makes {@link InsideCall}; to be called while routes are added, before the server is ready. */
export function insideCalls(app: FastifyInstance): InsideCall {
  const asking = new AsyncLocalStorage<FastifyRequest>();
  // A call that is made inside the server has no socket that could be TLS.
  app.addHook('onRequest', async (call) => {
    const request = asking.getStore();
    if (request !== undefined) lendSource(call, request);
  });
  return (request, call) =>
    // Async, because what `inject` returns begins only when it is awaited.
    asking.run(request, async () => app.inject({ ...call, remoteAddress: request.ip }));
}
