import { createHash, randomBytes } from 'node:crypto';

/** A new id: 32 lower-case hex digits. */
export function newId(): string {
  return randomBytes(16).toString('hex');
}

/**
 * The id of the one thing that a job makes: its project, its media, its callback. A stage that runs again makes the
 * same id, so it can never make a second one.
 */
export function derivedId(jobId: string, thing: 'project' | 'media' | 'notification'): string {
  return createHash('sha256').update(`${thing}:${jobId}`).digest('hex').slice(0, 32);
}
