import { z } from 'zod';
import { getUser } from '../../access/users.ts';
import { defineOperation } from '../operation.ts';
import { showUser, userAnswer } from './answers.ts';
import { userName } from './fields.ts';
import { named } from './resources.ts';

/** Returns a user. */
export const GetUser = defineOperation({
  action: 'GetUser',
  product: 'RAM',
  access: 'get',
  summary: 'Returns a user.',
  resources: named('user', 'UserName'),
  input: z.object({ UserName: userName('Name of the user.') }),
  output: z.object({ User: userAnswer }),
  errors: ['EntityNotExist.User'],
  handler: async ({ account, services }, { UserName }) => ({
    User: showUser(await getUser(services.ram.db, account, UserName)),
  }),
});
