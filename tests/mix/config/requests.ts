import assert from 'node:assert/strict';
import { ApiError } from '../../../src/errors/api-error.ts';

/** Groups that can be planned from. */
export const groups = [{ MediaArray: ['a'] }];

/** An InputConfig with one group. */
export const group = (item: object) => ({ MediaGroupArray: [{ MediaArray: ['a'], ...item }] });

/** The codes of warnings. */
export const codes = (warnings: { Code: string }[]) => warnings.map(({ Code }) => Code);

/** `CODE: MESSAGE` of what the work is refused with. */
export function refused(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    assert.ok(error instanceof ApiError, String(error));
    return `${error.code}: ${error.message}`;
  }
  return assert.fail('nothing was refused');
}
