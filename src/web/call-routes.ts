import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AuditLog } from '../audit/audit-log.ts';
import { apiError } from '../errors/api-error.ts';
import { remember } from '../gateway/api-route.ts';
import { type Dispatcher, dispatch } from '../gateway/dispatch.ts';
import { answerFailure, toApiError } from '../gateway/failure.ts';
import { products } from '../operations/operation.ts';
import { callerOf } from './guard.ts';

/** What running calls rests on. */
export type CallRoutes = Dispatcher & { audit: Pick<AuditLog, 'record'> };

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
  scope.post('/call/:action', async (request, reply) => {
    const { action } = request.params as { action: string };
    const { version = products.ICE.version } = request.query as { version?: string };
    const caller = callerOf(request);
    const progress = {
      call: { action, version, accessKeyId: caller.accessKeyId },
      principal: caller.principal,
    };
    try {
      const answer = await runCall(
        request,
        { action, version, parameters: readParameters(request.body) },
        options,
      );
      remember(request, reply, progress, null, options);
      return { RequestId: request.id, ...answer };
    } catch (error) {
      remember(request, reply, progress, toApiError(error), options);
      return answerFailure(request, reply, error, 'JSON');
    }
  });
}

/**
 * Runs an operation with the rights of the request's session.
 *
 * @throws ApiError of the operation, or of what the caller may not do
 */
export function runCall(
  request: FastifyRequest,
  call: { action: string; version: string; parameters: CallParameters },
  dispatcher: Dispatcher,
): Promise<Record<string, unknown>> {
  return dispatch({ call, caller: callerOf(request), method: 'POST', requestId: request.id }, dispatcher);
}
