import type { PolicyDocument } from './model.ts';

/** A policy that comes with the server; it can be attached, not changed. */
export type SystemPolicy = { name: string; description: string; document: PolicyDocument };

function allowing(name: string, description: string, actions: readonly string[]): SystemPolicy {
  return {
    name,
    description,
    document: { Version: '1', Statement: [{ Effect: 'Allow', Action: actions, Resource: ['*'] }] },
  };
}

/** The system policies by name (issue 3; their names as in gateway.md 4.5). */
export const systemPolicies: ReadonlyMap<string, SystemPolicy> = new Map(
  [
    allowing('AdministratorAccess', 'May do everything in the account.', ['*']),
    allowing('AliyunICEFullAccess', 'May use every operation of media production.', ['ice:*']),
    allowing('AliyunICEReadOnlyAccess', 'May look at jobs, media and projects, and change nothing.', [
      'ice:Get*',
      'ice:List*',
      'ice:Describe*',
      'ice:Search*',
      'ice:Query*',
      'ice:BatchGet*',
    ]),
  ].map((policy) => [policy.name, policy]),
);
