import { z } from 'zod';
import { keyLastUsed } from '../../access/keys.ts';
import { answerTime } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { keyId, userName } from './fields.ts';
import { keyOwner } from './key-owner.ts';
import { keyHolder } from './resources.ts';

/** Tells when a key was used last, to the minute. */
export const GetAccessKeyLastUsed = defineOperation({
  action: 'GetAccessKeyLastUsed',
  product: 'RAM',
  access: 'get',
  summary: 'Tells when a key was used last, to the minute.',
  resources: keyHolder,
  input: z.object({
    UserAccessKeyId: keyId,
    UserName: userName('User that has the key; the caller when left out.').optional(),
  }),
  output: z.object({
    AccessKeyLastUsed: z.object({
      LastUsedDate: answerTime('When it was used last; absent when never.').optional(),
    }),
  }),
  errors: ['EntityNotExist.User', 'EntityNotExist.User.AccessKey'],
  handler: async ({ caller, services }, { UserName, UserAccessKeyId }) => {
    const time = await keyLastUsed(services.ram, keyOwner(caller, UserName), UserAccessKeyId);
    return { AccessKeyLastUsed: { LastUsedDate: time ?? undefined } };
  },
});
