import { queryOptions } from '@tanstack/react-query';
import { request } from '../api/http.ts';

/** A parameter of an operation, as the registry declares it. */
export type Parameter = {
  name: string;
  type: 'string' | 'integer' | 'number' | 'boolean' | 'json' | 'list' | 'time' | 'choice';
  required: boolean;
  description: string;
  example: string;
  /** What a value must be, as the end of a sentence: `an integer from 1 to 100`. */
  rule: string;
  enum?: readonly string[];
  default?: unknown;
  in: 'query' | 'form';
};

/** An operation, as the registry declares it. */
export type OperationInfo = {
  action: string;
  version: string;
  product: 'ICE' | 'RAM' | 'STS';
  access: string;
  summary: string;
  /** Whether only Reelmill has it. */
  own: boolean;
  methods: readonly string[];
  /** Its name in policies. */
  ramAction: string;
  parameters: readonly Parameter[];
  /** JSON schema of the answer without `RequestId`. */
  answer: unknown;
  errors: readonly { code: string; status: number; message: string; meaning: string }[];
};

/** All operations of the server. */
export const operationsQuery = queryOptions({
  queryKey: ['operations'],
  queryFn: async ({ signal }) =>
    (await request<{ operations: OperationInfo[] }>('operations', { signal })).operations,
  staleTime: Number.POSITIVE_INFINITY,
});

/** What of an operation is filled in: its parameters by name, as text. */
export type Values = Readonly<Record<string, string>>;

/** How a request is signed: as older SDKs and the CLI do, or as newer ones do. */
export type Dialect = 'rpc' | 'acs3';

/** A request as it goes over the wire. */
export type SignedRequest = { method: string; url: string; headers: Record<string, string>; body: string };

/** A request and what came back. */
export type Exchange = {
  request: SignedRequest;
  response: { status: number; headers: Record<string, string>; body: string };
  durationMs: number;
};

const filled = (values: Values) =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

const callBody = ({ action, version }: OperationInfo, values: Values, dialect: Dialect) => ({
  action,
  version,
  parameters: filled(values),
  dialect,
});

/** Has the server sign a call and make it. */
export const explore = (operation: OperationInfo, values: Values, dialect: Dialect): Promise<Exchange> =>
  request('explore', { method: 'POST', body: callBody(operation, values, dialect) });

/** Has the server sign a call without making it. */
export const sign = (operation: OperationInfo, values: Values, dialect: Dialect): Promise<SignedRequest> =>
  request('sign', { method: 'POST', body: callBody(operation, values, dialect) });
