import { basePath } from './base-path.ts';

const ossHost = /^([a-z0-9][a-z0-9-]{1,61}[a-z0-9])\.oss-[a-z0-9-]+\.aliyuncs\.com$/i;

/**
 * Where a file of this server can be read by a page: the path `/buckets/BUCKET/KEY`, below that of the server. The session opens it, so signatures
 * are dropped, and the address stays the same however often it is asked for, as caches need it. Understands the server's
 * own URLs under any of its names, `oss://BUCKET/KEY`, `s3://BUCKET/KEY` and OSS host names (design.md 6).
 *
 * @returns null for an address of another server
 */
export function objectPath(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, hostname, pathname } = new URL(address);
  if (protocol === 'oss:' || protocol === 's3:') return `${basePath}/buckets/${hostname}${pathname}`;
  if (protocol !== 'http:' && protocol !== 'https:') return null;
  const bucket = ossHost.exec(hostname)?.[1];
  if (bucket !== undefined) return `${basePath}/buckets/${bucket.toLowerCase()}${pathname}`;
  const own = pathname.indexOf('/buckets/');
  return own < 0 ? null : basePath + pathname.slice(own);
}
