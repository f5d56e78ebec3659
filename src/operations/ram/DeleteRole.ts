import { z } from 'zod';
import { deleteRole } from '../../access/roles.ts';
import { defineOperation } from '../operation.ts';
import { roleName } from './fields.ts';
import { named } from './resources.ts';

/** Deletes a role that has no policies any more; its running sessions may do nothing from then on. */
export const DeleteRole = defineOperation({
  action: 'DeleteRole',
  product: 'RAM',
  access: 'delete',
  summary: 'Deletes a role that has no policies any more; its running sessions may do nothing from then on.',
  resources: named('role', 'RoleName'),
  input: z.object({ RoleName: roleName('Name of the role.') }),
  output: z.object({}),
  errors: ['EntityNotExist.Role', 'DeleteConflict.Role.Policy'],
  handler: async ({ account, services }, { RoleName }) => {
    await deleteRole(services.ram, account, RoleName);
    return {};
  },
});
