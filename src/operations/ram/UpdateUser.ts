import { z } from 'zod';
import { updateUser } from '../../access/users.ts';
import { defineOperation } from '../operation.ts';
import { showUser, userAnswer } from './answers.ts';
import { userFields, userName } from './fields.ts';
import { named } from './resources.ts';

/** Changes the name of a user, or what is said about it; what is not given stays. */
export const UpdateUser = defineOperation({
  action: 'UpdateUser',
  product: 'RAM',
  access: 'update',
  summary: 'Changes the name of a user, or what is said about it; what is not given stays.',
  resources: named('user', 'UserName'),
  input: z.object({
    UserName: userName('Name of the user.'),
    NewUserName: userName('New name of the user.').optional(),
    NewDisplayName: userFields.displayName.optional(),
    NewMobilePhone: userFields.mobilePhone.optional(),
    NewEmail: userFields.email.optional(),
    NewComments: userFields.comments.optional(),
  }),
  output: z.object({ User: userAnswer }),
  errors: [
    'InvalidParameter.{Name}.InvalidChars',
    'InvalidParameter.{Name}.Length',
    'InvalidParameter.{Name}.Format',
    'EntityNotExist.User',
    'EntityAlreadyExists.User',
  ],
  handler: async ({ account, services }, input) => {
    const changes = {
      ...(input.NewUserName !== undefined && { name: input.NewUserName }),
      ...(input.NewDisplayName !== undefined && { displayName: input.NewDisplayName }),
      ...(input.NewMobilePhone !== undefined && { mobilePhone: input.NewMobilePhone }),
      ...(input.NewEmail !== undefined && { email: input.NewEmail }),
      ...(input.NewComments !== undefined && { comments: input.NewComments }),
    };
    return { User: showUser(await updateUser(services.ram, account, input.UserName, changes)) };
  },
});
