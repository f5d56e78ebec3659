import { z } from 'zod';
import { createKey } from '../../access/keys.ts';
import { defineOperation } from '../operation.ts';
import { keyAnswer } from './answers.ts';
import { userName } from './fields.ts';
import { keyOwner } from './key-owner.ts';
import { keyHolder } from './resources.ts';

/** Makes a key and returns its secret, which is shown this once. */
export const CreateAccessKey = defineOperation({
  action: 'CreateAccessKey',
  product: 'RAM',
  access: 'create',
  summary: 'Makes a key and returns its secret, which is shown this once.',
  resources: keyHolder,
  input: z.object({ UserName: userName('User that gets the key; the caller when left out.').optional() }),
  output: z.object({
    AccessKey: keyAnswer.extend({
      AccessKeySecret: z.string().describe('Secret of the key; it cannot be asked for again.'),
    }),
  }),
  errors: ['EntityNotExist.User', 'LimitExceeded.User.AccessKey'],
  handler: async ({ caller, services }, { UserName }) => {
    const key = await createKey(services.ram, keyOwner(caller, UserName));
    return {
      AccessKey: {
        AccessKeyId: key.id,
        AccessKeySecret: key.secret,
        Status: key.status,
        CreateDate: key.create_time,
      },
    };
  },
});
