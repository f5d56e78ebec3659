import { z } from 'zod';
import { createAccount } from '../../access/accounts.ts';
import { text } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { keyAnswer } from './answers.ts';
import { accountAnswer, checkIsFirstAccount, showAccount } from './first-account.ts';

/** Makes a further account. An operation of our own: the real RAM has no accounts to manage. */
export const CreateAccount = defineOperation({
  action: 'CreateAccount',
  product: 'RAM',
  access: 'create',
  summary:
    'Makes a further account on this server, with a key of its own that is shown this once; for the first account alone.',
  resources: () => null,
  input: z.object({
    AccountName: text({
      description: 'Name of the account.',
      example: 'studio-two',
      max: 64,
      pattern: /^[A-Za-z0-9._-]*$/,
      form: 'letters, digits, ".", "_" and "-"',
      codes: { length: 'InvalidParameter.{Name}.Length', form: 'InvalidParameter.{Name}.InvalidChars' },
    }),
  }),
  output: z.object({
    Account: accountAnswer,
    AccessKey: keyAnswer.extend({
      AccessKeySecret: z.string().describe('Secret of the key; it cannot be asked for again.'),
    }),
  }),
  errors: ['EntityAlreadyExists.Account'],
  handler: async (context, { AccountName }) => {
    checkIsFirstAccount(context);
    const { account, key } = await createAccount(context.services.ram, AccountName);
    return {
      Account: showAccount(account),
      AccessKey: {
        AccessKeyId: key.id,
        AccessKeySecret: key.secret,
        Status: key.status,
        CreateDate: key.create_time,
      },
    };
  },
});
