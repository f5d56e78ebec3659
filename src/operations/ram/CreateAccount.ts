import { z } from 'zod';
import { createAccount } from '../../access/accounts.ts';
import { apiError } from '../../errors/api-error.ts';
import { list, text } from '../fields.ts';
import { defineOperation } from '../operation.ts';
import { keyAnswer } from './answers.ts';
import { accountAnswer, checkIsFirstAccount, showAccount } from './first-account.ts';

/** Names of accounts are names of buckets. */
const bucketPattern = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

function checkBucket(bucket: string): void {
  if (bucketPattern.test(bucket)) return;
  const Rule = 'names of 3 to 63 lower-case letters, digits and "-"';
  throw apiError('InvalidParameter.{Name}', { Name: 'Buckets', Rule });
}

/** Makes a further account. An operation of our own: the real RAM has no accounts to manage. */
export const CreateAccount = defineOperation({
  action: 'CreateAccount',
  product: 'RAM',
  access: 'create',
  own: true,
  summary:
    'Makes a further account on this server, with a key of its own that is shown this once; for the first account alone.',
  resources: () => null,
  input: z.object({
    AccountName: text({
      description: 'Name of the account.',
      example: 'studio-two',
      max: 63,
      pattern: bucketPattern,
      form: '3 to 63 lower-case letters, digits and "-"',
      codes: { length: 'InvalidParameter.{Name}.Length', form: 'InvalidParameter.{Name}.InvalidChars' },
    }),
    Buckets: list({
      description: 'Buckets that the account gets; a bucket of its own name when left out.',
      example: 'studio-two,studio-two-out',
      max: 100,
    }).optional(),
  }),
  output: z.object({
    Account: accountAnswer,
    AccessKey: keyAnswer.extend({
      AccessKeySecret: z.string().describe('Secret of the key; it cannot be asked for again.'),
    }),
  }),
  errors: ['EntityAlreadyExists.Account', 'EntityAlreadyExists.Bucket'],
  handler: async (context, { AccountName, Buckets = [AccountName] }) => {
    checkIsFirstAccount(context);
    for (const bucket of Buckets) checkBucket(bucket);
    const { account, key } = await createAccount(context.services.ram, AccountName, Buckets);
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
