import { existsSync, readFileSync } from 'node:fs';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { credentialsPath, loadRootAccount } from '../access/root-account.ts';
import { type Client, createClient } from '../client/client.ts';
import { type Config, readConfig } from '../config.ts';
import { CommandError } from './failure.ts';

/** A server that a command talks to. */
export type Connection = {
  client: Client;
  endpoint: string;
  config: Config;
};

/**
 * Opens a client for `--endpoint`, or for the server that the settings describe, with the root key of the environment
 * or of the data folder.
 *
 * @throws CommandError when there is no key yet or the endpoint is no URL
 */
export async function connect(endpoint: string | undefined): Promise<Connection> {
  const config = readConfig(process.env);
  if (config.rootKey === null && !existsSync(credentialsPath(config.dataDir))) {
    throw new CommandError(
      `there is no key in ${config.dataDir}: start the server once with ./reelmill serve, or set REELMILL_DATA_DIR to ` +
        'its data folder, or REELMILL_ACCESS_KEY_ID and REELMILL_ACCESS_KEY_SECRET',
    );
  }
  const { key } = await loadRootAccount(config);
  const url = endpoint ?? config.publicUrl ?? localUrl(config);
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new CommandError(`--endpoint must be a URL such as http://127.0.0.1:8080, not ${url}`);
  }
  trustOwnCertificate(config);
  return { client: createClient({ endpoint: url, ...key }), endpoint: url, config };
}

/** On the machine of the server its own certificate is known, whoever has signed it. */
export function trustOwnCertificate({ tlsFiles }: Pick<Config, 'tlsFiles'>): void {
  if (tlsFiles === null) return;
  let certificate: string;
  try {
    certificate = readFileSync(tlsFiles.cert, 'utf8');
  } catch {
    // A server that is elsewhere may have a certificate that everybody knows.
    return;
  }
  setDefaultCACertificates([...getCACertificates('default'), certificate]);
}

/** Address of a server on this machine; a server that listens everywhere is reached on the loopback address. */
export function localUrl({ host, port, tlsFiles }: Pick<Config, 'host' | 'port' | 'tlsFiles'>): string {
  const scheme = tlsFiles === null ? 'http' : 'https';
  if (host === '0.0.0.0') return `${scheme}://127.0.0.1:${port}`;
  if (host === '::') return `${scheme}://[::1]:${port}`;
  return `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
