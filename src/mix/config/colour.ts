import { z } from 'zod';
import { parseColour } from '../../text/colour.ts';
import { isUnset, show } from './fields.ts';

/**
 * Which channel a bare six-digit colour starts with. Only the styles of special words are written blue first
 * (batch.md 4.3).
 */
export type BareColour = 'rgb' | 'bgr';

const hex = (value: number) => Math.round(value).toString(16).toUpperCase().padStart(2, '0');

/** Reads a colour in any spelling that callers use (clients.md section 4) to `#RRGGBB`; null for anything else. */
export function readColour(value: string, bare: BareColour): string | null {
  const colour = parseColour(value, bare);
  return colour === null ? null : `#${hex(colour.red)}${hex(colour.green)}${hex(colour.blue)}`;
}

/** A colour, read to `#RRGGBB`; its opacity is a field of its own. Undefined when not given. */
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
