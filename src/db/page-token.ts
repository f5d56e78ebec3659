import {
  createCipheriv,
  createDecipheriv,
  createSecretKey,
  hash,
  type KeyObject,
  randomBytes,
} from 'node:crypto';

/**
 * The `NextToken` of every list. A token is the place of the last row of a page, sealed with AES-256-GCM so that a client
 * can neither read nor alter it, and bound to the account and to the filters, so that it opens only for the list that
 * it came from.
 */

/** The last row of a page: keyset paging goes on behind it. */
export type PageCursor = {
  /** Creation time, in milliseconds since 1970. */
  time: number;
  /** `seq` of the row, the tie-break of equal times. */
  seq: string;
};

const ivBytes = 12;
const tagBytes = 16;

/**
 * A short hash of the filters of a list, equal for equal filters whatever the order of the keys. A filter that is not
 * set is left out of `filters` or undefined.
 *
 * @example hashFilters({ Status: 'Finished', SortBy: 'desc' })
 */
export function hashFilters(
  filters: Readonly<Record<string, string | number | boolean | undefined>>,
): string {
  const entries = Object.entries(filters)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return hash('sha256', JSON.stringify(entries), 'base64url').slice(0, 22);
}

const keyObjects = new WeakMap<Uint8Array, KeyObject>();

/** A key in the form that ciphers use: making it costs more than sealing a token. */
function keyObject(key: Uint8Array): KeyObject {
  const known = keyObjects.get(key) ?? createSecretKey(key);
  keyObjects.set(key, known);
  return known;
}

const associated = (account: string, filtersHash: string) =>
  Buffer.from(JSON.stringify([account, filtersHash]));

/**
 * Seals the place of the last row of a page.
 *
 * @param key 32 bytes, e.g. of `loadSecret`
 * @param filtersHash from `hashFilters`; include the sort order
 * @returns standard base64
 */
export function sealPageToken(
  key: Uint8Array,
  account: string,
  filtersHash: string,
  cursor: PageCursor,
): string {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', keyObject(key), iv);
  cipher.setAAD(associated(account, filtersHash));
  const body = Buffer.concat([cipher.update(JSON.stringify([cursor.time, cursor.seq])), cipher.final()]);
  return Buffer.concat([iv, body, cipher.getAuthTag()]).toString('base64');
}

/**
 * Opens a token of `sealPageToken`.
 *
 * @returns null when the token is not one of ours, was altered, or belongs to another account or other filters
 */
export function openPageToken(
  key: Uint8Array,
  account: string,
  filtersHash: string,
  token: string,
): PageCursor | null {
  const bytes = Buffer.from(token, 'base64');
  if (bytes.length <= ivBytes + tagBytes || bytes.toString('base64') !== token) return null;
  const decipher = createDecipheriv('aes-256-gcm', keyObject(key), bytes.subarray(0, ivBytes), {
    authTagLength: tagBytes,
  });
  decipher.setAAD(associated(account, filtersHash));
  decipher.setAuthTag(bytes.subarray(-tagBytes));
  try {
    const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes, -tagBytes)), decipher.final()]);
    const [time, seq] = JSON.parse(text.toString()) as [number, string];
    return { time, seq };
  } catch {
    return null;
  }
}
