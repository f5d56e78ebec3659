import { formatPairs } from '../wire/percent.ts';
import { signAcs3 } from './sign-acs3.ts';

/** Where a server is, and the key to sign with. */
export type ClientOptions = {
  /** Base URL, such as `http://127.0.0.1:8080`; may have a path. */
  endpoint: string;
  id: string;
  secret: string;
  /** Goes with a temporary key. */
  securityToken?: string;
};

/** API versions of the products: ICE makes videos, RAM manages users, STS hands out temporary keys. */
export const apiVersions = { ICE: '2020-11-09', RAM: '2015-05-01', STS: '2015-04-01' } as const;

/** A caller of the API. */
export type Client = {
  /**
   * Calls an operation and returns its answer. Parameters that are undefined are left out; objects and arrays are sent
   * as JSON text.
   *
   * @param product whose operation it is
   * @throws RpcError when the server answers with an error or cannot be reached
   */
  call<Answer = Record<string, unknown>>(
    action: string,
    parameters?: Record<string, unknown>,
    product?: keyof typeof apiVersions,
  ): Promise<Answer & { RequestId: string }>;
};

/** An error that the server answered; code `ServerUnreachable` when there was no answer. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
  readonly code: string;
  /** HTTP status, 0 without an answer. */
  readonly status: number;
  /** Empty without an answer. */
  readonly requestId: string;
  /** Who was refused what and why, where a policy refused. */
  readonly accessDeniedDetail: Readonly<Record<string, unknown>> | undefined;

  constructor(
    {
      code,
      status,
      requestId,
      accessDeniedDetail,
    }: {
      code: string;
      status: number;
      requestId: string;
      accessDeniedDetail?: Readonly<Record<string, unknown>>;
    },
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.code = code;
    this.status = status;
    this.requestId = requestId;
    this.accessDeniedDetail = accessDeniedDetail;
  }
}

/** How long an answer may take, in milliseconds. */
const answerTimeout = 60_000;

/**
 * A client of the API for our own commands. It signs as the official V3 SDKs do.
 *
 * @example const { EditingBatchJob } = await createClient(options).call('GetBatchMediaProducingJob', { JobId });
 */
export function createClient({ endpoint, id, secret, securityToken }: ClientOptions): Client {
  const url = new URL(endpoint);
  return {
    async call<Answer>(
      action: string,
      parameters: Record<string, unknown> = {},
      product: keyof typeof apiVersions = 'ICE',
    ) {
      const body = formatPairs(Object.entries(parameters).flatMap(([name, value]) => toPair(name, value)));
      const { headers } = signAcs3({
        action,
        version: apiVersions[product],
        body,
        host: url.host,
        id,
        secret,
        securityToken,
      });
      const response = await send(url, headers, body);
      return response as Answer & { RequestId: string };
    },
  };
}

function toPair(name: string, value: unknown): [string, string][] {
  if (value === undefined || value === null) return [];
  return [[name, typeof value === 'object' ? JSON.stringify(value) : String(value)]];
}

async function send(url: URL, headers: Record<string, string>, body: string): Promise<unknown> {
  const unreachable = { code: 'ServerUnreachable', status: 0, requestId: '' };
  let status: number;
  let text: string;
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers,
      body,
      signal: AbortSignal.timeout(answerTimeout),
    });
    status = response.status;
    text = await response.text();
  } catch (error) {
    throw new RpcError(unreachable, `no server answers at ${url.origin}: is it running?`, { cause: error });
  }
  const answer = parseAnswer(text);
  if (answer === null) throw new RpcError({ ...unreachable, status }, `${url.origin} is no Reelmill server`);
  if (status < 400) return answer;
  const { Code = 'Unknown', Message = text, RequestId = '', AccessDeniedDetail: detail } = answer;
  throw new RpcError(
    {
      code: String(Code),
      status,
      requestId: String(RequestId),
      ...(typeof detail === 'object' && detail !== null && { accessDeniedDetail: { ...detail } }),
    },
    String(Message),
  );
}

function parseAnswer(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
