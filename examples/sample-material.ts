import { fork } from 'node:child_process';
import { mkdir, rename, stat, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { composeMusic, wavFile } from './material/music.ts';
import { developPicture, pictures } from './material/pictures.ts';
import { scenes } from './material/scenes.ts';

/** How the making of the material is followed and bounded. */
export type SampleOptions = {
  /** Ends the children that paint; the promise is then refused. */
  signal?: AbortSignal;
  /** Share of the work that is done, 0 to 1, rising. */
  onProgress?: (share: number) => void;
  /** Pixels for each unit of a scene; 2/3 makes 720x1280 and 1280x720. */
  scale?: number;
};

/** Smaller than the 1080x1920 that is asked of the demo's videos: painting takes twice as long at full size. */
const demoScale = 2 / 3;

/**
 * Makes the demo's own material in a folder: moving clips, still pictures, stickers and a music bed, all painted and
 * composed by code. What is there already is kept. Clips are painted by as many child processes as there are cores.
 *
 * @returns the names of all files in the folder
 */
export async function makeSampleMaterial(folder: string, options: SampleOptions = {}): Promise<string[]> {
  const { signal, onProgress = () => {}, scale = demoScale } = options;
  await mkdir(folder, { recursive: true });
  await makeFile(join(folder, 'music.wav'), () => wavFile(composeMusic()));
  for (const picture of pictures) await makeFile(join(folder, picture.file), () => developPicture(picture));

  const films = scenes.map((scene) => ({
    scene,
    file: join(folder, `${scene.name}.mp4`),
    frames: scene.fps * scene.seconds,
  }));
  const total = films.reduce((sum, { frames }) => sum + frames, 0);
  let done = 0;
  const advance = (frames: number) => {
    done += frames;
    onProgress(done / total);
  };
  const waiting = [...films];
  const worker = async () => {
    for (let film = waiting.shift(); film; film = waiting.shift()) {
      if (await exists(film.file)) advance(film.frames);
      else await filmInChild(film.scene.name, film.file, { scale, signal, advance });
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
  return [...films.map(({ scene }) => `${scene.name}.mp4`), ...pictures.map(({ file }) => file), 'music.wav'];
}

async function makeFile(file: string, make: () => Buffer): Promise<void> {
  if (await exists(file)) return;
  await writeFile(`${file}.part`, make());
  await rename(`${file}.part`, file);
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

type FilmJob = { scale: number; signal: AbortSignal | undefined; advance: (frames: number) => void };

/** Painting blocks its process, so that each film is made in one of its own. */
async function filmInChild(name: string, file: string, { scale, signal, advance }: FilmJob): Promise<void> {
  const child = fork(
    new URL('./material/film-process.ts', import.meta.url),
    [name, `${file}.part`, String(scale)],
    {
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      ...(signal ? { signal } : {}),
    },
  );
  let complaint = '';
  child.stderr?.on('data', (text) => {
    complaint = `${complaint}${text}`.slice(-2000);
  });
  child.on('message', (frames) => advance(Number(frames)));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  if (code !== 0)
    throw new Error(`the clip ${name} could not be made: ${complaint.trim() || `exit code ${code}`}`);
  await rename(`${file}.part`, file);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const folder = process.argv[2] ?? 'data/material';
  const files = await makeSampleMaterial(folder);
  console.log(`${files.length} files in ${folder}`);
}
