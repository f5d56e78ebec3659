import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import { CommandError } from './failure.ts';

/** Keys whose text values name materials, in lower case; only these may be local files. */
const materialKeys = new Set([
  'mediaarray',
  'mediaurl',
  'mediaid',
  'media',
  'backgroundmusicarray',
  'backgroundmusic',
  'backgroundimagearray',
  'openingarray',
  'endingarray',
  'inputmedia',
  'faceurls',
  'slowmotionlogourls',
  'fonturl',
]);

/** A URL with a scheme, or a media id: nothing that could be a path. */
const isReference = (text: string) => /^[a-z][a-z0-9+.-]*:/i.test(text) || /^[0-9a-f]{32}$/i.test(text);

/**
 * Replaces every material that names a local file (a path from `folder`, or a `file:` URL) by what `send` returns for it.
 * The same file is sent once. Texts, titles and unknown names are left as they are.
 *
 * @throws CommandError when a `file:` URL names no file
 */
export async function replaceLocalFiles<T>(
  value: T,
  folder: string,
  send: (path: string) => Promise<string>,
): Promise<T> {
  const sent = new Map<string, Promise<string>>();
  const sendOnce = (path: string) => {
    const going = sent.get(path) ?? send(path);
    sent.set(path, going);
    return going;
  };
  const visit = async (part: unknown, key: string): Promise<unknown> => {
    if (Array.isArray(part)) return Promise.all(part.map((member) => visit(member, key)));
    if (typeof part === 'object' && part !== null) {
      const members = Object.entries(part).map(async ([name, member]) => [name, await visit(member, name)]);
      return Object.fromEntries(await Promise.all(members));
    }
    if (typeof part !== 'string' || !materialKeys.has(key.toLowerCase())) return part;
    const path = await localPath(part, folder);
    return path === null ? part : sendOnce(path);
  };
  return (await visit(value, '')) as T;
}

async function localPath(text: string, folder: string): Promise<string | null> {
  const isUrl = text.startsWith('file:');
  if (!isUrl && isReference(text)) return null;
  const path = isUrl ? fileURLToPath(text) : resolve(folder, text);
  const facts = await stat(path).catch(() => null);
  if (facts?.isFile()) return path;
  if (isUrl) throw new CommandError(`${text} names no file`);
  return null;
}

/** Object key for a local file: equal bytes under an equal name are stored once. */
export async function uploadKey(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return `${hash.digest('hex').slice(0, 16)}/${basename(path)}`;
}
