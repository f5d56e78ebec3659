import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { apiError } from '../errors/api-error.ts';
import { contentTypes, failureStatus, failureText } from './answer.ts';

/** A new `RequestId`: an upper-case UUID (gateway.md 3.6). */
export function newRequestId(): string {
  return randomUUID().toUpperCase();
}

/**
 * Answers what never became a request: broken HTTP, headers that are too large or too slow. The connection is closed.
 *
 * @param code `code` of Node's `clientError`
 * @param maxHeaderBytes for the sentence
 */
export function answerClientError(socket: Socket, code: string | undefined, maxHeaderBytes: number): void {
  // Before the end of the handshake of TLS no answer can be sent, and one that is tried would wait for it.
  if (code === 'ECONNRESET' || code?.startsWith('ERR_TLS_') || !socket.writable) {
    socket.destroy();
    return;
  }
  const error =
    code === 'ERR_HTTP_REQUEST_TIMEOUT'
      ? apiError('RequestTimeout')
      : code === 'HPE_HEADER_OVERFLOW'
        ? apiError('RequestHeadersTooLarge', { MaxBytes: String(maxHeaderBytes) })
        : apiError('MalformedRequest');
  const requestId = newRequestId();
  const body = failureText('JSON', { error, requestId, host: '' });
  const status = failureStatus(error);
  const head = [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    `content-type: ${contentTypes.JSON}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-acs-request-id: ${requestId}`,
    'connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}
