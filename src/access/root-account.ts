import { randomBytes, randomInt } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Config, ConfigError } from '../config.ts';

/** The account that owns everything, and its key. */
export type RootAccount = {
  /** 16 digits, and small enough to be an exact JSON number (`UserId` of callbacks). */
  account: string;
  key: { id: string; secret: string };
};

const storedSchema = z.object({
  account: z.string().regex(/^\d{16}$/),
  accessKeyId: z.string().min(1),
  accessKeySecret: z.string().min(1),
});

/**
 * Reads the root account from `credentials.json` in the data folder (mode 0600), which is made at the first start. A
 * key given in the settings is used in place of the stored one; the account stays the same.
 *
 * @throws ConfigError when the file cannot be read or is damaged
 */
export async function loadRootAccount(config: Pick<Config, 'dataDir' | 'rootKey'>): Promise<RootAccount> {
  const path = credentialsPath(config.dataDir);
  const stored = (await readStored(path)) ?? (await makeStored(config.dataDir, path));
  return {
    account: stored.account,
    key: config.rootKey ?? { id: stored.accessKeyId, secret: stored.accessKeySecret },
  };
}

/** Where the root key of a data folder is kept. */
export function credentialsPath(dataDir: string): string {
  return join(dataDir, 'credentials.json');
}

async function readStored(path: string): Promise<z.infer<typeof storedSchema> | null> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw new ConfigError(
      `${path} cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  try {
    return storedSchema.parse(JSON.parse(text));
  } catch {
    // The parser's own message would show the text, and with it the secret.
    throw new ConfigError(`${path} is damaged: restore it, or remove it to get a new account and a new key`);
  }
}

async function makeStored(dataDir: string, path: string): Promise<z.infer<typeof storedSchema>> {
  const made = {
    account: `1${randomDigits(15)}`,
    accessKeyId: `RM${randomBytes(11).toString('hex').toUpperCase()}`,
    accessKeySecret: randomBytes(24).toString('base64url'),
  };
  await mkdir(dataDir, { recursive: true });
  const temporary = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(temporary, `${JSON.stringify(made, null, 2)}\n`, { mode: 0o600, flag: 'wx', flush: true });
  try {
    // A link never replaces a file: of two processes that start at once, one makes the account and both use it.
    await link(temporary, path);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  } finally {
    await rm(temporary, { force: true });
  }
  return (await readStored(path)) ?? made;
}

function randomDigits(count: number): string {
  return Array.from({ length: count }, () => randomInt(10)).join('');
}
