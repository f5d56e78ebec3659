import { readFile } from 'node:fs/promises';
import { systemPolicies } from '../policy/system-policies.ts';
import { CommandError } from './failure.ts';
import { type AccessOptions, connectRam, printJson, printPairs, readAll } from './ram.ts';
import { tableOf } from './table.ts';

type Policy = {
  PolicyName: string;
  PolicyType: string;
  Description: string;
  DefaultVersion: string;
  AttachmentCount: number;
};

/** Kind of the policy with this name; custom policies cannot have the names of system policies. */
export function typeOfPolicy(name: string): 'System' | 'Custom' {
  return systemPolicies.has(name) ? 'System' : 'Custom';
}

/** Lists the policies, those of the system first. */
export async function listPolicies(options: AccessOptions): Promise<void> {
  const call = await connectRam(options);
  const policies = await readAll(
    call,
    'ListPolicies',
    (answer) => (answer.Policies as { Policy: Policy[] }).Policy,
  );
  if (options.json) return printJson(policies);
  const rows = policies.map((policy) => [
    policy.PolicyName,
    policy.PolicyType,
    policy.DefaultVersion,
    String(policy.AttachmentCount),
    policy.Description,
  ]);
  process.stdout.write(tableOf(['Policy', 'Type', 'Version', 'Attached', 'Description'], rows));
}

/** Shows what a policy says and who has it. */
export async function showPolicy(name: string, options: AccessOptions): Promise<void> {
  const call = await connectRam(options);
  const policy = { PolicyName: name, PolicyType: typeOfPolicy(name) };
  const { DefaultPolicyVersion: version } = await call<{
    DefaultPolicyVersion: { VersionId: string; PolicyDocument: string };
  }>('GetPolicy', policy);
  const { Users, Roles } = await call<{
    Users: { User: { UserName: string }[] };
    Roles: { Role: { RoleName: string }[] };
  }>('ListEntitiesForPolicy', policy);
  const document: unknown = JSON.parse(version.PolicyDocument);
  const users = Users.User.map(({ UserName }) => UserName);
  const roles = Roles.Role.map(({ RoleName }) => RoleName);
  if (options.json) return printJson({ ...policy, VersionId: version.VersionId, document, users, roles });
  printPairs({ Policy: name, Type: policy.PolicyType, Version: version.VersionId });
  printPairs({ Users: users.join(', ') || 'none', Roles: roles.join(', ') || 'none' });
  printJson(document);
}

/** Makes a policy, or a new version of one that counts from now on. */
export async function writePolicy(
  change: 'create' | 'update',
  name: string,
  file: string,
  options: AccessOptions,
): Promise<void> {
  const policy = { PolicyName: name, PolicyDocument: await readFile(file, 'utf8') };
  const call = await connectRam(options);
  if (change === 'create') {
    await call('CreatePolicy', policy);
    process.stdout.write(`The policy ${name} is created.\n`);
    return;
  }
  const { PolicyVersion } = await call<{ PolicyVersion: { VersionId: string } }>('CreatePolicyVersion', {
    ...policy,
    SetAsDefault: true,
    RotateStrategy: 'DeleteOldestNonDefaultVersionWhenLimitExceeded',
  });
  process.stdout.write(`The policy ${name} is version ${PolicyVersion.VersionId} now.\n`);
}

/** Deletes a policy that nobody has. */
export async function deletePolicy(name: string, options: AccessOptions): Promise<void> {
  const call = await connectRam(options);
  await call('DeletePolicy', { PolicyName: name, CascadingDelete: true });
  process.stdout.write(`The policy ${name} is deleted.\n`);
}

/** Gives a policy to a user or a role, or takes it away. */
export async function changeHolder(
  change: 'attach' | 'detach',
  name: string,
  options: AccessOptions & { user?: string; role?: string },
): Promise<void> {
  const { user, role } = options;
  if (user === undefined && role === undefined) {
    throw new CommandError('--user NAME or --role NAME is needed: say who gets or loses the policy');
  }
  const call = await connectRam(options);
  const kind = user === undefined ? 'Role' : 'User';
  const action = change === 'attach' ? `AttachPolicyTo${kind}` : `DetachPolicyFrom${kind}`;
  await call(action, {
    PolicyName: name,
    PolicyType: typeOfPolicy(name),
    UserName: user,
    RoleName: role,
  });
  process.stdout.write(`The policy ${name} is ${change}ed.\n`);
}
