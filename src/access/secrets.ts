import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { Config } from '../config.ts';
import { loadSecretFile } from '../db/secret.ts';

/**
 * Secrets of access keys have to be readable: the server proves an HMAC signature by making it again, so a hash as for
 * passwords cannot serve (docs/access.md). They are sealed with a key that is not in the database.
 */

/** Where the master key of a data folder is kept. */
export function masterKeyPath(dataDir: string): string {
  return join(dataDir, 'master.key');
}

/**
 * The master key: 32 bytes from the settings, or from `master.key` in the data folder (mode 0600), which is made at the
 * first start.
 */
export async function loadMasterKey(config: Pick<Config, 'dataDir' | 'masterKey'>): Promise<Buffer> {
  return config.masterKey ?? (await loadSecretFile(masterKeyPath(config.dataDir)));
}

/** Seals texts so that only holders of the master key can read or make them. */
export type Sealer = {
  /**
   * @param context what the text belongs to: it opens only with the same
   * @returns base64url
   */
  seal(text: string, context: string): string;
  /** @returns null for what was not sealed with this key, purpose and context */
  open(sealed: string, context: string): string | null;
};

const ivBytes = 12;
const tagBytes = 16;

/** A sealer (AES-256-GCM) with a key of its own for each purpose. */
export function createSealer(masterKey: Uint8Array, purpose: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', masterKey, '', `reelmill ${purpose}`, 32));
  return {
    seal(text, context) {
      const iv = randomBytes(ivBytes);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(context));
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64url');
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed, 'base64url');
      // Base64 has several spellings of the same bytes; only the one that was given out counts.
      if (bytes.length < ivBytes + tagBytes || bytes.toString('base64url') !== sealed) return null;
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      })
        .setAAD(Buffer.from(context))
        .setAuthTag(bytes.subarray(-tagBytes));
      try {
        const text = [decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()];
        return Buffer.concat(text).toString('utf8');
      } catch {
        return null;
      }
    },
  };
}

/** A new secret: 30 letters and digits or so, 180 random bits. */
export function newSecret(): string {
  return randomBytes(24).toString('base64url').replaceAll('-', 'x').replaceAll('_', 'y').slice(0, 30);
}

/** A new key id with this beginning. */
export function newKeyId(prefix: 'RM' | 'STS.'): string {
  return `${prefix}${randomBytes(11).toString('hex').toUpperCase()}`;
}

/** A new id of a user or a role: 18 digits, the first one not 0. */
export function newEntityId(): string {
  return `${randomInt(1, 10)}${Array.from({ length: 17 }, () => randomInt(10)).join('')}`;
}
