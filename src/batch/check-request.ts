import type { BucketOwners } from '../access/buckets.ts';
import type { Warning } from '../errors/warning.ts';
import { type BatchConfig, parseBatchConfigs, type RawConfigs } from '../mix/config/batch-config.ts';
import type { AddressBook } from '../storage/material-url.ts';
import { checkAddresses, outputField } from './addresses.ts';
import { outputUrl } from './output-url.ts';
import { type NotifyWish, readUserData } from './user-data.ts';

/** What checking a request rests on. */
export type CheckTools = {
  /** Whose the buckets are. */
  buckets: Pick<BucketOwners, 'check'>;
  addresses(): AddressBook;
};

/** A request for a batch that can be tried: what it asks for, and what of it is odd. */
export type CheckedRequest = {
  config: BatchConfig;
  /** Where each output goes; empty ones are not stored. */
  urls: string[];
  wish: NotifyWish;
  warnings: Warning[];
};

/**
 * Holds the parameters of a submit against all rules that need no look at the materials.
 *
 * @throws ApiError naming the field that cannot work
 */
export async function checkRequest(
  { buckets, addresses }: CheckTools,
  account: string,
  request: RawConfigs & { UserData: string },
): Promise<CheckedRequest> {
  const { config, warnings } = parseBatchConfigs(request);
  const wish = readUserData(request.UserData);
  const { count, mediaUrl, previewOnly } = config.output;
  const urls = Array.from({ length: count }, (_, index) => (previewOnly ? '' : outputUrl(mediaUrl, index)));
  for (const bucket of checkAddresses(config, urls, addresses())) {
    await buckets.check(account, bucket, outputField);
  }
  return { config, urls, wish, warnings: [...warnings, ...wish.warnings] };
}
