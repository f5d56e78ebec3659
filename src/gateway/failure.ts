import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError, apiError } from '../errors/api-error.ts';
import { contentTypes, failureStatus, failureText } from './answer.ts';
import { ThrottlingError } from './throttle.ts';
import { type AnswerFormat, answerFormat, queryOf } from './wire-request.ts';

/** Answers an error in the asked format; what is no error of the API is logged and told apart only by its status. */
export function answerFailure(
  request: FastifyRequest,
  reply: FastifyReply,
  thrown: unknown,
  format: AnswerFormat = answerFormat(queryOf(request.url)),
): FastifyReply {
  const error = toApiError(thrown);
  if (error.status >= 500) request.log.error({ err: thrown }, 'the request failed');
  else request.log.debug({ code: error.code }, 'refused');
  // Clients take any error with this header for throttling, so no other has it (gateway.md 0.10).
  if (error instanceof ThrottlingError) reply.header('x-acs-retry-after', String(error.retryAfter));
  return reply
    .status(failureStatus(error))
    .header('x-acs-request-id', request.id)
    .type(contentTypes[format])
    .send(failureText(format, { error, requestId: request.id, host: request.headers.host ?? '' }));
}

/**
 * Whatever was thrown as an error of the API. A 4xx of the HTTP layer (a broken URL, a broken content type) is the
 * client's fault, all else is ours.
 */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const status = thrown instanceof Error && 'statusCode' in thrown ? Number(thrown.statusCode) : 500;
  const isRefused = status >= 400 && status < 500;
  return apiError(isRefused ? 'MalformedRequest' : 'InternalError', {}, thrown);
}
