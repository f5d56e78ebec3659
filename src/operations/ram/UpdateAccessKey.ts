import { z } from 'zod';
import { setKeyStatus } from '../../access/keys.ts';
import { choice } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { keyId, userName } from './fields.ts';
import { keyOwner } from './key-owner.ts';
import { keyHolder } from './resources.ts';

/** Switches a key on or off. */
export const UpdateAccessKey = defineOperation({
  action: 'UpdateAccessKey',
  product: 'RAM',
  access: 'update',
  summary: 'Switches a key on or off.',
  resources: keyHolder,
  input: z.object({
    UserAccessKeyId: keyId,
    Status: choice(['Active', 'Inactive'], {
      description: 'Whether the key can be used.',
      example: 'Inactive',
      code: 'InvalidParameter.{Name}',
    }),
    UserName: userName('User that has the key; the caller when left out.').optional(),
  }),
  output: z.object({}),
  errors: ['EntityNotExist.User', 'EntityNotExist.User.AccessKey', 'InvalidParameter.{Name}'],
  handler: async ({ caller, services }, { UserName, UserAccessKeyId, Status }) => {
    await setKeyStatus(services.ram, keyOwner(caller, UserName), UserAccessKeyId, Status);
    return {};
  },
});
