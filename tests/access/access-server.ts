import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import openapiCore from '@alicloud/openapi-core';
import ramPackage from '@alicloud/ram20150501';
import stsPackage from '@alicloud/sts20150401';
import { pino } from 'pino';
import { loadRootAccount } from '../../src/access/root-account.ts';
import { type Client, createClient, RpcError } from '../../src/client/client.ts';
import { readConfig } from '../../src/config.ts';
import { type DatabaseHandle, openDatabase } from '../../src/db/database.ts';
import { startServer } from '../../src/server.ts';

/** A key of any kind. */
export type Key = { id: string; secret: string; securityToken?: string };

/** A whole server on a data folder of its own, which renders nothing. */
export type AccessServer = {
  url: string;
  host: string;
  dataDir: string;
  /** Number of the first account. */
  account: string;
  masterKey: Buffer;
  rootKey: Key;
  /** Our own client, signing with a key; with that of the first account when none is given. */
  client(key?: Key): Client;
  close(): Promise<void>;
};

const rootKey: Key = { id: 'test-root', secret: 'test-root-secret' };
const masterKey = Buffer.alloc(32, 7);

/** Settings of a server of tests on this data folder. */
export const settings = (dataDir: string) => ({
  REELMILL_DATA_DIR: dataDir,
  REELMILL_PORT: '0',
  REELMILL_RENDER_CONCURRENCY: '0',
  REELMILL_ACCESS_KEY_ID: rootKey.id,
  REELMILL_ACCESS_KEY_SECRET: rootKey.secret,
  REELMILL_MASTER_KEY: masterKey.toString('hex'),
  REELMILL_REGION: 'cn-shanghai',
});

/**
 * Starts a server.
 *
 * @param prepare writes into the database before
 */
export async function startAccessServer(
  prepare?: (db: DatabaseHandle['kysely'], account: string) => Promise<void>,
): Promise<AccessServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'reelmill-ram-'));
  if (prepare !== undefined) {
    const { account: first } = await loadRootAccount({ dataDir, rootKey: null });
    const database = await openDatabase({ dataDir, databaseUrl: '' });
    await prepare(database.kysely, first);
    await database.close();
  }
  const running = await startServer(readConfig(settings(dataDir)), pino({ level: 'silent' }));
  const client = (key: Key = rootKey) => createClient({ endpoint: running.url, ...key });
  const { AccountId: account } = await client().call<{ AccountId: string }>('GetCallerIdentity', {}, 'STS');
  const { host } = new URL(running.url);
  const close = async () => {
    await running.close();
    await rm(dataDir, { recursive: true });
  };
  return { url: running.url, host, dataDir, account, masterKey, rootKey, client, close };
}

const configOf = (host: string, { id, secret, securityToken }: Key) =>
  new openapiCore.$OpenApiUtil.Config({
    accessKeyId: id,
    accessKeySecret: secret,
    ...(securityToken !== undefined && { securityToken }),
    endpoint: host,
    protocol: 'HTTP',
    regionId: 'cn-shanghai',
  });

/** The official client of RAM. */
export const ramClient = (server: AccessServer, key: Key = server.rootKey) =>
  new ramPackage.default(configOf(server.host, key));

/** The official client of STS. */
export const stsClient = (server: AccessServer, key: Key) =>
  new stsPackage.default(configOf(server.host, key));

/** The models of the official clients. */
export const ram = ramPackage;
export const sts = stsPackage;

/** A policy as JSON text. */
export const policy = (...statements: Record<string, unknown>[]) =>
  JSON.stringify({ Version: '1', Statement: statements });

/** A trust policy for principals of RAM. */
export const trust = (...principals: string[]) =>
  policy({ Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: principals } });

/** Makes a user with a key, and a policy of its own when one is given. */
export async function makeUser(
  server: AccessServer,
  name: string,
  document?: string,
  key?: Key,
): Promise<Key> {
  const admin = server.client(key);
  await admin.call('CreateUser', { UserName: name }, 'RAM');
  const { AccessKey } = await admin.call<{ AccessKey: { AccessKeyId: string; AccessKeySecret: string } }>(
    'CreateAccessKey',
    { UserName: name },
    'RAM',
  );
  if (document !== undefined) {
    const PolicyName = `of-${name}`;
    await admin.call('CreatePolicy', { PolicyName, PolicyDocument: document }, 'RAM');
    await admin.call('AttachPolicyToUser', { PolicyType: 'Custom', PolicyName, UserName: name }, 'RAM');
  }
  return { id: AccessKey.AccessKeyId, secret: AccessKey.AccessKeySecret };
}

/** Code of the error that a call ends with, or `done`. */
export async function outcome(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'done',
    (error: unknown) => {
      if (error instanceof RpcError) return error.code;
      if (error instanceof Error && 'code' in error) return String(error.code);
      throw error;
    },
  );
}
