import { z } from 'zod';
import { listRoles } from '../../access/roles.ts';
import { defineOperation } from '../operation.ts';
import { listedRoleAnswer, markerOutput, showRole } from './answers.ts';
import { markerAnswer, markerFields, markerRequest } from './fields.ts';
import { all } from './resources.ts';

/** Lists the roles of the account in the order in which they were made. */
export const ListRoles = defineOperation({
  action: 'ListRoles',
  product: 'RAM',
  access: 'list',
  summary: 'Lists the roles of the account in the order in which they were made.',
  resources: all('role'),
  input: z.object({ ...markerFields }),
  output: z.object({
    ...markerOutput,
    Roles: z.object({ Role: z.array(listedRoleAnswer).describe('The roles.') }),
  }),
  errors: ['InvalidParameter.{Name}'],
  handler: async ({ account, services }, input) => {
    const page = await listRoles(services.ram, account, markerRequest(input));
    return { ...markerAnswer(page), Roles: { Role: page.rows.map(showRole) } };
  },
});
