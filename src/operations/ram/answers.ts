import { z } from 'zod';
import type { AttachedListedPolicy } from '../../access/attachments.ts';
import type { PolicyVersion } from '../../access/policy-versions.ts';
import { roleArn } from '../../access/roles.ts';
import type { RamRole, RamUser } from '../../db/schema.ts';
import { answerTime } from '../fields.ts';

/** Parts of answers that several operations of RAM share. */

/** A user. */
export const userAnswer = z.object({
  UserId: z.string().describe('Id of the user; it stays when the name changes.'),
  UserName: z.string().describe('Name of the user.'),
  DisplayName: z.string().describe('Name for people.'),
  MobilePhone: z.string().describe('Telephone number.'),
  Email: z.string().describe('Mail address.'),
  Comments: z.string().describe('Remark.'),
  CreateDate: answerTime('When it was made.'),
  UpdateDate: answerTime('When it changed last.'),
});

/** Shows a user. */
export const showUser = (user: RamUser): z.input<typeof userAnswer> => ({
  UserId: user.id,
  UserName: user.name,
  DisplayName: user.display_name,
  MobilePhone: user.mobile_phone,
  Email: user.email,
  Comments: user.comments,
  CreateDate: user.create_time,
  UpdateDate: user.update_time,
});

/** A role as lists show it. */
export const listedRoleAnswer = z.object({
  RoleId: z.string().describe('Id of the role.'),
  RoleName: z.string().describe('Name of the role.'),
  Arn: z.string().describe('Name of the role in policies and for AssumeRole.'),
  Description: z.string().describe('Description.'),
  MaxSessionDuration: z.number().describe('Longest session, in seconds.'),
  CreateDate: answerTime('When it was made.'),
  UpdateDate: answerTime('When it changed last.'),
});

/** A whole role. */
export const roleAnswer = listedRoleAnswer.extend({
  AssumeRolePolicyDocument: z.string().describe('JSON of the trust policy: who may assume the role.'),
});

/** Shows a role; lists leave the trust policy out. */
export const showRole = (role: RamRole): z.input<typeof roleAnswer> => ({
  RoleId: role.id,
  RoleName: role.name,
  Arn: roleArn(role.account_id, role.name),
  Description: role.description,
  MaxSessionDuration: role.max_session_duration,
  CreateDate: role.create_time,
  UpdateDate: role.update_time,
  AssumeRolePolicyDocument: role.trust_policy,
});

/** A version of a policy. */
export const versionAnswer = z.object({
  VersionId: z.string().describe('Id of the version, such as v1.'),
  IsDefaultVersion: z.boolean().describe('Whether this version counts.'),
  PolicyDocument: z.string().describe('JSON of the policy.'),
  CreateDate: answerTime('When it was made.'),
});

/** Shows a version. */
export const showVersion = (version: PolicyVersion): z.input<typeof versionAnswer> => ({
  VersionId: version.id,
  IsDefaultVersion: version.isDefault,
  PolicyDocument: version.document,
  CreateDate: version.createTime,
});

/** A policy without what it says. */
export const policyAnswer = z.object({
  PolicyName: z.string().describe('Name of the policy.'),
  PolicyType: z.enum(['System', 'Custom']).describe('Kind of the policy.'),
  Description: z.string().describe('Description.'),
  DefaultVersion: z.string().describe('Version that counts, such as v1.'),
});

/** A key without its secret. */
export const keyAnswer = z.object({
  AccessKeyId: z.string().describe('Id of the key.'),
  Status: z.enum(['Active', 'Inactive']).describe('Whether it can be used.'),
  CreateDate: answerTime('When it was made.'),
});

/** Head of a list. */
export const markerOutput = {
  IsTruncated: z.boolean().describe('Whether there are more.'),
  Marker: z.string().optional().describe('Asks for the next part of the list; absent at the end.'),
};

/** A policy as lists show it. */
export const listedPolicy = policyAnswer.extend({
  AttachmentCount: z.number().describe('How many users and roles have it.'),
  CreateDate: answerTime('When it was made.'),
  UpdateDate: answerTime('When it changed last.'),
});

/** A policy that somebody has. */
export const attachedPolicy = policyAnswer.extend({ AttachDate: answerTime('When it was attached.') });

/** Shows a policy that somebody has. */
export const showAttachedPolicy = (policy: AttachedListedPolicy): z.input<typeof attachedPolicy> => ({
  PolicyName: policy.name,
  PolicyType: policy.kind,
  Description: policy.description,
  DefaultVersion: policy.defaultVersion,
  AttachDate: policy.attachTime,
});

/** What a diagnostic message says. */
export const decodedMessage = z.object({
  AuthAction: z.string().describe('What the caller wanted to do.'),
  AuthResource: z.string().describe('What it concerned.'),
  AuthPrincipal: z.object({
    AuthPrincipalType: z.string(),
    AuthPrincipalOwnerId: z.string(),
    AuthPrincipalDisplayName: z.string(),
  }),
  AuthConditions: z
    .array(z.object({ ConditionKey: z.string(), ConditionValues: z.array(z.string()) }))
    .describe('What was known of the call.'),
  ExplicitDeny: z.boolean().describe('Whether a policy denies it, rather than none allowing it.'),
  NoPermissionPolicyType: z.string().describe('Kind of the policies that refused.'),
  MatchedPolicies: z
    .array(
      z.object({
        PolicyIdentifier: z.string().optional(),
        PolicyType: z.string().optional(),
        PolicyVersion: z.string().optional(),
        Effect: z.string(),
        AttachedEntityType: z.string(),
        AttachedScope: z.string(),
      }),
    )
    .describe('The policies that deny it.'),
});
