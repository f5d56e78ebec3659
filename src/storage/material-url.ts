import { apiError } from '../errors/api-error.ts';
import { checkLocation, type ObjectLocation } from './object-name.ts';

/**
 * How a material is named on the wire (design.md section 6, clients.md): a media id, or a URL in one of many spellings.
 * Payloads that were written for OSS run unchanged: their bucket is a bucket of our store, whatever its region.
 */

/** What a reference to a material means. */
export type MaterialReference =
  | { kind: 'media'; id: string }
  | ({ kind: 'object' } & ObjectLocation)
  | { kind: 'remote'; url: string };

/** What the meaning of a URL depends on. */
export type AddressBook = {
  /** Base URLs of this server, without a slash at the end: the public one and the listening address. */
  ownUrls: readonly string[];
  /** `host` or `host:port`, lower case, that other URLs may name. */
  allowHosts: readonly string[];
};

const mediaIdPattern = /^(?:icepublic-)?[0-9a-f]{32}$/i;
const ossHostPattern = /^([a-z0-9][a-z0-9_-]*)\.(?:s3\.)?(?:vpc100-)?oss(?:-[a-z0-9-]+)?\.aliyuncs\.com$/;
const maxLength = 8192;

const refuse = (field: string, text: string, rule: string) =>
  apiError('InvalidParameter', { Reason: `${field} ${rule}, not ${JSON.stringify(text.slice(0, 200))}.` });

/**
 * Undoes percent-encoding. What is not valid UTF-8 behind the percent signs, or no encoding at all (`100%.mp4`), stands
 * as it is: object names come from people.
 */
function decodeKey(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
}

/** The part of an address before its query: storage URLs have no fragment, `#` is a character of the key. */
const withoutQuery = (text: string) => text.split('?', 1)[0] ?? '';

type HttpParts = { host: string; hostAndPort: string; path: string };

/** Splits an http(s) URL by hand: `URL` would drop `#…` and resolve `..`, which must be seen to be refused. */
function splitHttp(text: string): HttpParts | null {
  const match = /^https?:\/\/([^/?#]+)\/?(.*)$/is.exec(text);
  const authority = match?.[1]?.toLowerCase();
  const port = /^(\[[0-9a-f:.]+\]|[^@:[\]\s]+)(?::(\d{1,5}))?$/.exec(authority ?? '');
  if (match === null || port === null) return null;
  const [, host = '', number] = port;
  const standard = /^https:/i.test(text) ? '443' : '80';
  return {
    host,
    hostAndPort: `${host}:${number ?? standard}`,
    path: withoutQuery(match[2] ?? ''),
  };
}

/** The object that a URL of this server names (`BASE/buckets/BUCKET/KEY`), or null. */
function ownObject(parts: HttpParts, ownUrls: readonly string[]): ObjectLocation | null {
  for (const base of ownUrls) {
    const own = splitHttp(`${base}/`);
    if (own === null || own.hostAndPort !== parts.hostAndPort) continue;
    const prefix = `${own.path.replace(/\/*$/, '/')}buckets/`.replace(/^\//, '');
    const rest = parts.path.startsWith(prefix) ? parts.path.slice(prefix.length) : '';
    const slash = rest.indexOf('/');
    if (slash > 0) return { bucket: rest.slice(0, slash), key: decodeKey(rest.slice(slash + 1)) };
  }
  return null;
}

function parseHttp(text: string, field: string, addresses: AddressBook): MaterialReference {
  const parts = splitHttp(text);
  if (parts === null) throw refuse(field, text, 'must be a URL with a host and without a user name');
  const bucket = ossHostPattern.exec(parts.host)?.[1];
  const location =
    bucket === undefined ? ownObject(parts, addresses.ownUrls) : { bucket, key: decodeKey(parts.path) };
  if (location !== null) return { kind: 'object', ...checkLocation(location, field) };
  const { allowHosts } = addresses;
  if (allowHosts.includes(parts.host) || allowHosts.includes(parts.hostAndPort)) {
    return { kind: 'remote', url: text };
  }
  throw refuse(
    field,
    text,
    'must be a media id, an object URL, or a URL whose host is listed in REELMILL_ALLOW_HOSTS',
  );
}

function parseBucketUrl(text: string, field: string): MaterialReference {
  const [bucket = '', ...key] = withoutQuery(text.replace(/^\w+:\/\//, '')).split('/');
  return { kind: 'object', ...checkLocation({ bucket, key: decodeKey(key.join('/')) }, field) };
}

/**
 * Reads a reference to a material: a media id; `http(s)://BUCKET.oss-REGION[-internal].aliyuncs.com/KEY` and the accelerate
 * host; `oss://` and `s3://BUCKET/KEY`; this server's `BASE/buckets/BUCKET/KEY`; any other http(s) URL whose host is on
 * the allow list. Signatures in the query of an object URL are ignored, `http:/host` is read as `http://host`.
 *
 * @param field what an error names, e.g. `InputConfig.MediaGroupArray[0].MediaArray[2]`
 * @throws ApiError `InvalidParameter`
 */
export function parseMaterial(text: string, field: string, addresses: AddressBook): MaterialReference {
  const given = text.trim();
  if (given.length > maxLength) throw refuse(field, given, `must have at most ${maxLength} characters`);
  if (mediaIdPattern.test(given)) return { kind: 'media', id: given.toLowerCase() };
  const repaired = given.replace(/^(https?|oss|s3):\/(?!\/)/i, '$1://');
  if (/^https?:\/\//i.test(repaired)) return parseHttp(repaired, field, addresses);
  if (/^(?:oss|s3):\/\//i.test(repaired)) return parseBucketUrl(repaired, field);
  throw refuse(
    field,
    given,
    'must be a media id or a URL that starts with http://, https://, oss:// or s3://',
  );
}

/**
 * Reads where an output is to be stored: an object URL in any spelling of {@link parseMaterial}, `{index}` replaced already.
 *
 * @throws ApiError `InvalidParameter`, also for a media id and for a URL outside of the store
 */
export function parseOutputUrl(text: string, field: string, addresses: AddressBook): ObjectLocation {
  const reference = parseMaterial(text, field, { ...addresses, allowHosts: [] });
  if (reference.kind === 'object') return { bucket: reference.bucket, key: reference.key };
  throw refuse(field, text, 'must be the URL of an object in a bucket');
}
