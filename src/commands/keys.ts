import { credentialsPath, loadRootAccount } from '../access/root-account.ts';
import { readConfig } from '../config.ts';
import { localUrl } from './connection.ts';
import { printJson, printPairs } from './ram.ts';
import { signInLink } from './sign-in.ts';

/**
 * Shows the root key of the data folder or of the environment; the data folder gets one when it has none. With `link`
 * it shows a link that signs in to the console instead.
 */
export async function keys(options: { json?: boolean; link?: boolean; endpoint?: string }): Promise<void> {
  const config = readConfig(process.env);
  const { account, key } = await loadRootAccount(config);
  const endpoint = options.endpoint?.replace(/\/+$/, '') ?? config.publicUrl ?? localUrl(config);
  if (options.link) {
    const link = await signInLink(config, endpoint, key.id);
    if (options.json) printJson({ Link: link });
    else process.stdout.write(`${link}\n`);
    return;
  }
  const shown = {
    AccessKeyId: key.id,
    AccessKeySecret: key.secret,
    AccountId: account,
    Endpoint: endpoint,
    Source: config.rootKey === null ? credentialsPath(config.dataDir) : 'environment',
  };
  if (options.json) printJson(shown);
  else printPairs(shown);
}
