import { z } from 'zod';
import { updateRole } from '../../access/roles.ts';
import { defineOperation } from '../operation.ts';
import { roleAnswer, showRole } from './answers.ts';
import { maxSessionDuration, note, policyDocument, roleName } from './fields.ts';
import { named } from './resources.ts';

/** Changes who may assume a role, its description or its longest session; what is not given stays. */
export const UpdateRole = defineOperation({
  action: 'UpdateRole',
  product: 'RAM',
  access: 'update',
  summary: 'Changes who may assume a role, its description or its longest session; what is not given stays.',
  resources: named('role', 'RoleName'),
  input: z.object({
    RoleName: roleName('Name of the role.'),
    NewAssumeRolePolicyDocument: policyDocument('New trust policy.').optional(),
    NewDescription: note('New description.', 1024).optional(),
    NewMaxSessionDuration: maxSessionDuration.optional(),
  }),
  output: z.object({ Role: roleAnswer }),
  errors: ['EntityNotExist.Role', 'InvalidParameter.{Name}.Length', 'MalformedPolicyDocument'],
  handler: async ({ account, services }, input) => {
    const changes = {
      ...(input.NewDescription !== undefined && { description: input.NewDescription }),
      ...(input.NewAssumeRolePolicyDocument !== undefined && {
        trustPolicy: input.NewAssumeRolePolicyDocument,
      }),
      ...(input.NewMaxSessionDuration !== undefined && { maxSessionDuration: input.NewMaxSessionDuration }),
    };
    return { Role: showRole(await updateRole(services.ram, account, input.RoleName, changes)) };
  },
});
