import type { TestContext } from 'node:test';
import MnsClient from '@alicloud/mns';
import { fastify } from 'fastify';
import { type AccessParts, createAccess } from '../../src/access/access.ts';
import type { CallRecord } from '../../src/audit/audit-log.ts';
import { registerMnsRoutes } from '../../src/mns/mns-routes.ts';
import { account, type BenchChanges, openBench } from '../batch/harness.ts';

/** The root key of servers of these tests. */
export const key = { id: 'testAk', secret: 'testSecret' };

/** Where policies of these tests are. */
export const region = 'cn-shanghai';

/** Starts an HTTP server with the queue routes alone, on a database of its own. */
export async function startQueueServer(test: TestContext, changes: BenchChanges = {}, parts?: AccessParts) {
  const bench = await openBench(test, changes);
  const now = () => new Date();
  const access = createAccess({ account, key }, parts);
  const gateway = fastify();
  const calls: CallRecord[] = [];
  const { queues } = bench.tools;
  registerMnsRoutes(gateway, {
    queues,
    access,
    audit: { record: (call) => calls.push(call) },
    throttle: { admit: async () => {} },
    region,
    now,
    baseUrl: () => 'https://queues.example',
  });
  const url = await gateway.listen({ host: '127.0.0.1', port: 0 });
  test.after(() => gateway.close());
  return { ...bench, gateway, url, queues, calls, client: openClient(url) };
}

/** The official client with a key. */
export function openClient(url: string, { id, secret } = key, securityToken?: string): MnsClient {
  return new MnsClient(account, {
    endpoint: url,
    accessKeyId: id,
    accessKeySecret: secret,
    ...(securityToken === undefined ? {} : { securityToken }),
  });
}
