import { matchesWildcard } from './wildcard.ts';

/**
 * Resource names of policies, `acs:SERVICE:REGION:ACCOUNT:RELATIVE-ID` (gateway.md 4.1). The relative id may contain
 * colons; a service without regions writes the region empty or as `*`.
 */

/** Whether a text can stand in `Resource`: `*`, or something that begins with `acs:`. */
export function isResourcePattern(text: string): boolean {
  return text === '*' || (text.startsWith('acs:') && text.length > 'acs:'.length);
}

/**
 * Whether a `Resource` pattern covers the resource of a request.
 *
 * Part is compared with part, so that a `*` for the region cannot swallow an account number that somebody wrote into a
 * relative id. Service, region and account are compared without regard to case, the relative id with it. A pattern of
 * fewer parts (`acs:ice:*`) compares its last part with the rest of the name.
 *
 * Operations of ICE are not authorised resource by resource: their resource is everything of the account,
 * `acs:ice:REGION:ACCOUNT:*`. Only a pattern whose relative id is `*` covers that; one that names a certain job or
 * media does not. The real service asks for a bare `*` there; we also take `acs:ice:*:*:*` and the like, the lenient
 * choice of gateway.md 4.5, because people write it and mean it.
 *
 * @param resource full name of five parts, or `*` for an operation that concerns no resource
 */
export function coversResource(pattern: string, resource: string): boolean {
  if (pattern === '*') return true;
  const wanted = splitParts(pattern, 5);
  const given = splitParts(resource, wanted.length);
  return wanted.every((part, index) => {
    const name = given[index] ?? '';
    if (index === 4) return coversRelativeId(part, name);
    if (index === 2) return matchesWildcard(part.toLowerCase(), regionOf(name));
    return matchesWildcard(part.toLowerCase(), name.toLowerCase());
  });
}

/** The region to compare with: a service without regions has the empty one, however the request writes it. */
function regionOf(name: string): string {
  return name === '*' ? '' : name.toLowerCase();
}

/** `*` in a request means everything, which a pattern for one character must not cover. */
function coversRelativeId(pattern: string, name: string): boolean {
  return name === '*' ? /^\*+$/.test(pattern) : matchesWildcard(pattern, name);
}

/** Splits at the first colons; the last part keeps the rest. */
function splitParts(text: string, count: number): string[] {
  const parts = text.split(':');
  return parts.length <= count ? parts : [...parts.slice(0, count - 1), parts.slice(count - 1).join(':')];
}
