import type { SignedRequest } from '../operations.ts';
import { shellWord } from './shell-word.ts';

/** Headers that curl writes by itself. */
const own = new Set(['host', 'content-length', 'connection', 'accept-encoding']);

/** A command that sends a signed request as it is; it works until the signature ends, and once. */
export function curl({ method, url, headers, body }: SignedRequest): string {
  const lines = [
    `curl --silent --show-error --request ${method} ${shellWord(url)}`,
    ...Object.entries(headers)
      .filter(([name]) => !own.has(name.toLowerCase()))
      .map(([name, value]) => `--header ${shellWord(`${name}: ${value}`)}`),
    ...(body === '' ? [] : [`--data-raw ${shellWord(body)}`]),
  ];
  return `${lines.join(' \\\n  ')}\n`;
}
