import { type CatalogueEntry, type ErrorCode, errorCatalogue } from '../errors/catalogue.ts';
import type { Operation } from '../operations/operation.ts';

/** Codes that any call can end with, in the order of the checks. */
export const gatewayErrors: readonly ErrorCode[] = [
  'MalformedRequest',
  'RequestTimeout',
  'RequestTooLarge',
  'RequestHeadersTooLarge',
  'TooManyParameters',
  'UnsupportedHTTPMethod',
  'Missing{Name}',
  'IncompleteSignature',
  'InvalidSignatureMethod',
  'InvalidTimeStamp.Format',
  'InvalidTimeStamp.Expired',
  'InvalidAccessKeyId.NotFound',
  'InvalidAccessKeyId.Inactive',
  'InvalidSecurityToken.Malformed',
  'InvalidSecurityToken.MismatchWithAccessKey',
  'InvalidSecurityToken.Expired',
  'SignatureDoesNotMatch',
  'SignatureNonceUsed',
  'InvalidVersion',
  'InvalidAction.NotFound',
  'Throttling.User',
  'NoPermission',
  'InvalidParameter',
  'InternalError',
  'ServiceUnavailable',
];

/** An error as metadata lists it. */
export type CallError = CatalogueEntry & { code: ErrorCode };

/** Every error that a call of an operation can end with: its own first. */
export function callErrors({ errors }: Pick<Operation, 'errors'>): CallError[] {
  const codes = new Set([...errors, ...gatewayErrors]);
  return [...codes].map((code) => ({ code, ...errorCatalogue[code] }));
}
