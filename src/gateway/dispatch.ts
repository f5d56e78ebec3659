import type { Access, Principal } from '../access/access.ts';
import { apiError } from '../errors/api-error.ts';
import type { Operation } from '../operations/operation.ts';
import type { Services } from '../operations/services.ts';
import type { Call } from './call.ts';

/** What running a call needs. */
export type Dispatcher = {
  operations: ReadonlyMap<string, Operation>;
  services: Services;
  access: Access;
};

/**
 * Finds and runs the operation of a proven call: version, action, method, authorization, then the operation, which
 * checks its parameters (gateway.md 1.5).
 *
 * @returns the answer without `RequestId`
 * @throws ApiError with the code of the first check that fails, and what the operation throws
 */
export async function dispatch(
  {
    call,
    principal,
    method,
    requestId,
  }: { call: Call; principal: Principal; method: string; requestId: string },
  { operations, services, access }: Dispatcher,
): Promise<Record<string, unknown>> {
  const hasVersion = [...operations.values()].some(({ version }) => version === call.version);
  if (!hasVersion) throw apiError('InvalidVersion');
  const operation = operations.get(call.action);
  if (operation?.version !== call.version) throw apiError('InvalidAction.NotFound');
  if (!operation.methods.some((allowed) => allowed === method)) throw apiError('UnsupportedHTTPMethod');
  if (!(await access.isAllowed(principal, operation))) throw apiError('NoPermission');
  return operation.run({ account: principal.account, requestId, services }, call.parameters);
}
