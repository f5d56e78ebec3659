import { ApiError, apiError } from '../errors/api-error.ts';
import { RenderError } from '../render/request.ts';
import type { Fault } from './extend.ts';

/** Codes of renders that may succeed when they are tried again: the renderer broke, not the request. */
const worthRetrying: ReadonlySet<string> = new Set(['ProduceFailed', 'RenderCancelled', 'InternalError']);

/**
 * The reason that an error gives for the end of a job, or null when the same work may succeed another time.
 *
 * @param last whether there is no other time: then every error is a reason
 */
export function faultOf(error: unknown, last: boolean): Fault | null {
  const isKnown = error instanceof ApiError || error instanceof RenderError;
  if (isKnown && (last || !worthRetrying.has(error.code)))
    return { code: error.code, message: error.message };
  if (!last) return null;
  const { code, message } = apiError('ProduceFailed', { Reason: 'an unexpected error of the server' });
  return { code, message };
}

/** The reason for a job whose every try ended with the process that ran it. */
export function lostFault(): Fault {
  const { code, message } = apiError('ProduceFailed', {
    Reason: 'the server was stopped too often meanwhile',
  });
  return { code, message };
}

/** The reason for a job that was cancelled. */
export function cancelledFault(): Fault {
  const { code, message } = apiError('Cancelled');
  return { code, message };
}
