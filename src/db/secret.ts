import { randomBytes } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const secretBytes = 32;

/** Whether an error of node:fs has this code. */
const hasCode = (error: unknown, code: string) => (error as NodeJS.ErrnoException).code === code;

/**
 * Reads a secret of this server (`<dataDir>/secrets/NAME`, mode 0600), or makes it at first use. Two processes that start
 * at once get the same one.
 *
 * @param name lower-case letters and dashes, e.g. `object-urls`
 * @returns 32 random bytes
 * @throws Error when the file is there but is not a secret
 */
export async function loadSecret(dataDir: string, name: string): Promise<Buffer> {
  return loadSecretFile(join(dataDir, 'secrets', name));
}

/**
 * Reads a secret from a file of its own (mode 0600), or makes it at first use, as {@link loadSecret} does.
 *
 * @returns 32 random bytes
 * @throws Error when the file is there but is not a secret
 */
export async function loadSecretFile(path: string): Promise<Buffer> {
  const read = async () => {
    const secret = Buffer.from(await readFile(path, 'utf8'), 'hex');
    if (secret.length !== secretBytes)
      throw new Error(`${path} is damaged: restore it, or delete it and start again`);
    return secret;
  };
  try {
    return await read();
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(randomBytes(secretBytes).toString('hex'));
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    // A link fails where a rename would replace the secret that another process has just made.
    await link(draft, path);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return read();
}
