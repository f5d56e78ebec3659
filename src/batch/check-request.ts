import type { BucketOwners } from '../access/buckets.ts';
import type { Warning } from '../errors/warning.ts';
import type { AddressBook } from '../storage/material-url.ts';
import { checkAddresses, outputField } from './addresses.ts';
import type { JobKind, JobOutline, JobRequest } from './kinds/kind.ts';
import { type NotifyWish, readUserData } from './user-data.ts';

/** What checking a request rests on. */
export type CheckTools = {
  /** Whose the buckets are. */
  buckets: Pick<BucketOwners, 'check'>;
  addresses(): AddressBook;
};

/** A request for a job that can be tried: what it asks for, and what of it is odd. */
export type CheckedRequest = { outline: JobOutline; wish: NotifyWish; warnings: Warning[] };

/**
 * Holds the parameters of a submit against all rules that need no look at the materials.
 *
 * @throws ApiError naming the field that cannot work
 */
export async function checkRequest(
  { buckets, addresses }: CheckTools,
  account: string,
  kind: JobKind,
  request: JobRequest & { UserData: string },
): Promise<CheckedRequest> {
  const outline = kind.outline(request);
  const wish = readUserData(request.UserData);
  for (const bucket of checkAddresses(outline, addresses())) {
    await buckets.check(account, bucket, outputField);
  }
  return { outline, wish, warnings: [...outline.warnings, ...wish.warnings] };
}
