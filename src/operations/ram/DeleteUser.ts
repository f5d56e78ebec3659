import { z } from 'zod';
import { deleteUser } from '../../access/users.ts';
import { defineOperation } from '../operation.ts';
import { userName } from './fields.ts';
import { named } from './resources.ts';

/** Deletes a user that has no keys and no policies any more. */
export const DeleteUser = defineOperation({
  action: 'DeleteUser',
  product: 'RAM',
  access: 'delete',
  summary: 'Deletes a user that has no keys and no policies any more.',
  resources: named('user', 'UserName'),
  input: z.object({ UserName: userName('Name of the user.') }),
  output: z.object({}),
  errors: ['EntityNotExist.User', 'DeleteConflict.User.AccessKey', 'DeleteConflict.User.Policy'],
  handler: async ({ account, services }, { UserName }) => {
    await deleteUser(services.ram, account, UserName);
    return {};
  },
});
