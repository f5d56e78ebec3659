import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { link, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';

/**
 * One process owns a data folder: the embedded database is a single-process engine, and two of them on the same files
 * destroy each other's work. The owner is named in a small file; a file that a killed process left behind is taken over.
 */

/** The folder belongs to another live process; the message says which. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/** Who holds the folder. `started` tells a process from a later one with the same number. */
type Owner = { pid: number; started: string; host: string };

const fileName = 'server.lock';
const takeOverAttempts = 5;
/** An owner on another host cannot be asked whether it lives, so it shows it by touching the file. */
const touchMilliseconds = 10_000;
const silentMilliseconds = 35_000;

/** Folders that this process holds: asking the system about our own process number says nothing. */
const heldHere = new Set<string>();

/**
 * Takes the folder for this process.
 *
 * @returns gives the folder back
 * @throws FolderInUseError when a live process has it
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, fileName);
  if (heldHere.has(path)) throw new FolderInUseError(`${folder} is in use by this process already`);
  const owner: Owner = { pid: process.pid, started: startOf(process.pid), host: hostname() };
  const text = JSON.stringify(owner);
  for (let attempt = 0; attempt < takeOverAttempts; attempt += 1) {
    if (await createWhole(path, text)) return hold(path);
    await removeIfStale(folder, path);
  }
  throw new FolderInUseError(
    `${folder} is being opened by several processes at once; start one of them again`,
  );
}

function hold(path: string): () => Promise<void> {
  heldHere.add(path);
  const touching = setInterval(() => {
    const now = new Date();
    // Failing to touch only matters to other hosts, and the next turn tries again.
    utimes(path, now, now).catch(() => {});
  }, touchMilliseconds);
  touching.unref();
  return async () => {
    clearInterval(touching);
    await rm(path, { force: true });
    heldHere.delete(path);
  };
}

/** Creates the file with its content in one step; false when it exists. */
async function createWhole(path: string, text: string): Promise<boolean> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, text, { mode: 0o600 });
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
    return false;
  } finally {
    await rm(draft, { force: true });
  }
}

async function removeIfStale(folder: string, path: string): Promise<void> {
  const found = await readFile(path, 'utf8').catch(ignoreMissing);
  if (found === null) return;
  const owner = parseOwner(found);
  if (owner !== null && (await isAlive(owner, path))) {
    throw new FolderInUseError(
      `${folder} is in use by process ${owner.pid} on ${owner.host}: stop it first, or set REELMILL_DATA_DIR to another folder`,
    );
  }
  // Renaming before removing: when two processes find the same stale file, the second must not remove the new
  // owner's one. What was moved away is looked at again, and put back when it is not what was judged.
  const aside = `${path}.${randomBytes(6).toString('hex')}`;
  await rename(path, aside).catch(ignoreMissing);
  const moved = await readFile(aside, 'utf8').catch(ignoreMissing);
  if (moved !== null && moved !== found) await link(aside, path).catch(() => {});
  await rm(aside, { force: true });
}

async function isAlive(owner: Owner, path: string): Promise<boolean> {
  if (owner.host !== hostname()) {
    const touched = await stat(path).catch(ignoreMissing);
    return touched !== null && Date.now() - touched.mtimeMs < silentMilliseconds;
  }
  // The lock is not held here (see heldHere): a new container often gets the number of the process that was killed.
  if (owner.pid === process.pid) return false;
  try {
    process.kill(owner.pid, 0);
  } catch (error) {
    if (codeOf(error) === 'ESRCH') return false;
  }
  return owner.started === startOf(owner.pid);
}

/** Start time of a process in ticks since boot (Linux); empty elsewhere and when it is gone. */
function startOf(pid: number): string {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold spaces; the start time is the 20th field behind it.
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  } catch {
    return '';
  }
}

function parseOwner(text: string): Owner | null {
  try {
    return JSON.parse(text) as Owner;
  } catch {
    return null;
  }
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;

function ignoreMissing(error: unknown): null {
  if (codeOf(error) === 'ENOENT') return null;
  throw error;
}
