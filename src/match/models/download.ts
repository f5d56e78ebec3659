import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { ModelError, reasonOf } from './model-error.ts';
import { chooseWeights, type Weights } from './weights.ts';

const listing = z.object({ siblings: z.array(z.object({ rfilename: z.string() })) });

/** Sets of networks that a model may consist of; those that come first are loaded in parts, which needs less memory. */
const networkSets = [
  ['text_model', 'vision_model'],
  ['encoder_model', 'decoder_model_merged'],
  ['model'],
] as const;

/** Settings, vocabularies and layers behind the network, which are small. */
const accompanying = /^[\w.-]+\.(json|txt)$|^\d_(Dense|Pooling)\/(config\.json|model\.safetensors)$/;

/** Name of a file that lies in a folder while not all of a model has come. */
export const partialMark = '.partial';

/** Which files of a repository a model needs. */
function neededFiles(id: string, files: readonly string[]): string[] {
  const weights = networkSets
    .map((networks) => chooseWeights(files, networks))
    .find((found) => found !== null);
  if (weights === undefined) throw new ModelError(`${id} has no ONNX files (onnx/*.onnx) that could be used`);
  return [...files.filter((file) => accompanying.test(file)), ...(weights satisfies Weights).files];
}

/** A hub that sends nothing for so long, in seconds, has gone: a connection that broke is not always told. */
const longestSilence = 30;

/** Ends what waits for the hub when it has been silent for too long. */
function watchSilence() {
  const controller = new AbortController();
  const giveUp = () => controller.abort(new Error(`nothing came for ${longestSilence} seconds`));
  const timer = setTimeout(giveUp, longestSilence * 1000);
  return {
    signal: controller.signal,
    /** Something came. */
    heard: () => timer.refresh(),
    end: () => clearTimeout(timer),
  };
}

/** Asks the hub; what goes wrong is told with what can be done about it. */
async function ask(url: URL, id: string, folder: string, signal: AbortSignal): Promise<Response> {
  const way = `Put its files into ${folder}, or name another folder`;
  const response = await fetch(url, { signal }).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw new ModelError(
      `${id} could not be downloaded: ${url.host} cannot be reached (${reasonOf(cause)}). ${way}`,
    );
  });
  if (response.ok) return response;
  const isAbsent = [401, 403, 404].includes(response.status);
  throw new ModelError(
    isAbsent
      ? `${id} could not be downloaded: ${url.host} has no such public model. ${way}`
      : `${id} could not be downloaded: ${url.host} answered ${response.status}. ${way}`,
  );
}

/** Brings one file of a repository to a path; half of it is never taken for the whole. */
async function bringFile(hub: string, id: string, file: string, folder: string): Promise<void> {
  const path = join(folder, file);
  const half = `${path}.part`;
  const silence = watchSilence();
  try {
    const url = new URL(`${pathOf(id)}/resolve/main/${pathOf(file)}`, hub);
    const { body } = await ask(url, id, folder, silence.signal);
    if (body === null) throw new ModelError(`${id} could not be downloaded: ${file} is empty`);
    await mkdir(dirname(path), { recursive: true });
    const heard = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        silence.heard();
        yield chunk;
      }
    };
    await pipeline(body, heard, createWriteStream(half), { signal: silence.signal });
    await rename(half, path);
  } catch (error) {
    await rm(half, { force: true });
    if (error instanceof ModelError) throw error;
    const reason = silence.signal.aborted ? silence.signal.reason : error;
    throw new ModelError(`${id} could not be downloaded: ${file} broke off (${reasonOf(reason)})`);
  } finally {
    silence.end();
  }
}

/** What files the repository of a model has. */
async function listFiles(hub: string, id: string, folder: string): Promise<string[]> {
  const silence = watchSilence();
  try {
    const answer = await ask(new URL(`api/models/${pathOf(id)}`, hub), id, folder, silence.signal);
    const parsed = listing.safeParse(await answer.json().catch(() => null));
    if (!parsed.success) throw new ModelError(`${id} could not be downloaded: ${hub} is no model hub`);
    return parsed.data.siblings.map(({ rfilename }) => rfilename);
  } finally {
    silence.end();
  }
}

/** `owner/name` with each part made fit for a URL. */
const pathOf = (path: string) => path.split('/').map(encodeURIComponent).join('/');

/**
 * Brings a model of a hub to a folder: its settings and the best of the weights it is published in. What is there already
 * stays, so that a download that was cut off goes on with the next file.
 *
 * @param hub base URL with a slash at its end
 * @param present files that are in the folder already
 * @throws ModelError when the hub cannot be reached, or has no such model
 */
export async function downloadModel(
  hub: string,
  id: string,
  folder: string,
  present: readonly string[],
): Promise<void> {
  const needed = neededFiles(id, await listFiles(hub, id, folder));
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, partialMark), '');
  for (const file of needed) {
    if (!present.includes(file)) await bringFile(hub, id, file, folder);
  }
  await rm(join(folder, partialMark));
}
