/**
 * Where an event is told: an http or https URL that is called, or the name of a message queue that is written to
 * (batch.md 8.0). Names of queues cannot look like a URL, so one text says which.
 */

/** Whether an address is a URL. */
export function isCallbackUrl(address: string): boolean {
  return /^https?:\/\/./i.test(address);
}

/** Whether an address names a queue for callbacks: `ice-callback…`, letters, digits and dashes, at most 120 characters. */
export function isCallbackQueue(address: string): boolean {
  return /^ice-callback[A-Za-z0-9-]{0,108}$/.test(address);
}
