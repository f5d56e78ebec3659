import { RpcError } from '../client/client.ts';

/** A command that cannot go on; the message says what is wrong and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

const isSystemError = (error: Error): error is NodeJS.ErrnoException =>
  'syscall' in error && 'code' in error && 'path' in error;

const systemReasons: Record<string, string> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be used by this user: change its permissions',
  EISDIR: 'is a folder, but a file is needed',
  ENOSPC: 'does not fit: the disk is full',
};

/** What a command tells the user about an error: one clear sentence, never a stack trace. */
export function sentenceOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error instanceof RpcError) {
    if (error.code === 'ServerUnreachable') return `${error.message} Start one with: ./reelmill serve`;
    return `${error.code}: ${error.message}`;
  }
  if (isSystemError(error)) {
    const reason = systemReasons[error.code ?? ''];
    if (reason !== undefined) return `${error.path} ${reason}`;
  }
  return error.message === '' ? error.name : error.message;
}
