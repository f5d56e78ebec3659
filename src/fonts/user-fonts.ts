import { lstat, readdir } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { type NamedFace, openFaces } from './face.ts';

/** A font file that was passed over, and why. */
export type BrokenFont = { file: string; reason: string };

/** The fonts of the user's own folder. */
export type UserFonts = { faces: NamedFace[]; broken: BrokenFont[] };

/** Bounds of the folder: a font is rarely above 30 MB, and every render reads them all. */
const mostFiles = 200;
const mostBytes = 64 * 1024 * 1024;
const mostBytesTogether = 512 * 1024 * 1024;
const extensions = ['.ttf', '.otf', '.ttc', '.otc'];

/**
 * Reads the fonts of a folder (not of the folders in it). Files that are no fonts, too large or too many are
 * passed over and named; a folder that does not exist has no fonts.
 */
export async function readUserFonts(folder: string): Promise<UserFonts> {
  const result: UserFonts = { faces: [], broken: [] };
  const entries = await readdir(folder).catch(() => []);
  const files = entries.filter((name) => extensions.includes(extname(name).toLowerCase())).sort();
  let bytes = 0;
  for (const [index, name] of files.entries()) {
    const file = join(folder, name);
    const pass = (reason: string) => result.broken.push({ file, reason });
    const { size, isFile } = await lstat(file).then(
      (stat) => ({ size: stat.size, isFile: stat.isFile() }),
      () => ({ size: 0, isFile: false }),
    );
    if (!isFile) pass('it is not a plain file');
    else if (index >= mostFiles) pass(`the folder has more than ${mostFiles} fonts`);
    else if (size > mostBytes) pass(`it has more than ${mostBytes} bytes`);
    else if (bytes + size > mostBytesTogether)
      pass(`the fonts of the folder have more than ${mostBytesTogether} bytes`);
    else {
      bytes += size;
      try {
        const stem = basename(name, extname(name));
        result.faces.push(...openFaces(file).map((face) => ({ ...face, names: [...face.names, stem] })));
      } catch (error) {
        pass(error instanceof Error ? error.message : String(error));
      }
    }
  }
  return result;
}
