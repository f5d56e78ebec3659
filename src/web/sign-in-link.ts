import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Sealer } from '../access/secrets.ts';

/**
 * Links that sign in without typing a key. Whoever can read the master key can make one, so the command line needs no
 * server for it; the server counts each once.
 */

const linkSchema = z.object({
  key: z.string(),
  nonce: z.string(),
  /** Milliseconds since 1970. */
  end: z.number(),
});

/** What a link says. */
export type SignInLink = z.infer<typeof linkSchema>;

const context = 'console link';
const life = 10 * 60_000;

/** The purpose under which the master key seals sessions and links of the console. */
export const consolePurpose = 'console sessions';

/**
 * Makes a link.
 *
 * @param baseUrl where the server is, without a slash at the end
 * @param keyId of the key to sign in with
 */
export function makeSignInLink(sealer: Sealer, baseUrl: string, keyId: string, now: Date): string {
  const nonce = randomBytes(16).toString('hex');
  const token = sealer.seal(JSON.stringify({ key: keyId, nonce, end: now.getTime() + life }), context);
  return `${baseUrl}/console/link/${token}`;
}

/** Reads the token of a link; null when it is not ours or its time is over. Whether it was used is for the caller to see. */
export function readSignInLink(sealer: Sealer, token: string, now: Date): SignInLink | null {
  const text = sealer.open(token, context);
  if (text === null) return null;
  const link = linkSchema.parse(JSON.parse(text));
  return link.end > now.getTime() ? link : null;
}
