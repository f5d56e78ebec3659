import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Prober } from './probe.ts';
import type { Probe } from './probe-report.ts';

/** Raised when the facts of the same file would come out differently. */
const version = 1;

/**
 * Remembers what was read of files, by their path, size and times: a file is read once, whoever asks and however often.
 *
 * @param folder made when needed; what is in it may be deleted at any time
 * @returns a function like `Prober.probe`
 */
export function rememberProbes(folder: string, prober: Pick<Prober, 'probe'>): Prober['probe'] {
  const running = new Map<string, Promise<Probe>>();

  async function identify(path: string): Promise<string> {
    const { size, mtimeNs, ctimeNs, ino } = await stat(path, { bigint: true });
    const identity = [version, path, size, mtimeNs, ctimeNs, ino].join('\n');
    return createHash('sha256').update(identity).digest('hex').slice(0, 40);
  }

  async function recall(file: string): Promise<Probe | null> {
    try {
      return JSON.parse(await readFile(file, 'utf8')) as Probe;
    } catch {
      // Not there, or written by a process that was killed: reading the media again makes it whole.
      return null;
    }
  }

  async function read(path: string, file: string): Promise<Probe> {
    const known = await recall(file);
    if (known !== null) return known;
    const probe = await prober.probe(path);
    await mkdir(folder, { recursive: true });
    const draft = `${file}.${randomBytes(6).toString('hex')}`;
    await writeFile(draft, JSON.stringify(probe));
    await rename(draft, file);
    return probe;
  }

  return async (path) => {
    const file = join(folder, `${await identify(path)}.json`);
    const started = running.get(file) ?? read(path, file).finally(() => running.delete(file));
    running.set(file, started);
    return started;
  };
}
