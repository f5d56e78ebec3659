import { z } from 'zod';
import { holdersOf } from '../../access/attachments.ts';
import { roleArn } from '../../access/roles.ts';
import { answerTime } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { policyName, policyType } from './fields.ts';
import { typedPolicy } from './resources.ts';

/** Lists the users and roles that have a policy. */
export const ListEntitiesForPolicy = defineOperation({
  action: 'ListEntitiesForPolicy',
  product: 'RAM',
  access: 'list',
  summary: 'Lists the users and roles that have a policy.',
  resources: typedPolicy,
  input: z.object({ PolicyType: policyType, PolicyName: policyName('Name of the policy.') }),
  output: z.object({
    Users: z.object({
      User: z
        .array(
          z.object({
            UserId: z.string(),
            UserName: z.string(),
            DisplayName: z.string(),
            AttachDate: answerTime('When it got the policy.'),
          }),
        )
        .describe('The users.'),
    }),
    Roles: z.object({
      Role: z
        .array(
          z.object({
            RoleId: z.string(),
            RoleName: z.string(),
            Arn: z.string(),
            Description: z.string(),
            AttachDate: answerTime('When it got the policy.'),
          }),
        )
        .describe('The roles.'),
    }),
    Groups: z.object({ Group: z.array(z.object({})).describe('Always empty: there are no groups.') }),
  }),
  errors: ['EntityNotExist.Policy'],
  handler: async ({ account, services }, { PolicyType, PolicyName }) => {
    const policy = { kind: PolicyType, name: PolicyName };
    const { users, roles } = await holdersOf(services.ram, account, policy);
    return {
      Users: {
        User: users.map((user) => ({
          UserId: user.id,
          UserName: user.name,
          DisplayName: user.note,
          AttachDate: user.attachTime,
        })),
      },
      Roles: {
        Role: roles.map((role) => ({
          RoleId: role.id,
          RoleName: role.name,
          Arn: roleArn(account, role.name),
          Description: role.note,
          AttachDate: role.attachTime,
        })),
      },
      Groups: { Group: [] },
    };
  },
});
