import { createHash } from 'node:crypto';

/**
 * The headers that prove to a receiver that a callback is ours (gateway.md 7.2): the time of the attempt, and the MD5 of
 * address, time and key. MD5 is what the receivers of this API check; nothing else here rests on it.
 *
 * @param url the address that is called, to the letter
 */
export function signingHeaders(url: string, authKey: string, time: Date): Record<string, string> {
  const timestamp = String(Math.floor(time.getTime() / 1000));
  const signature = createHash('md5').update(`${url}|${timestamp}|${authKey}`).digest('hex');
  return { 'X-ICE-TIMESTAMP': timestamp, 'X-ICE-SIGNATURE': signature };
}
