import { type CatalogueEntry, entry } from './entry.ts';

/** The codes of RAM and STS, a part of the catalogue. The names are those of the real services. */
export const accessCatalogue = {
  'InvalidSecurityToken.Malformed': entry(
    400,
    'Specified SecurityToken is malformed.',
    'The token was not made by this server, or was changed, or the master key is another one now.',
  ),
  'InvalidSecurityToken.Expired': entry(
    400,
    'Specified SecurityToken is expired.',
    'The temporary key is over; assume the role again.',
  ),
  'InvalidParameter.{Name}': entry(
    400,
    'The parameter "{Name}" is incorrect: it must be {Rule}.',
    'A parameter of RAM or STS has a value that is not allowed.',
  ),
  'InvalidParameter.{Name}.InvalidChars': entry(
    400,
    'The parameter "{Name}" contains invalid chars: it must be {Rule}.',
    'A name has characters that it may not have.',
  ),
  'InvalidParameter.{Name}.Length': entry(
    400,
    'The parameter "{Name}" is beyond the length limit: it must be {Rule}.',
    'A parameter of RAM or STS is too long or too short.',
  ),
  'InvalidParameter.{Name}.Format': entry(
    400,
    'The format of the parameter "{Name}" is incorrect: it must be {Rule}.',
    'A mail address or a telephone number is not written as it should be.',
  ),
  'EntityNotExist.User': entry(
    404,
    'The user does not exist: {Name}.',
    'The account has no user with this name; `./reelmill users` lists them.',
  ),
  'EntityNotExist.User.AccessKey': entry(
    404,
    'The access key does not exist: {KeyId}.',
    'The user, or the account itself when no user is named, has no such key.',
  ),
  'EntityNotExist.User.Policy': entry(
    404,
    'The policy is not attached to the user: {Name}.',
    'It was never attached, or detached before.',
  ),
  'EntityNotExist.Role': entry(
    404,
    'The role does not exist: {Name}.',
    'The account has no role with this name, or the role of another account does not trust the caller.',
  ),
  'EntityNotExist.Role.Policy': entry(
    404,
    'The policy is not attached to the role: {Name}.',
    'It was never attached, or detached before.',
  ),
  'EntityNotExist.Policy': entry(
    404,
    'The policy does not exist: {Name}.',
    'There is no policy with this name and type; `./reelmill policies` lists them.',
  ),
  'EntityNotExist.Policy.Version': entry(
    404,
    'The policy version does not exist: {Version}.',
    'The policy has no such version, or it was deleted.',
  ),
  'EntityAlreadyExists.Account': entry(
    409,
    'The account exists already: {Name}.',
    'Names of accounts are unique; choose another one.',
  ),
  'EntityAlreadyExists.Bucket': entry(
    409,
    'The bucket belongs to another account: {Name}.',
    'A bucket has one account; choose another one.',
  ),
  'EntityAlreadyExists.User': entry(
    409,
    'The user exists already: {Name}.',
    'Names of users are unique in an account; choose another one.',
  ),
  'EntityAlreadyExists.User.Policy': entry(
    409,
    'The policy is attached to the user already: {Name}.',
    'Nothing has to be done.',
  ),
  'EntityAlreadyExists.Role': entry(
    409,
    'The role exists already: {Name}.',
    'Names of roles are unique in an account; choose another one.',
  ),
  'EntityAlreadyExists.Role.Policy': entry(
    409,
    'The policy is attached to the role already: {Name}.',
    'Nothing has to be done.',
  ),
  'EntityAlreadyExists.Policy': entry(
    409,
    'The policy exists already: {Name}.',
    'Names of policies are unique in an account, those of system policies are taken; add a version, or choose another name.',
  ),
  'LimitExceeded.User': entry(
    409,
    'The account has {Max} users already, as many as it may have.',
    'Delete users that are not needed any more.',
  ),
  'LimitExceeded.User.AccessKey': entry(
    409,
    'There are {Max} access keys already, as many as there may be.',
    'Delete a key that is not used any more; GetAccessKeyLastUsed tells.',
  ),
  'LimitExceeded.User.Policy': entry(
    409,
    'The user has {Max} policies already, as many as it may have.',
    'Put what they say into one policy.',
  ),
  'LimitExceeded.Role': entry(
    409,
    'The account has {Max} roles already, as many as it may have.',
    'Delete roles that are not needed any more.',
  ),
  'LimitExceeded.Role.Policy': entry(
    409,
    'The role has {Max} policies already, as many as it may have.',
    'Put what they say into one policy.',
  ),
  'LimitExceeded.Policy': entry(
    409,
    'The account has {Max} policies already, as many as it may have.',
    'Delete policies that are not needed any more.',
  ),
  'LimitExceeded.Policy.Version': entry(
    409,
    'The policy has {Max} versions already, as many as it may have.',
    'Delete a version, or let RotateStrategy delete the oldest one.',
  ),
  'DeleteConflict.User.AccessKey': entry(
    409,
    'The user still has access keys: {Name}.',
    'Delete the keys of the user first.',
  ),
  'DeleteConflict.User.Policy': entry(
    409,
    'The user still has policies: {Name}.',
    'Detach the policies of the user first.',
  ),
  'DeleteConflict.Role.Policy': entry(
    409,
    'The role still has policies: {Name}.',
    'Detach the policies of the role first.',
  ),
  'DeleteConflict.Policy.User': entry(
    409,
    'The policy is still attached to a user: {Name}.',
    'Detach it first; ListEntitiesForPolicy tells who has it.',
  ),
  'DeleteConflict.Policy.Role': entry(
    409,
    'The policy is still attached to a role: {Name}.',
    'Detach it first; ListEntitiesForPolicy tells who has it.',
  ),
  'DeleteConflict.Policy.Version': entry(
    409,
    'The policy still has versions besides the default one: {Name}.',
    'Delete them first, or set CascadingDelete.',
  ),
  'DeleteConflict.Policy.Version.Default': entry(
    409,
    'The default version of a policy cannot be deleted.',
    'Make another version the default one first.',
  ),
} as const satisfies Record<string, CatalogueEntry>;
