import { z } from 'zod';
import { listUsers } from '../../access/users.ts';
import { defineOperation } from '../operation.ts';
import { markerOutput, showUser, userAnswer } from './answers.ts';
import { markerAnswer, markerFields, markerRequest } from './fields.ts';
import { all } from './resources.ts';

/** Lists the users of the account in the order in which they were made. */
export const ListUsers = defineOperation({
  action: 'ListUsers',
  product: 'RAM',
  access: 'list',
  summary: 'Lists the users of the account in the order in which they were made.',
  resources: all('user'),
  input: z.object({ ...markerFields }),
  output: z.object({
    ...markerOutput,
    Users: z.object({ User: z.array(userAnswer).describe('The users.') }),
  }),
  errors: ['InvalidParameter.{Name}'],
  handler: async ({ account, services }, input) => {
    const page = await listUsers(services.ram, account, markerRequest(input));
    return { ...markerAnswer(page), Users: { User: page.rows.map(showUser) } };
  },
});
