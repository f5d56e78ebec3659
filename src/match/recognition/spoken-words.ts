import { z } from 'zod';
import type { Findings } from '../../media/findings.ts';
import { wordsOf } from '../../text/words.ts';
import type { SourceShot } from '../../timeline/footage.ts';
import type { Source } from '../../timeline/material.ts';
import type { SpokenSpan } from '../../timeline/speech.ts';
import type { Recogniser } from './recognition.ts';

const kept = z.array(z.object({ text: z.string(), start: z.number(), end: z.number() }));

/** Raised when the way from sound to spans changes: what was heard before is heard again. */
const edition = 1;

const wordLetter = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Words of a span with the moments they are said at: a span's time is shared out by the length of its words. */
function timedWords({ text, start, end }: SpokenSpan): { text: string; time: number }[] {
  let before = 0;
  return wordsOf(text, 'zh').map((word) => {
    const time = start + ((before + word.length / 2) / text.length) * (end - start);
    before += word.length;
    return { text: word.trim(), time };
  });
}

/** Puts words together as they are written: with spaces, but not between Chinese ones. */
function written(words: readonly string[]): string {
  return words.reduce((text, word) => {
    const isClose = wordLetter.test(text.at(-1) ?? '') && wordLetter.test(word.at(0) ?? '');
    return text === '' || isClose ? text + word : `${text} ${word}`;
  }, '');
}

/**
 * What is said in each shot: a word belongs to the shot in which its middle is heard.
 *
 * @param spans in order, with times of the material
 * @returns a text for each shot, empty where nothing is said
 */
export function wordsInShots(spans: readonly SpokenSpan[], shots: readonly SourceShot[]): string[] {
  const words = spans.flatMap(timedWords);
  return shots.map((shot) =>
    written(words.filter(({ time }) => time >= shot.in && time < shot.out).map(({ text }) => text)),
  );
}

/**
 * What is said in each shot of a material, heard once and kept with the file.
 *
 * @returns a text for each shot; null when no speech model is set or the material has no sound
 * @throws ModelError when the model cannot be used or the sound cannot be decoded
 */
export async function spokenWordsOf(
  source: Source,
  shots: readonly SourceShot[],
  tools: { recogniser: Recogniser | null; findings: Findings },
  signal?: AbortSignal,
): Promise<string[] | null> {
  const { recogniser, findings } = tools;
  if (recogniser === null || source.facts.sound === null) return null;
  const finder = `speech/${edition} ${await recogniser.fingerprint(signal)}`;
  const found = await findings.of(
    source.path,
    finder,
    async (stopped) => Buffer.from(JSON.stringify(await recogniser.recognise(source, stopped))),
    signal,
  );
  return wordsInShots(kept.parse(JSON.parse(found.toString())), shots);
}
