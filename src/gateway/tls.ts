import { readFile } from 'node:fs/promises';
import { createSecureContext } from 'node:tls';
import { type Config, ConfigError } from '../config.ts';

/** A certificate with its chain, and its private key (PEM). */
export type TlsFiles = { cert: Buffer; key: Buffer };

/**
 * Reads the certificate and the key of the settings; null when the server speaks plain HTTP.
 *
 * @throws ConfigError when a file cannot be read or the two do not fit each other
 */
export async function readTlsFiles({ tlsFiles }: Pick<Config, 'tlsFiles'>): Promise<TlsFiles | null> {
  if (tlsFiles === null) return null;
  const cert = await readSetting('REELMILL_TLS_CERT', tlsFiles.cert);
  const key = await readSetting('REELMILL_TLS_KEY', tlsFiles.key);
  try {
    createSecureContext({ cert, key });
  } catch (error) {
    throw new ConfigError(
      `REELMILL_TLS_CERT and REELMILL_TLS_KEY must be a PEM certificate and its private key: ${reasonOf(error)}`,
    );
  }
  return { cert, key };
}

async function readSetting(name: string, path: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (error) {
    throw new ConfigError(`${name}: the file cannot be read: ${reasonOf(error)}`);
  }
}

const reasonOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
