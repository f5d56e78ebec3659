import type { FastifyReply, FastifyRequest } from 'fastify';
import { toApiError } from '../errors/api-error.ts';
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
