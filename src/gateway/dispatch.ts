import type { Access } from '../access/access.ts';
import type { Caller } from '../access/principal.ts';
import { apiError } from '../errors/api-error.ts';
import { type Operation, operationKey, ramAction } from '../operations/operation.ts';
import type { Services } from '../operations/services.ts';
import type { Call } from './call.ts';
import type { Throttle } from './throttle.ts';

/** What running a call needs. */
export type Dispatcher = {
  /** By `operationKey`. */
  operations: ReadonlyMap<string, Operation>;
  services: Services;
  access: Access;
  throttle: Throttle;
};

/** A call of somebody who is known. */
export type ProvenCall = {
  call: Pick<Call, 'action' | 'version' | 'parameters'>;
  caller: Caller;
  /** HTTP method. */
  method: string;
  requestId: string;
};

/**
 * Finds and runs the operation of a proven call: version, action, method, flow control, authorization, then the operation,
 * which checks its parameters (gateway.md 1.5).
 *
 * @returns the answer without `RequestId`
 * @throws ApiError with the code of the first check that fails, and what the operation throws
 */
export async function dispatch(
  { call, caller, method, requestId }: ProvenCall,
  { operations, services, access, throttle }: Dispatcher,
): Promise<Record<string, unknown>> {
  const operation = operations.get(operationKey(call.version, call.action));
  if (operation === undefined) {
    const hasVersion = [...operations.values()].some(({ version }) => version === call.version);
    throw apiError(hasVersion ? 'InvalidAction.NotFound' : 'InvalidVersion');
  }
  if (!operation.methods.some((allowed) => allowed === method)) throw apiError('UnsupportedHTTPMethod');
  const { account } = caller.principal;
  await throttle.admit(account, operation.action);
  const resources = operation.resources(caller, call.parameters);
  await access.authorize(caller, { action: ramAction(operation), resources, requestId });
  return operation.run({ account, caller, requestId, services }, call.parameters);
}
