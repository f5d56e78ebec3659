import { z } from 'zod';
import { deleteKey } from '../../access/keys.ts';
import { defineOperation } from '../operation.ts';
import { keyId, userName } from './fields.ts';
import { keyOwner } from './key-owner.ts';
import { keyHolder } from './resources.ts';

/** Deletes a key. */
export const DeleteAccessKey = defineOperation({
  action: 'DeleteAccessKey',
  product: 'RAM',
  access: 'delete',
  summary: 'Deletes a key.',
  resources: keyHolder,
  input: z.object({
    UserAccessKeyId: keyId,
    UserName: userName('User that has the key; the caller when left out.').optional(),
  }),
  output: z.object({}),
  errors: ['EntityNotExist.User', 'EntityNotExist.User.AccessKey'],
  handler: async ({ caller, services }, { UserName, UserAccessKeyId }) => {
    await deleteKey(services.ram, keyOwner(caller, UserName), UserAccessKeyId);
    return {};
  },
});
