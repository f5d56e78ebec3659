import type { Operation } from '../operation.ts';
import { AttachPolicyToRole } from './AttachPolicyToRole.ts';
import { AttachPolicyToUser } from './AttachPolicyToUser.ts';
import { CreateAccessKey } from './CreateAccessKey.ts';
import { CreateAccount } from './CreateAccount.ts';
import { CreatePolicy } from './CreatePolicy.ts';
import { CreatePolicyVersion } from './CreatePolicyVersion.ts';
import { CreateRole } from './CreateRole.ts';
import { CreateUser } from './CreateUser.ts';
import { DecodeDiagnosticMessage } from './DecodeDiagnosticMessage.ts';
import { DeleteAccessKey } from './DeleteAccessKey.ts';
import { DeletePolicy } from './DeletePolicy.ts';
import { DeletePolicyVersion } from './DeletePolicyVersion.ts';
import { DeleteRole } from './DeleteRole.ts';
import { DeleteUser } from './DeleteUser.ts';
import { DetachPolicyFromRole } from './DetachPolicyFromRole.ts';
import { DetachPolicyFromUser } from './DetachPolicyFromUser.ts';
import { GetAccessKeyLastUsed } from './GetAccessKeyLastUsed.ts';
import { GetPolicy } from './GetPolicy.ts';
import { GetPolicyVersion } from './GetPolicyVersion.ts';
import { GetRole } from './GetRole.ts';
import { GetUser } from './GetUser.ts';
import { ListAccessKeys } from './ListAccessKeys.ts';
import { ListAccounts } from './ListAccounts.ts';
import { ListEntitiesForPolicy } from './ListEntitiesForPolicy.ts';
import { ListPolicies } from './ListPolicies.ts';
import { ListPoliciesForRole } from './ListPoliciesForRole.ts';
import { ListPoliciesForUser } from './ListPoliciesForUser.ts';
import { ListPolicyVersions } from './ListPolicyVersions.ts';
import { ListRoles } from './ListRoles.ts';
import { ListUsers } from './ListUsers.ts';
import { SetDefaultPolicyVersion } from './SetDefaultPolicyVersion.ts';
import { UpdateAccessKey } from './UpdateAccessKey.ts';
import { UpdateRole } from './UpdateRole.ts';
import { UpdateUser } from './UpdateUser.ts';

/** Every operation of RAM, version 2015-05-01. */
export const ramOperations: readonly Operation[] = [
  AttachPolicyToRole,
  AttachPolicyToUser,
  CreateAccessKey,
  CreateAccount,
  CreatePolicy,
  CreatePolicyVersion,
  CreateRole,
  CreateUser,
  DecodeDiagnosticMessage,
  DeleteAccessKey,
  DeletePolicy,
  DeletePolicyVersion,
  DeleteRole,
  DeleteUser,
  DetachPolicyFromRole,
  DetachPolicyFromUser,
  GetAccessKeyLastUsed,
  GetPolicy,
  GetPolicyVersion,
  GetRole,
  GetUser,
  ListAccessKeys,
  ListAccounts,
  ListEntitiesForPolicy,
  ListPolicies,
  ListPoliciesForRole,
  ListPoliciesForUser,
  ListPolicyVersions,
  ListRoles,
  ListUsers,
  SetDefaultPolicyVersion,
  UpdateAccessKey,
  UpdateRole,
  UpdateUser,
];
