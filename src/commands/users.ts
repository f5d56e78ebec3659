import { typeOfPolicy } from './policies.ts';
import { type AccessOptions, connectRam, printJson, printPairs, type RamCall, readAll } from './ram.ts';
import { tableOf } from './table.ts';
import { type NewKey, printNewKey } from './user-keys.ts';

type User = { UserName: string; UserId: string; Comments: string; CreateDate: string };
type Key = { AccessKeyId: string; Status: string; CreateDate: string };
type Policy = { PolicyName: string; PolicyType: string };

/** Lists the users. */
export async function listUsers(options: AccessOptions): Promise<void> {
  const call = await connectRam(options);
  const users = await readAll(call, 'ListUsers', (answer) => (answer.Users as { User: User[] }).User);
  if (options.json) return printJson(users);
  const rows = users.map((user) => [user.UserName, user.UserId, user.CreateDate, user.Comments]);
  process.stdout.write(tableOf(['User', 'Id', 'Created', 'Remark'], rows));
}

/** Shows a user with its keys, without their secrets, and its policies. */
export async function showUser(name: string, options: AccessOptions): Promise<void> {
  const call = await connectRam(options);
  const { User: user } = await call<{ User: User }>('GetUser', { UserName: name });
  const keys = await keysOf(call, name);
  const policies = await policiesOf(call, name);
  if (options.json) return printJson({ User: user, AccessKeys: keys, Policies: policies });
  printPairs({ User: user.UserName, Id: user.UserId, Created: user.CreateDate, Remark: user.Comments });
  for (const key of keys) printPairs({ Key: `${key.AccessKeyId} (${key.Status})` });
  for (const policy of policies) printPairs({ Policy: `${policy.PolicyName} (${policy.PolicyType})` });
}

/** Makes a user with a key and, when named, with policies. */
export async function createUser(
  name: string,
  options: AccessOptions & { policy?: string[]; comments?: string },
): Promise<void> {
  const call = await connectRam(options);
  await call('CreateUser', { UserName: name, Comments: options.comments });
  for (const PolicyName of options.policy ?? []) {
    await call('AttachPolicyToUser', { UserName: name, PolicyName, PolicyType: typeOfPolicy(PolicyName) });
  }
  const { AccessKey: key } = await call<{ AccessKey: NewKey }>('CreateAccessKey', { UserName: name });
  printNewKey(key, options, { User: name });
}

/** Deletes a user; its keys go with it and its policies stay, without it. */
export async function deleteUser(name: string, options: AccessOptions): Promise<void> {
  const call = await connectRam(options);
  for (const { AccessKeyId } of await keysOf(call, name)) {
    await call('DeleteAccessKey', { UserName: name, UserAccessKeyId: AccessKeyId });
  }
  for (const { PolicyName, PolicyType } of await policiesOf(call, name)) {
    await call('DetachPolicyFromUser', { UserName: name, PolicyName, PolicyType });
  }
  await call('DeleteUser', { UserName: name });
  process.stdout.write(`The user ${name} is deleted.\n`);
}

async function keysOf(call: RamCall, name: string): Promise<Key[]> {
  const answer = await call<{ AccessKeys: { AccessKey: Key[] } }>('ListAccessKeys', { UserName: name });
  return answer.AccessKeys.AccessKey;
}

async function policiesOf(call: RamCall, name: string): Promise<Policy[]> {
  const answer = await call<{ Policies: { Policy: Policy[] } }>('ListPoliciesForUser', { UserName: name });
  return answer.Policies.Policy;
}
