import { z } from 'zod';
import { createRole } from '../../access/roles.ts';
import { defineOperation } from '../operation.ts';
import { roleAnswer, showRole } from './answers.ts';
import { maxSessionDuration, note, policyDocument, roleName } from './fields.ts';
import { all } from './resources.ts';

/** Makes a role that those may assume whom its trust policy names. */
export const CreateRole = defineOperation({
  action: 'CreateRole',
  product: 'RAM',
  access: 'create',
  summary: 'Makes a role that those may assume whom its trust policy names.',
  resources: all('role'),
  input: z.object({
    RoleName: roleName('Name of the role.'),
    AssumeRolePolicyDocument: policyDocument('Trust policy: who may assume the role.'),
    Description: note('Description.', 1024).optional(),
    MaxSessionDuration: maxSessionDuration.default(3600),
  }),
  output: z.object({ Role: roleAnswer }),
  errors: [
    'InvalidParameter.{Name}.InvalidChars',
    'InvalidParameter.{Name}.Length',
    'MalformedPolicyDocument',
    'EntityAlreadyExists.Role',
    'LimitExceeded.Role',
  ],
  handler: async ({ account, services }, input) => ({
    Role: showRole(
      await createRole(services.ram, account, input.RoleName, {
        description: input.Description ?? '',
        trustPolicy: input.AssumeRolePolicyDocument,
        maxSessionDuration: input.MaxSessionDuration,
      }),
    ),
  }),
});
