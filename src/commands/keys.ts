import { credentialsPath, loadRootAccount } from '../access/root-account.ts';
import { readConfig } from '../config.ts';
import { localUrl } from './connection.ts';
import { printJson, printPairs } from './ram.ts';

/** Shows the root key of the data folder or of the environment; the data folder gets one when it has none. */
export async function keys(options: { json?: boolean }): Promise<void> {
  const config = readConfig(process.env);
  const { account, key } = await loadRootAccount(config);
  const shown = {
    AccessKeyId: key.id,
    AccessKeySecret: key.secret,
    AccountId: account,
    Endpoint: config.publicUrl ?? localUrl(config),
    Source: config.rootKey === null ? credentialsPath(config.dataDir) : 'environment',
  };
  if (options.json) printJson(shown);
  else printPairs(shown);
}
