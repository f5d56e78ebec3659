import { createHash, randomBytes } from 'node:crypto';
import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { apiError } from '../../errors/api-error.ts';
import {
  RenderError,
  type RenderOptions,
  type RenderRequest,
  type RenderResult,
} from '../../render/request.ts';
import type { MediaFacts, Source } from '../../timeline/material.ts';
import type { PreviewOrder } from './orders.ts';
import { paintScene, scenes } from './paint.ts';

/** Small pictures and clips, drawn by the renderer itself and kept. */
export type Previews = {
  /**
   * The file of a preview.
   *
   * @returns name of the file in `folder`
   * @throws ApiError `InvalidParameter` for what cannot be drawn
   */
  find(order: PreviewOrder): Promise<string>;
  /** Absolute path of the folder with the files. */
  folder: string;
  /** Ends what is being drawn. */
  close(): Promise<void>;
};

/** What previews rest on. */
export type PreviewParts = {
  /** For finished files. */
  folder: string;
  /** For files on their way. */
  workDir: string;
  /** The user's own fonts. */
  fontDir: string | null;
  render(request: RenderRequest, options: RenderOptions): Promise<RenderResult>;
  renderStill(request: RenderRequest, second: number, options: RenderOptions): Promise<void>;
};

/** Raised when the same order would be drawn otherwise. */
const edition = 1;
const concurrency = 2;
/** Previews that may wait; a browser that asks for more is asked to try again. */
const maxWaiting = 200;
/** Files that are kept, and how many of the oldest go when there are more. */
const maxKept = 2000;
const timeLimit = 30;
const sceneSize = { width: 640, height: 360 };

/** Opens the previews of a server. */
export function openPreviews(parts: PreviewParts): Previews {
  const { folder, workDir, fontDir, render, renderStill } = parts;
  const closing = new AbortController();
  const underWay = new Map<string, Promise<string>>();
  const waiting: (() => void)[] = [];
  let running = 0;
  let made = 0;

  const enter = async () => {
    if (waiting.length >= maxWaiting) throw apiError('ServiceUnavailable');
    if (running >= concurrency) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
  };
  const leave = () => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };

  const draw = async (order: PreviewOrder, name: string): Promise<void> => {
    const home = join(workDir, `preview-${randomBytes(6).toString('hex')}`);
    await mkdir(home, { recursive: true });
    try {
      const outputFile = join(home, name);
      const request: RenderRequest = {
        timeline: order.timeline,
        format: order.format,
        sources: await paintSources(home),
        fontDir,
        workDir: home,
        outputFile,
      };
      const options = { signal: closing.signal, timeLimit };
      if (order.still === null) await render(request, options);
      else await renderStill(request, order.still, options);
      await mkdir(folder, { recursive: true });
      await rename(outputFile, join(folder, name));
    } catch (error) {
      if (!(error instanceof RenderError)) throw error;
      throw apiError('InvalidParameter', { Reason: `The preview cannot be drawn: ${error.message}` }, error);
    } finally {
      await rm(home, { recursive: true, force: true });
    }
  };

  const make = async (order: PreviewOrder, name: string): Promise<string> => {
    const path = join(folder, name);
    if (await exists(path)) {
      // The oldest ones go first when there are too many.
      const now = new Date();
      await utimes(path, now, now).catch(() => {});
      return name;
    }
    await enter();
    try {
      closing.signal.throwIfAborted();
      await draw(order, name);
    } finally {
      leave();
    }
    made += 1;
    if (made % 100 === 1) await removeOldest(folder);
    return name;
  };

  return {
    folder,
    find(order) {
      const digest = createHash('sha256')
        .update(JSON.stringify([edition, order]))
        .digest('hex');
      const name = `${digest.slice(0, 32)}.${endingOf(order)}`;
      const known = underWay.get(name);
      if (known !== undefined) return known;
      const making = make(order, name).finally(() => underWay.delete(name));
      underWay.set(name, making);
      return making;
    },
    async close() {
      closing.abort();
      await Promise.allSettled(underWay.values());
    },
  };
}

function endingOf({ still, timeline }: PreviewOrder): 'mp4' | 'png' | 'webp' {
  if (still === null) return 'mp4';
  // Letters want sharp edges, landscapes few bytes.
  return timeline.SubtitleTracks === undefined ? 'webp' : 'png';
}

/** Paints the landscapes into a folder. */
async function paintSources(home: string): Promise<Record<string, Source>> {
  const { width, height } = sceneSize;
  const facts: MediaFacts = {
    kind: 'image',
    format: 'png_pipe',
    duration: 0,
    size: 0,
    bitrate: 0,
    picture: {
      width,
      height,
      codedWidth: width,
      codedHeight: height,
      rotation: 0,
      sampleAspect: 1,
      fps: 0,
      codec: 'png',
      pixelFormat: 'rgb24',
      alpha: false,
      transfer: 'sdr',
      colorSpace: 'gbr',
      colorRange: 'pc',
      colorPrimaries: 'unspecified',
      interlaced: false,
    },
    sound: null,
  };
  const entries = await Promise.all(
    Object.entries(scenes).map(async ([name, scene]) => {
      const path = join(home, `${name}.png`);
      await writeFile(
        path,
        painted(name, () => paintScene(scene, width, height)),
      );
      return [name, { path, facts }] as const;
    }),
  );
  return Object.fromEntries(entries);
}

const paintings = new Map<string, Buffer>();

/** Painting costs more than writing the file again. */
function painted(name: string, paint: () => Buffer): Buffer {
  const known = paintings.get(name) ?? paint();
  paintings.set(name, known);
  return known;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

async function removeOldest(folder: string): Promise<void> {
  const names = await readdir(folder);
  if (names.length <= maxKept) return;
  const files = await Promise.all(
    names.map(async (name) => ({ name, time: (await stat(join(folder, name))).mtimeMs })),
  );
  files.sort((a, b) => a.time - b.time);
  for (const { name } of files.slice(0, names.length - maxKept))
    await rm(join(folder, name), { force: true });
}
