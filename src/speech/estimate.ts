import { languageOf } from '../text/scripts.ts';
import { shownText } from '../text/ssml.ts';
import { wordsOf } from '../text/words.ts';
import { type Speech, type SpeechRequest, type SpokenSpan, speechKey } from '../timeline/speech.ts';
import { speedOf } from './speed.ts';

/** Seconds that a calm reader needs for a sign: a Chinese, Japanese or Korean one is a whole syllable. */
const syllableSeconds = 0.21;
const letterSeconds = 0.068;
const sentencePause = 0.26;

const syllable = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;

function secondsOf(text: string): number {
  let seconds = 0;
  for (const sign of text) {
    if (syllable.test(sign)) seconds += syllableSeconds;
    else if (/[\p{L}\p{N}]/u.test(sign)) seconds += letterSeconds;
  }
  return seconds;
}

/**
 * About how a text would be spoken, without speaking it: for plans that have to be there at once. The times are wrong by
 * up to a third.
 *
 * @throws ApiError InvalidParameter when SSML is malformed
 */
export function estimateSpeech(request: SpeechRequest): Speech {
  const text = shownText(request.text).trim();
  const language = languageOf(text, request.language);
  const speed = speedOf(request.rate);
  const sentences: SpokenSpan[] = [];
  const words: SpokenSpan[] = [];
  let time = 0;
  for (const { segment } of new Intl.Segmenter(language, { granularity: 'sentence' }).segment(text)) {
    const start = time;
    for (const word of wordsOf(segment, language)) {
      const end = time + secondsOf(word) / speed;
      words.push({ text: word, start: time, end });
      time = end;
    }
    sentences.push({ text: segment, start, end: time });
    time += sentencePause / speed;
  }
  const duration = Math.max(0.1, time - (sentences.length > 0 ? sentencePause / speed : 0));
  return { key: speechKey(request), duration, sentences, words };
}
