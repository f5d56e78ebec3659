import { z } from 'zod';
import { createUser } from '../../access/users.ts';
import { defineOperation } from '../operation.ts';
import { showUser, userAnswer } from './answers.ts';
import { userFields, userName } from './fields.ts';
import { all } from './resources.ts';

/** Makes a user, which may do nothing until a policy is attached to it. */
export const CreateUser = defineOperation({
  action: 'CreateUser',
  product: 'RAM',
  access: 'create',
  summary: 'Makes a user, which may do nothing until a policy is attached to it.',
  resources: all('user'),
  input: z.object({
    UserName: userName('Name of the user.'),
    DisplayName: userFields.displayName.optional(),
    MobilePhone: userFields.mobilePhone.optional(),
    Email: userFields.email.optional(),
    Comments: userFields.comments.optional(),
  }),
  output: z.object({ User: userAnswer }),
  errors: [
    'InvalidParameter.{Name}.InvalidChars',
    'InvalidParameter.{Name}.Length',
    'InvalidParameter.{Name}.Format',
    'EntityAlreadyExists.User',
    'LimitExceeded.User',
  ],
  handler: async ({ account, services }, input) => ({
    User: showUser(
      await createUser(services.ram, account, {
        name: input.UserName,
        displayName: input.DisplayName ?? '',
        mobilePhone: input.MobilePhone ?? '',
        email: input.Email ?? '',
        comments: input.Comments ?? '',
      }),
    ),
  }),
});
