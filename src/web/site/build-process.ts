import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'vite';
import { FolderInUseError, lockFolder } from '../../db/folder-lock.ts';

/**
 * Builds the console into a folder, once however many servers ask for it: `build-process.ts CONFIG FOLDER`. The folder
 * is there only when it is whole.
 */

/** Milliseconds between two looks at whether another process has finished. */
const pause = 300;
/** Builds of other sources are removed when nobody has made one of them for this long. */
const keepMilliseconds = 7 * 86_400_000;
/** Files that become smaller when they are compressed. */
const compressible = /\.(?:js|css|html|svg|json|txt|map)$/;

const [configFile = '', folder = ''] = process.argv.slice(2);

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

/** Waits for the right to build. */
async function lockBuilds(): Promise<() => Promise<void>> {
  for (;;) {
    try {
      return await lockFolder(dirname(folder));
    } catch (error) {
      if (!(error instanceof FolderInUseError)) throw error;
      await sleep(pause);
    }
  }
}

/** Puts a compressed copy beside every file, as a server hands them out without work of its own. */
async function compressAll(root: string): Promise<void> {
  const names = await readdir(root, { recursive: true });
  for (const name of names.filter((each) => compressible.test(each))) {
    const bytes = await readFile(join(root, name));
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: 9,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    await writeFile(join(root, `${name}.br`), await promisify(brotliCompress)(bytes, { params }));
    await writeFile(join(root, `${name}.gz`), await promisify(gzip)(bytes, { level: 9 }));
  }
}

async function removeOld(): Promise<void> {
  const home = dirname(folder);
  for (const name of await readdir(home)) {
    const path = join(home, name);
    if (name === basename(folder) || name.endsWith('.lock')) continue;
    const age = Date.now() - (await stat(path)).mtimeMs;
    if (age > keepMilliseconds) await rm(path, { recursive: true, force: true });
  }
}

await mkdir(dirname(folder), { recursive: true });
const unlock = await lockBuilds();
try {
  if (!(await exists(folder))) {
    const draft = `${folder}.draft`;
    await rm(draft, { recursive: true, force: true });
    await build({
      configFile,
      configLoader: 'native',
      mode: 'production',
      logLevel: 'error',
      build: { outDir: draft, emptyOutDir: true },
    });
    await compressAll(draft);
    await rename(draft, folder);
    await removeOld();
  }
} finally {
  await unlock();
}
