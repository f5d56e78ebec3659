import { z } from 'zod';
import { getRole } from '../../access/roles.ts';
import { defineOperation } from '../operation.ts';
import { roleAnswer, showRole } from './answers.ts';
import { roleName } from './fields.ts';
import { named } from './resources.ts';

/** Returns a role. */
export const GetRole = defineOperation({
  action: 'GetRole',
  product: 'RAM',
  access: 'get',
  summary: 'Returns a role.',
  resources: named('role', 'RoleName'),
  input: z.object({ RoleName: roleName('Name of the role.') }),
  output: z.object({ Role: roleAnswer }),
  errors: ['EntityNotExist.Role'],
  handler: async ({ account, services }, { RoleName }) => ({
    Role: showRole(await getRole(services.ram.db, account, RoleName)),
  }),
});
