import { createSealer, loadMasterKey } from '../access/secrets.ts';
import type { Config } from '../config.ts';
import { consolePurpose, makeSignInLink } from '../web/sign-in-link.ts';

/**
 * A link that signs in to the console once, within ten minutes, with a key.
 *
 * @param baseUrl where the server is, without a slash at the end
 */
export async function signInLink(
  config: Pick<Config, 'dataDir' | 'masterKey'>,
  baseUrl: string,
  keyId: string,
): Promise<string> {
  const sealer = createSealer(await loadMasterKey(config), consolePurpose);
  return makeSignInLink(sealer, baseUrl, keyId, new Date());
}
