import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { apiError } from '../errors/api-error.ts';
import { products } from '../operations/operation.ts';
import { maxBodyBytes } from './call-routes.ts';
import { sessionOf } from './guard.ts';
import type { InsideCall } from './inside-calls.ts';
import { type SignedRequest, signRequest } from './sign-request.ts';

const callSchema = z.object({
  action: z.string().min(1).max(128),
  version: z.string().max(32).default(products.ICE.version),
  parameters: z.record(z.string(), z.unknown()).default({}),
  dialect: z.enum(['acs3', 'rpc']).default('acs3'),
});

/**
 * Adds what the API explorer needs: `/console/sign` signs a call with the key of the session and shows the request, for a
 * command line; `/console/explore` sends it through the gateway, like a stranger's, and shows both sides of it.
 *
 * @param publicUrl of this server, without a slash at the end; null = as the browser has it
 */
export function exploreRoutes(
  scope: FastifyInstance,
  callInside: InsideCall,
  publicUrl: string | null,
): void {
  const sign = (request: FastifyRequest): SignedRequest => {
    const call = callSchema.safeParse(request.body);
    if (!call.success) {
      const [issue] = call.error.issues;
      const reason = `${issue?.path.join('.') || 'The body'}: ${issue?.message}`;
      throw apiError('InvalidParameter', { Reason: reason });
    }
    const { key, securityToken } = sessionOf(request);
    const endpoint = publicUrl ?? `${request.protocol}://${request.host}`;
    return signRequest(call.data, { id: key.id, secret: key.secret, securityToken }, endpoint);
  };

  scope.post('/sign', { bodyLimit: maxBodyBytes }, async (request) => sign(request));

  scope.post('/explore', { bodyLimit: maxBodyBytes }, async (request) => {
    const { stringToSign: _, ...sent } = sign(request);
    const began = performance.now();
    const answer = await callInside(request, {
      method: sent.method,
      // The gateway takes the path of the public address off by itself.
      url: new URL(sent.url).pathname,
      headers: {
        host: new URL(sent.url).host,
        ...sent.headers,
        'user-agent': request.headers['user-agent'] ?? 'Reelmill console',
      },
      payload: sent.body,
    });
    return {
      request: sent,
      response: { status: answer.statusCode, headers: answer.headers, body: answer.body },
      durationMs: Math.round((performance.now() - began) * 10) / 10,
    };
  });
}
