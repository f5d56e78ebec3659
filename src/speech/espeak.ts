import load, { type EspeakEvent } from '@echogarden/espeak-ng-emscripten';
import { audible, type Run, type Sentence } from '../text/sentences.ts';
import type { Sound } from './filter.ts';
import { edgesOf, levelOf } from './levels.ts';
import { type Anchor, type Delivery, type SpeechProvider, type SpokenRun, spokenText } from './provider.ts';
import { embeddedVoice, readsLanguage } from './voices.ts';

/** Silence left before and after a stretch, and between two stretches of one clause, in seconds. */
const margin = 0.012;
const seam = 0.03;
/** eSpeak NG speaks pinyin with this voice. */
const pinyinVoice = 'cmn-latn-pinyin';

type Raw = { sound: Sound; events: EspeakEvent[] };

/** Fades the first and last milliseconds, so that cuts do not click. */
function softenEnds(samples: Float32Array, rate: number): void {
  const length = Math.min(Math.round(rate * 0.004), samples.length >> 1);
  for (let at = 0; at < length; at++) {
    const gain = at / length;
    samples[at] = (samples[at] ?? 0) * gain;
    const end = samples.length - 1 - at;
    samples[end] = (samples[end] ?? 0) * gain;
  }
}

/** UTF-16 offset of the n-th character (from 0) of a text. */
function offsetsOf(text: string): number[] {
  const offsets = [0];
  for (const character of text) offsets.push((offsets.at(-1) ?? 0) + character.length);
  return offsets;
}

/** Cuts the silence off, and turns the events of the engine into anchors of the text. */
function trim(raw: Raw, text: string, run: Run): SpokenRun {
  const { samples, rate } = raw.sound;
  const edges = edgesOf(raw.sound);
  const pad = Math.round(margin * rate);
  const from = Math.max(0, edges.from - pad);
  const to = Math.min(samples.length, Math.max(edges.to + pad, from + 1));
  const kept = samples.slice(from, to);
  softenEnds(kept, rate);
  const duration = kept.length / rate;
  const offsets = offsetsOf(text);
  const anchors: Anchor[] = [{ offset: 0, time: 0 }];
  for (const event of raw.events) {
    if (event.type !== 'word') continue;
    const offset = offsets[event.text_position - 1] ?? text.length;
    const time = Math.min(duration, Math.max(0, event.audio_position / 1000 - from / rate));
    const last = anchors.at(-1);
    // Numbers have several word marks at one place: the first is where the number begins.
    if (last !== undefined && offset > last.offset && time >= last.time) anchors.push({ offset, time });
  }
  anchors.push({ offset: text.length, time: duration });
  return { run, sound: { samples: kept, rate }, anchors };
}

/** Makes stretches of different voices equally loud: each voice is brought to the mean level of them all. */
function even(runs: readonly SpokenRun[], voiceOfRun: (run: Run) => string): void {
  const levels = Map.groupBy(
    runs.filter(({ sound }) => levelOf([sound]) > 0),
    ({ run }) => voiceOfRun(run),
  );
  if (levels.size < 2) return;
  const target = levelOf(runs.map(({ sound }) => sound));
  for (const group of levels.values()) {
    const gain = target / levelOf(group.map(({ sound }) => sound));
    for (const { sound } of group) {
      for (let at = 0; at < sound.samples.length; at++) sound.samples[at] = (sound.samples[at] ?? 0) * gain;
    }
  }
}

/** The embedded voice: eSpeak NG as WebAssembly. It works synchronously and keeps its thread busy. */
export async function embeddedProvider(): Promise<SpeechProvider> {
  const quiet = () => undefined;
  const { eSpeakNGWorker } = await load({ print: quiet, printErr: quiet });
  const engine = new eSpeakNGWorker();
  const rate = engine.get_samplerate();

  const synthesize = (text: string, voice: string, wordsPerMinute: number, pitch: number): Raw => {
    engine.set_voice(voice, '', 0, 0, 0);
    engine.set_rate(wordsPerMinute);
    engine.set_pitch(pitch);
    const parts: Int16Array[] = [];
    const events: EspeakEvent[] = [];
    engine.synthesize(text, (samples, marks) => {
      parts.push(samples);
      events.push(...marks);
      return false;
    });
    const whole = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
    let at = 0;
    for (const part of parts) {
      for (const sample of part) whole[at++] = sample / 32768;
    }
    return { sound: { samples: whole, rate }, events };
  };

  const speakRun = (run: Run, open: boolean, delivery: Delivery): SpokenRun => {
    const text = spokenText(run);
    if (!audible(text)) {
      const anchors = [
        { offset: 0, time: 0 },
        { offset: text.length, time: 0 },
      ];
      return { run, sound: { samples: new Float32Array(0), rate }, anchors };
    }
    const { name, wordsPerMinute } = embeddedVoice(delivery.voice, run.language);
    const voice = run.pinyin ? `${pinyinVoice}+${delivery.voice.variant}` : name;
    // 0 to 99, 50 is the voice's own pitch; the ends would be caricatures.
    const pitch = Math.round(50 + (delivery.pitch / 500) * 45);
    // A comma keeps the melody open where the clause goes on in another voice.
    const closing = open && !/\p{P}\s*$/u.test(text) ? ',' : '';
    return trim(synthesize(text + closing, voice, wordsPerMinute, pitch), text, run);
  };

  const speakSentence = (sentence: Sentence, delivery: Delivery) => ({
    runs: sentence.clauses.flatMap(({ runs, pause }) => {
      if (runs.length === 0) {
        const silence = { language: delivery.language, pinyin: false, atoms: [] };
        return [{ spoken: speakRun(silence, false, delivery), pause }];
      }
      return runs.map((run, index) => {
        const last = index === runs.length - 1;
        return { spoken: speakRun(run, !last, delivery), pause: last ? pause : seam };
      });
    }),
  });

  return {
    ownVoices: false,
    caveat: (text, language) => {
      if (!readsLanguage(language))
        return `The embedded voice does not know the language "${language}"; it reads as in English.`;
      const kanji = language === 'ja' && /\p{Script=Han}/u.test(text);
      return kanji
        ? 'The embedded voice cannot read kanji; a speech service (REELMILL_SPEECH_URL) can.'
        : null;
    },
    speak: async (sentences, delivery) => {
      const spoken = sentences.map((sentence) => speakSentence(sentence, delivery));
      const runs = spoken.flatMap((sentence) => sentence.runs.map((each) => each.spoken));
      even(runs, (run) => `${run.language} ${run.pinyin}`);
      return spoken;
    },
  };
}
