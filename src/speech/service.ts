import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../config.ts';
import { spaced } from '../text/scripts.ts';
import { audible, type Sentence } from '../text/sentences.ts';
import { filterToLength, type Sound } from './filter.ts';
import { edgesOf } from './levels.ts';
import {
  type Anchor,
  type Delivery,
  type SpeechProvider,
  type SpokenRun,
  type SpokenSentence,
  spokenText,
} from './provider.ts';
import type { Voice } from './voices.ts';
import { decodeWav } from './wav.ts';

/** Bounds of one request to the service. */
const attempts = 3;
const timeLimit = 60_000;
const mostBytes = 64 * 1024 * 1024;
const firstDelay = 500;
/** Requests under way at a time. */
const parallel = 2;
/** All sound of the service is brought to this rate. */
const rate = 48_000;

/** A failure that another attempt may cure. */
class PassingFailure extends Error {
  override readonly name = 'PassingFailure';
}

/** Voices that every OpenAI-compatible service is expected to know, by gender. */
const servicesVoices: Record<Voice['gender'], string> = { female: 'nova', male: 'onyx', child: 'shimmer' };

async function readBounded(response: Response): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.length;
    if (size > mostBytes)
      throw new Error(`the speech service sent more than ${mostBytes} bytes for one sentence`);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

async function ask(url: string, key: string, body: Record<string, unknown>): Promise<Buffer> {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (key !== '') headers.authorization = `Bearer ${key}`;
  let response: Response;
  try {
    response = await fetch(url, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(timeLimit),
    });
    if (response.ok) return await readBounded(response);
  } catch (error) {
    if (!(error instanceof TypeError) && !(error instanceof DOMException)) throw error;
    const reason = error.cause instanceof Error ? error.cause.message : error.message;
    throw new PassingFailure(`the speech service cannot be reached: ${reason}`, { cause: error });
  }
  const answer = (await readBounded(response)).toString('utf8').slice(0, 300);
  const sentence = `the speech service answered ${response.status}: ${answer}`;
  const passing = response.status === 408 || response.status === 429 || response.status >= 500;
  throw passing ? new PassingFailure(sentence) : new Error(sentence);
}

async function askAgain(url: string, key: string, body: Record<string, unknown>): Promise<Buffer> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await ask(url, key, body);
    } catch (error) {
      if (!(error instanceof PassingFailure) || attempt === attempts) throw error;
      await sleep(firstDelay * 2 ** (attempt - 1));
    }
  }
}

/**
 * How long a character is in the mouth: a Chinese one is a syllable, a Latin letter a part of one, a comma a
 * breath.
 */
function weightOf(character: string): number {
  if (/\p{Script=Han}|\p{Script=Hangul}/u.test(character)) return 1;
  if (/[\p{Script=Hiragana}\p{Script=Katakana}]/u.test(character)) return 0.6;
  if (/\p{N}/u.test(character)) return 1;
  if (/[，,。.！!？?；;：:、]/u.test(character)) return 0.8;
  return /\p{L}/u.test(character) ? 0.3 : 0.05;
}

/** Times by share of the text: a service gives none. Signs at the very end are not heard. */
function estimate(text: string, duration: number): Anchor[] {
  const heard = text.replace(/[^\p{L}\p{N}]+$/u, '').length;
  const anchors: Anchor[] = [];
  let weight = 0;
  let offset = 0;
  for (const character of text) {
    anchors.push({ offset, time: weight });
    if (offset < heard) weight += weightOf(character);
    offset += character.length;
  }
  anchors.push({ offset, time: weight });
  const scale = weight === 0 ? 0 : duration / weight;
  return anchors.map((anchor) => ({ offset: anchor.offset, time: anchor.time * scale }));
}

/** Cuts the silence of the service off, and changes the pitch without changing the length. */
function prepare(raw: Sound, pitch: number): Sound {
  const { from, to } = edgesOf(raw);
  const pad = Math.round(raw.rate * 0.012);
  const voice = { samples: raw.samples.slice(Math.max(0, from - pad), to + pad), rate: raw.rate };
  const length = Math.max(1, Math.round((voice.samples.length / raw.rate) * rate));
  // 500 is half an octave.
  const factor = 2 ** (pitch / 1000);
  const shift = `aresample=${rate},asetrate=${Math.round(rate * factor)},aresample=${rate},atempo=${(1 / factor).toFixed(6)}`;
  return filterToLength(voice, pitch === 0 ? 'anull' : shift, rate, length);
}

function runOf(sentence: Sentence, language: string): SpokenRun['run'] {
  const atoms = sentence.clauses.flatMap(({ runs }) =>
    // Pinyin is for the embedded voice; a service reads the characters.
    runs.flatMap((run) =>
      run.pinyin ? run.atoms.map(({ shown }) => ({ shown, spoken: shown })) : run.atoms,
    ),
  );
  return { language, pinyin: false, atoms };
}

/**
 * An OpenAI-compatible speech service: one request a sentence, so that the times of sentences are exact;
 * those of words are estimated. A voice id that ICE does not know is handed to the service as it is.
 */
export function serviceProvider({ url, key, model }: NonNullable<Config['speechService']>): SpeechProvider {
  const endpoint = `${url.replace(/\/+$/, '')}/audio/speech`;

  const speakSentence = async (sentence: Sentence, delivery: Delivery): Promise<SpokenSentence> => {
    const run = runOf(sentence, delivery.language);
    const text = spokenText(run);
    const pause = sentence.clauses.at(-1)?.pause ?? 0;
    const silence = { run, sound: { samples: new Float32Array(0), rate }, anchors: [{ offset: 0, time: 0 }] };
    if (!audible(text)) return { runs: [{ spoken: silence, pause }] };
    const voice = delivery.known ? servicesVoices[delivery.voice.gender] : delivery.voiceId;
    const input = spaced(delivery.language) ? text.replaceAll(/\s+/g, ' ').trim() : text.trim();
    const file = await askAgain(endpoint, key, { model, voice, input, speed: 1, response_format: 'wav' });
    const sound = prepare(decodeWav(file), delivery.pitch);
    return {
      runs: [{ spoken: { run, sound, anchors: estimate(text, sound.samples.length / rate) }, pause }],
    };
  };

  return {
    ownVoices: true,
    caveat: () => null,
    speak: async (sentences, delivery) => {
      const spoken: SpokenSentence[] = [];
      for (let at = 0; at < sentences.length; at += parallel) {
        const some = sentences.slice(at, at + parallel).map((sentence) => speakSentence(sentence, delivery));
        spoken.push(...(await Promise.all(some)));
      }
      return spoken;
    },
  };
}
