import { z } from 'zod';
import { policiesOfHolder } from '../../access/attachments.ts';
import { defineOperation } from '../operation.ts';
import { attachedPolicy, showAttachedPolicy } from './answers.ts';
import { userName } from './fields.ts';
import { named } from './resources.ts';

/** Lists the policies that a user has, in the order in which it got them. */
export const ListPoliciesForUser = defineOperation({
  action: 'ListPoliciesForUser',
  product: 'RAM',
  access: 'list',
  summary: 'Lists the policies that a user has, in the order in which it got them.',
  resources: named('user', 'UserName'),
  input: z.object({ UserName: userName('Name of the user.') }),
  output: z.object({ Policies: z.object({ Policy: z.array(attachedPolicy).describe('The policies.') }) }),
  errors: ['EntityNotExist.User'],
  handler: async ({ account, services }, { UserName }) => {
    const holder = { kind: 'user', name: UserName } as const;
    const policies = await policiesOfHolder(services.ram, account, holder);
    return { Policies: { Policy: policies.map(showAttachedPolicy) } };
  },
});
