import { z } from 'zod';
import { listKeys } from '../../access/keys.ts';
import { defineOperation } from '../operation.ts';
import { keyAnswer } from './answers.ts';
import { userName } from './fields.ts';
import { keyOwner } from './key-owner.ts';
import { keyHolder } from './resources.ts';

/** Lists keys, without their secrets. */
export const ListAccessKeys = defineOperation({
  action: 'ListAccessKeys',
  product: 'RAM',
  access: 'list',
  summary: 'Lists keys, without their secrets.',
  resources: keyHolder,
  input: z.object({ UserName: userName('User that has the keys; the caller when left out.').optional() }),
  output: z.object({ AccessKeys: z.object({ AccessKey: z.array(keyAnswer).describe('The keys.') }) }),
  errors: ['EntityNotExist.User'],
  handler: async ({ caller, services }, { UserName }) => {
    const keys = await listKeys(services.ram, keyOwner(caller, UserName));
    return {
      AccessKeys: {
        AccessKey: keys.map(({ id, status, create_time }) => ({
          AccessKeyId: id,
          Status: status,
          CreateDate: create_time,
        })),
      },
    };
  },
});
