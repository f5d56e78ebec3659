import type { MarkerPage, MarkerRequest } from '../../access/ram.ts';
import { choice, type FieldCodes, integer, text } from '../fields.ts';

/** Parameters that several operations of RAM share, with the codes that RAM gives for them. */

const nameCodes: FieldCodes = {
  length: 'InvalidParameter.{Name}.Length',
  form: 'InvalidParameter.{Name}.InvalidChars',
};

const plainCodes: FieldCodes = {
  length: 'InvalidParameter.{Name}.Length',
  form: 'InvalidParameter.{Name}',
};

/** Name of a user. */
export const userName = (description: string) =>
  text({
    description,
    example: 'alice',
    max: 64,
    pattern: /^[A-Za-z0-9._@-]*$/,
    form: 'letters, digits, ".", "_", "@" and "-"',
    codes: nameCodes,
  });

/** Name of a role. */
export const roleName = (description: string) =>
  text({
    description,
    example: 'render-farm',
    max: 64,
    pattern: /^[A-Za-z0-9.-]*$/,
    form: 'letters, digits, "." and "-"',
    codes: nameCodes,
  });

/** Name of a policy. */
export const policyName = (description: string) =>
  text({
    description,
    example: 'submit-only',
    max: 128,
    pattern: /^[A-Za-z0-9-]*$/,
    form: 'letters, digits and "-"',
    codes: nameCodes,
  });

/** Whether a policy comes with the server or was made by the account. */
export const policyType = choice(['System', 'Custom'], {
  description: 'System policies come with the server, custom ones are made by the account.',
  example: 'Custom',
  code: 'InvalidParameter.{Name}',
});

/** Id of a version of a policy. */
export const versionId = text({
  description: 'Id of the version.',
  example: 'v2',
  max: 16,
  codes: plainCodes,
});

/** A free text. */
export const note = (description: string, max: number) =>
  text({ description, example: 'Media team', max, codes: plainCodes });

/** JSON of a policy; its length and grammar are judged where policies are parsed. */
export const policyDocument = (description: string) =>
  text({
    description,
    example: '{"Version":"1","Statement":[{"Effect":"Allow","Action":"ice:Submit*","Resource":"*"}]}',
    form: 'JSON of a policy',
  });

/** Id of a key. */
export const keyId = text({
  description: 'Id of the key.',
  example: 'RM0123456789ABCDEF012345',
  max: 128,
  codes: plainCodes,
});

/** What may be said about a user besides its name. */
export const userFields = {
  displayName: note('Name for people.', 128),
  comments: note('Remark.', 128),
  email: text({
    description: 'Mail address.',
    example: 'alice@example.com',
    max: 128,
    pattern: /^[^\s@]+@[^\s@]+$/,
    form: 'a mail address',
    codes: { length: 'InvalidParameter.{Name}.Length', form: 'InvalidParameter.{Name}.Format' },
  }),
  mobilePhone: text({
    description: 'Telephone number, with its country.',
    example: '86-18600008888',
    max: 32,
    pattern: /^\d{1,4}-[\d-]+$/,
    form: 'COUNTRY-NUMBER',
    codes: { length: 'InvalidParameter.{Name}.Length', form: 'InvalidParameter.{Name}.Format' },
  }),
};

/** Longest session of a role, in seconds. */
export const maxSessionDuration = integer({
  description: 'Longest session of the role, in seconds.',
  example: '3600',
  min: 3600,
  max: 43_200,
  code: 'InvalidParameter.{Name}',
});

/** Which part of a list is asked for. */
export const markerFields = {
  Marker: text({
    description: 'Marker that the call before answered; asks for the next part of the list.',
    example: 'bXJaS2tBb3Z1YjB4',
    max: 1024,
    codes: plainCodes,
  }).optional(),
  MaxItems: integer({
    description: 'Entries in one answer.',
    example: '100',
    min: 1,
    max: 1000,
    code: 'InvalidParameter.{Name}',
  }).default(100),
};

/** The request of a list operation. */
export const markerRequest = (input: { Marker?: string | undefined; MaxItems: number }): MarkerRequest => ({
  marker: input.Marker,
  maxItems: input.MaxItems,
});

/** The answer of a list operation without its entries. */
export const markerAnswer = ({ isTruncated, marker }: MarkerPage<{ seq: string }>) => ({
  IsTruncated: isTruncated,
  Marker: marker,
});
