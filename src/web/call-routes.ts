import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AuditLog } from '../audit/audit-log.ts';
import { type ApiError, apiError, toApiError } from '../errors/api-error.ts';
import { remember } from '../gateway/api-route.ts';
import { type Dispatcher, dispatch } from '../gateway/dispatch.ts';
import { answerFailure } from '../gateway/failure.ts';
import { products } from '../operations/operation.ts';
import { callerOf } from './guard.ts';

/** What running calls rests on. */
export type CallRoutes = Dispatcher & { audit: Pick<AuditLog, 'record'> };

/** Body of a call, in bytes: as much as the gateway takes. */
export const maxBodyBytes = 8 * 1024 * 1024;

/** Parameters of a call as JSON; what they mean is the operation's business. */
export type CallParameters = Record<string, unknown>;

/** A body that is a JSON object, or nothing. */
export function readParameters(body: unknown): CallParameters {
  if (body === undefined || body === null) return {};
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw apiError('InvalidParameter', { Reason: 'The body must be a JSON object of parameters.' });
  }
  return body as CallParameters;
}

/** Adds `/console/call/ACTION`: operations run with the rights of the session, as the gateway would run them. */
export function callRoutes(scope: FastifyInstance, options: CallRoutes): void {
  scope.post('/call/:action', { bodyLimit: maxBodyBytes }, async (request, reply) => {
    const { action } = request.params as { action: string };
    const { version = products.ICE.version } = request.query as { version?: string };
    try {
      const parameters = readParameters(request.body);
      return {
        RequestId: request.id,
        ...(await runAudited(request, { action, version, parameters }, options)),
      };
    } catch (error) {
      return answerFailure(request, reply, error, 'JSON');
    }
  });
}

/**
 * Runs an operation with the rights of the request's session, and records it as a call of the gateway is recorded.
 *
 * @throws ApiError of the operation, or of what the caller may not do
 */
export async function runAudited(
  request: FastifyRequest,
  call: { action: string; version: string; parameters: CallParameters },
  options: CallRoutes,
): Promise<Record<string, unknown>> {
  const caller = callerOf(request);
  const progress = { call: { ...call, accessKeyId: caller.accessKeyId }, principal: caller.principal };
  const began = performance.now();
  const record = (error: ApiError | null) =>
    remember(request, { elapsedTime: performance.now() - began }, progress, error, options);
  try {
    const answer = await dispatch({ call, caller, method: 'POST', requestId: request.id }, options);
    record(null);
    return answer;
  } catch (error) {
    record(toApiError(error));
    throw error;
  }
}
