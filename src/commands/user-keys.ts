import { type AccessOptions, connectRam, printJson, printPairs } from './ram.ts';
import { tableOf } from './table.ts';

type Options = AccessOptions & { user?: string };

/** A key with its secret, as it is told once. */
export type NewKey = { AccessKeyId: string; AccessKeySecret: string };

/** Shows a new key, and what else there is to say of it. */
export function printNewKey(key: NewKey, { json }: AccessOptions, more: Record<string, string>): void {
  const { AccessKeyId, AccessKeySecret } = key;
  if (json) {
    printJson({ ...more, AccessKeyId, AccessKeySecret });
    return;
  }
  printPairs({ ...more, AccessKeyId, AccessKeySecret });
  process.stdout.write('Keep the secret: it is not shown again.\n');
}

/** Lists the keys of a user, or of the account itself, with their last use. */
export async function listKeys(options: Options): Promise<void> {
  const call = await connectRam(options);
  const { AccessKeys } = await call<{
    AccessKeys: { AccessKey: { AccessKeyId: string; Status: string; CreateDate: string }[] };
  }>('ListAccessKeys', { UserName: options.user });
  const keys = await Promise.all(
    AccessKeys.AccessKey.map(async (key) => {
      const { AccessKeyLastUsed } = await call<{ AccessKeyLastUsed: { LastUsedDate?: string } }>(
        'GetAccessKeyLastUsed',
        { UserName: options.user, UserAccessKeyId: key.AccessKeyId },
      );
      return { ...key, ...AccessKeyLastUsed };
    }),
  );
  if (options.json) return printJson(keys);
  const rows = keys.map((key) => [key.AccessKeyId, key.Status, key.CreateDate, key.LastUsedDate ?? 'never']);
  process.stdout.write(tableOf(['AccessKeyId', 'Status', 'Created', 'Last used'], rows));
}

/** Makes a key of a user, or of the account itself. */
export async function createKey(options: Options): Promise<void> {
  const call = await connectRam(options);
  const { AccessKey } = await call<{ AccessKey: NewKey }>('CreateAccessKey', { UserName: options.user });
  printNewKey(AccessKey, options, options.user === undefined ? {} : { User: options.user });
}

/** Switches a key on or off, or deletes it. */
export async function changeKey(
  change: 'enable' | 'disable' | 'delete',
  id: string,
  options: Options,
): Promise<void> {
  const call = await connectRam(options);
  const key = { UserName: options.user, UserAccessKeyId: id };
  if (change === 'delete') await call('DeleteAccessKey', key);
  else await call('UpdateAccessKey', { ...key, Status: change === 'enable' ? 'Active' : 'Inactive' });
  process.stdout.write(`The key ${id} is ${change}d.\n`);
}
