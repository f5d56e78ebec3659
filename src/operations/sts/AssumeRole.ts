import { z } from 'zod';
import { assumeRole } from '../../access/assume-role.ts';
import { roleArn } from '../../access/roles.ts';
import { answerTime, type FieldCodes, integer, text } from '../fields.ts';
import { defineOperation } from '../operation.ts';

const codes: FieldCodes = { length: 'InvalidParameter.{Name}', form: 'InvalidParameter.{Name}' };

const arnPattern = /^acs:ram::(?<account>\d{16}):role\/(?<name>[A-Za-z0-9.-]{1,64})$/;

/** Hands out a temporary key (gateway.md 4.6). */
export const AssumeRole = defineOperation({
  action: 'AssumeRole',
  product: 'STS',
  access: 'create',
  summary:
    'Begins a session of a role and returns a temporary key for it; users and sessions may call it, the account itself may not.',
  resources: ({ principal }, { RoleArn }) => [
    typeof RoleArn === 'string' && RoleArn !== '' ? RoleArn : roleArn(principal.account, '*'),
  ],
  input: z.object({
    RoleArn: text({
      description: 'Name of the role in policies.',
      example: 'acs:ram::1833202230000000:role/render-farm',
      pattern: arnPattern,
      form: 'acs:ram::ACCOUNT:role/NAME',
      codes,
    }),
    RoleSessionName: text({
      description: 'Name of the session: who is behind it.',
      example: 'alice',
      pattern: /^[A-Za-z0-9.@_-]{2,64}$/,
      form: '2 to 64 letters, digits, ".", "@", "_" and "-"',
      codes,
    }),
    DurationSeconds: integer({
      description: 'How long the key lives, in seconds; at most the MaxSessionDuration of the role.',
      example: '3600',
      min: 900,
      max: 43_200,
      code: 'InvalidParameter.{Name}',
    }).default(3600),
    Policy: text({
      description: 'JSON of a policy of at most 2048 characters that narrows what the role may do.',
      example: '{"Version":"1","Statement":[{"Effect":"Allow","Action":"ice:List*","Resource":"*"}]}',
      form: 'JSON of a policy',
    }).optional(),
    ExternalId: text({
      description: 'Value for the condition sts:ExternalId of the trust policy.',
      example: 'abcd1234',
      pattern: /^[\w+=,.@:/-]{2,1224}$/,
      form: '2 to 1224 letters, digits and characters of "+=,.@:/-_"',
      codes,
    }).optional(),
    SourceIdentity: text({
      description: 'Handed back unchanged.',
      example: 'alice',
      pattern: /^[\w+=,.@:/-]{2,64}$/,
      form: '2 to 64 letters, digits and characters of "+=,.@:/-_"',
      codes,
    }).optional(),
  }),
  output: z.object({
    AssumedRoleUser: z.object({
      Arn: z.string().describe('Name of the session in policies.'),
      AssumedRoleId: z.string().describe('Id of the role and name of the session.'),
    }),
    Credentials: z.object({
      AccessKeyId: z.string().describe('Id of the temporary key.'),
      AccessKeySecret: z.string().describe('Its secret.'),
      SecurityToken: z.string().describe('Token that goes with every call.'),
      Expiration: answerTime('When it ends.'),
    }),
    SourceIdentity: z.string().optional().describe('As it was sent.'),
  }),
  errors: ['EntityNotExist.Role', 'InvalidParameter.{Name}', 'InvalidParameter.PolicyGrammar'],
  handler: async ({ caller, requestId, services }, input) => {
    const { account = '', name = '' } = arnPattern.exec(input.RoleArn)?.groups ?? {};
    const desk = { db: services.ram.db, sessions: services.sessions, now: services.ram.now };
    const { role, key } = await assumeRole(desk, caller, {
      role: { account, name },
      sessionName: input.RoleSessionName,
      policy: input.Policy,
      duration: input.DurationSeconds,
      externalId: input.ExternalId,
      requestId,
    });
    return {
      AssumedRoleUser: {
        Arn: `${roleArn(account, name)}/${input.RoleSessionName}`,
        AssumedRoleId: `${role.id}:${input.RoleSessionName}`,
      },
      Credentials: {
        AccessKeyId: key.accessKeyId,
        AccessKeySecret: key.accessKeySecret,
        SecurityToken: key.securityToken,
        Expiration: key.expiration,
      },
      SourceIdentity: input.SourceIdentity,
    };
  },
});
