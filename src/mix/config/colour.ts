import { z } from 'zod';
import { isUnset, show } from './fields.ts';

/**
 * Which channel a bare six-digit colour starts with. Only the styles of special words are written blue first
 * (batch.md 4.3).
 */
export type BareColour = 'RGB' | 'BGR';

const swap = (digits: string) => digits.slice(4, 6) + digits.slice(2, 4) + digits.slice(0, 2);

/** Reads `#RRGGBB`, `#RGB`, `#RRGGBBAA` (alpha is dropped), `RRGGBB`, `0xRRGGBB` and `&HBBGGRR`; null for anything else. */
export function readColour(value: string, bare: BareColour): string | null {
  const trimmed = value.trim().toUpperCase();
  const hash = /^(?:#|0X)([0-9A-F]{6})(?:[0-9A-F]{2})?$/.exec(trimmed)?.[1];
  if (hash !== undefined) return `#${hash}`;
  const short = /^#([0-9A-F])([0-9A-F])([0-9A-F])$/.exec(trimmed);
  if (short !== null)
    return `#${short
      .slice(1)
      .map((digit) => digit + digit)
      .join('')}`;
  const ass = /^&H(?:[0-9A-F]{2})?([0-9A-F]{6})&?$/.exec(trimmed)?.[1];
  if (ass !== undefined) return `#${swap(ass)}`;
  const digits = /^[0-9A-F]{6}$/.exec(trimmed)?.[0];
  if (digits === undefined) return null;
  return `#${bare === 'BGR' ? swap(digits) : digits}`;
}

/** A colour in any spelling that callers use, read to `#RRGGBB`; undefined when not given. */
export function colour(bare: BareColour) {
  const error = (issue: { input?: unknown }) => `must be a colour such as #RRGGBB, not ${show(issue.input)}`;
  return z.preprocess(
    (value) => {
      if (isUnset(value)) return undefined;
      return typeof value === 'string' ? (readColour(value, bare) ?? value) : value;
    },
    z
      .string({ error })
      .regex(/^#[0-9A-F]{6}$/, { error })
      .optional(),
  );
}
