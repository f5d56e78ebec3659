import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { apiError } from '../errors/api-error.ts';
import type { Warning } from '../errors/warning.ts';
import { checkSpeechText } from '../text/ssml.ts';
import { type Speech, type SpeechRequest, speechKey } from '../timeline/speech.ts';
import { openBooth } from './booth.ts';
import type { SpeechFacts } from './messages.ts';

/** A text that has been spoken, with its sound. */
export type SpokenSpeech = Speech & {
  /** Absolute path of a WAV file: 48 kHz, mono, 16 bits. */
  path: string;
  warnings: Warning[];
};

/** Speaks texts, each only once. */
export type Speaker = {
  /**
   * Speaks a text, or finds it in the cache. Equal requests at the same time share one synthesis.
   *
   * @throws ApiError InvalidParameter for malformed SSML, SpeechFailed when it could not be spoken
   */
  speak(request: SpeechRequest): Promise<SpokenSpeech>;
  /** Ends the speech process; speeches under way fail. */
  close(): Promise<void>;
};

/** Raised when the embedded voice or the way of its sound changes: old files are not found any more. */
const edition = 2;

const span = z.object({ text: z.string(), start: z.number(), end: z.number() });
const cachedFacts = z.object({
  duration: z.number(),
  sentences: z.array(span),
  words: z.array(span),
  warnings: z.array(z.object({ Code: z.string(), Message: z.string() })),
});

/** Tells the sound of one provider from that of another. */
function tagOf(service: Config['speechService']): string {
  if (service === null) return `embedded${edition}`;
  const digest = createHash('sha256').update(`${service.url}\n${service.model}`).digest('hex');
  return `service${edition}-${digest.slice(0, 12)}`;
}

async function readFacts(file: string): Promise<SpeechFacts | null> {
  try {
    const parsed = cachedFacts.safeParse(JSON.parse(await readFile(file, 'utf8')));
    return parsed.success ? parsed.data : null;
  } catch {
    // Absent or half written by a machine that died: spoken again.
    return null;
  }
}

/**
 * Opens the speaker. Speeches are kept in `cacheDir` under the key of their request; the JSON file, written
 * last and in one step, says that the sound beside it is whole.
 */
export function createSpeaker(options: {
  cacheDir: string;
  service: Config['speechService'];
  logger?: Logger;
}): Speaker {
  const { cacheDir, service, logger } = options;
  const tag = tagOf(service);
  // The embedded voice works on one text at a time, a service on several.
  const booth = openBooth(service === null ? 1 : 4);
  const underWay = new Map<string, Promise<SpokenSpeech>>();

  const make = async (request: SpeechRequest, sound: string, facts: string): Promise<SpeechFacts> => {
    await mkdir(cacheDir, { recursive: true });
    const half = join(cacheDir, `.${randomUUID()}`);
    try {
      const made = await booth.order({ request, service, file: `${half}.wav` });
      await writeFile(`${half}.json`, JSON.stringify(made));
      await rename(`${half}.wav`, sound);
      await rename(`${half}.json`, facts);
      return made;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger?.warn({ err: error }, 'a text could not be spoken');
      throw apiError('SpeechFailed', { Reason: reason }, error);
    } finally {
      await Promise.all([rm(`${half}.wav`, { force: true }), rm(`${half}.json`, { force: true })]);
    }
  };

  const find = async (request: SpeechRequest, key: string): Promise<SpokenSpeech> => {
    const sound = join(cacheDir, `${key}.${tag}.wav`);
    const facts = join(cacheDir, `${key}.${tag}.json`);
    const present = await stat(sound).catch(() => null);
    const known = present === null ? null : await readFacts(facts);
    return { key, path: sound, ...(known ?? (await make(request, sound, facts))) };
  };

  return {
    async speak(request) {
      checkSpeechText(request.text);
      const key = speechKey(request);
      const running = underWay.get(key);
      if (running !== undefined) return running;
      const speaking = find(request, key).finally(() => underWay.delete(key));
      underWay.set(key, speaking);
      return speaking;
    },
    close: () => booth.close(),
  };
}
