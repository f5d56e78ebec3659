import { distinctWarnings, type Warning } from '../errors/warning.ts';
import { languageOf } from '../text/scripts.ts';
import { sentencesOf } from '../text/sentences.ts';
import { readSpeechText, shownText } from '../text/ssml.ts';
import type { SpeechRequest, SpokenSpan } from '../timeline/speech.ts';
import { filterToLength, type Sound } from './filter.ts';
import { loudnessOf, peakOf } from './levels.ts';
import type { SpeechProvider, SpokenSentence } from './provider.ts';
import { type MaskedSpan, type PlacedSentence, spansOf } from './spans.ts';
import { speedOf } from './speed.ts';
import { defaultVoice, voiceOf } from './voices.ts';

/** Sample rate of every speech file in Hz. */
export const speechRate = 48_000;
/** Loudness of every speech in LUFS, and the greatest sample. */
const loudness = -19;
const ceiling = 10 ** (-2.5 / 20);
/** A beep: 1 kHz, about as loud as the voice. */
const beep = { hertz: 1000, level: 0.12, fade: 0.004 } as const;

/** A speech as the studio hands it over. */
export type Recording = {
  sound: Sound;
  sentences: SpokenSpan[];
  words: SpokenSpan[];
  warnings: Warning[];
};

/** The sentences one after the other as one sound, and where each stretch begins. */
function assemble(sentences: readonly SpokenSentence[]): { sound: Sound; placed: PlacedSentence[] } {
  const rate = sentences[0]?.runs[0]?.spoken.sound.rate ?? speechRate;
  let length = 0;
  const placed = sentences.map(({ runs }): PlacedSentence => {
    const places = runs.map(({ spoken, pause }) => {
      const start = length / rate;
      length += spoken.sound.samples.length + Math.round(pause * rate);
      return { spoken, start };
    });
    return { runs: places };
  });
  const samples = new Float32Array(length);
  for (const { spoken, start } of placed.flatMap(({ runs }) => runs)) {
    samples.set(spoken.sound.samples, Math.round(start * rate));
  }
  return { sound: { samples, rate }, placed };
}

/** Changes the speed and the sample rate; the length comes out to the sample. */
function stretch(sound: Sound, speed: number): Sound {
  const length = Math.max(1, Math.round((sound.samples.length / sound.rate / speed) * speechRate));
  return filterToLength(sound, speed === 1 ? 'anull' : `atempo=${speed.toFixed(6)}`, speechRate, length);
}

/** Brings the sound to the loudness of all speech; what would be too high is limited, not clipped. */
function even(sound: Sound): Sound {
  const measured = loudnessOf(sound);
  if (!Number.isFinite(measured)) return sound;
  const gain = 10 ** ((loudness - measured) / 20);
  const scaled = { samples: sound.samples.map((sample) => sample * gain), rate: sound.rate };
  if (peakOf(scaled) <= ceiling) return scaled;
  const filter = `alimiter=limit=${ceiling.toFixed(4)}:attack=3:release=40:level=0:latency=1`;
  const { samples } = filterToLength(scaled, filter, sound.rate, sound.samples.length);
  return {
    samples: samples.map((sample) => Math.min(ceiling, Math.max(-ceiling, sample))),
    rate: sound.rate,
  };
}

/** Takes masked words out of the sound; a beep has soft ends. */
function mask({ samples, rate }: Sound, spans: readonly MaskedSpan[]): void {
  for (const { start, end, sound } of spans) {
    const from = Math.max(0, Math.floor(start * rate));
    const to = Math.min(samples.length, Math.ceil(end * rate));
    for (let at = from; at < to; at++) {
      const edge = Math.min(1, (at - from) / (beep.fade * rate), (to - at) / (beep.fade * rate));
      const tone = Math.sin((2 * Math.PI * beep.hertz * (at - from)) / rate) * beep.level * edge;
      samples[at] = sound === 'Beep' ? tone : 0;
    }
  }
}

/** Spans at the final speed, in order and inside the sound, whatever rounding did. */
function inOrder(spans: SpokenSpan[], scale: number, duration: number): SpokenSpan[] {
  let last = 0;
  return spans.map(({ text, start, end }) => {
    const from = Math.min(duration, Math.max(last, start * scale));
    const to = Math.min(duration, Math.max(from, end * scale));
    last = to;
    return { text, start: from, end: to };
  });
}

/**
 * Speaks a text: the provider's sound, made even in loudness, of the asked speed, with masked words taken
 * out, and with the places of its sentences and words.
 *
 * @throws ApiError InvalidParameter for malformed SSML
 * @throws Error when the provider fails
 */
export async function record(request: SpeechRequest, provider: SpeechProvider): Promise<Recording> {
  const text = readSpeechText(request.text);
  const warnings: Warning[] = text.passedOver.map((tag) => ({
    Code: 'SsmlTagIgnored',
    Message: `The SSML tag <${tag}> has no effect; its content is spoken.`,
  }));
  const voiceId = text.voice ?? request.voice;
  const known = voiceOf(voiceId);
  if (known === null && !provider.ownVoices) {
    warnings.push({
      Code: 'VoiceReplaced',
      Message: `The voice "${voiceId}" is not known; the default voice speaks instead.`,
    });
  }
  const voice = known ?? defaultVoice;
  const wanted = request.language === '' ? voice.language : request.language;
  // A voice of another language than Chinese reads the languages of its own script in its own way.
  const shown = shownText(request.text);
  const language = languageOf(
    shown,
    ['zh', 'en'].includes(wanted) && voice.language !== 'zh' ? voice.language : wanted,
  );
  const caveat = provider.caveat(shown, language);
  if (caveat !== null) warnings.push({ Code: 'SpeechUnclear', Message: caveat });
  const delivery = { voice, voiceId, known: known !== null, language, pitch: text.pitch ?? request.pitch };
  const spoken = await provider.speak(sentencesOf(text.parts, language), delivery);
  const { sound: raw, placed } = assemble(spoken);
  const speed = speedOf(text.rate ?? request.rate);
  const sound = even(stretch(raw, speed));
  const duration = sound.samples.length / sound.rate;
  const spans = placed.map((sentence) => spansOf(sentence, request.masked, language));
  mask(
    sound,
    spans.flatMap(({ masked }) =>
      masked.map((span) => ({ ...span, start: span.start / speed, end: span.end / speed })),
    ),
  );
  return {
    sound,
    sentences: inOrder(
      spans.flatMap(({ sentence }) => (sentence.text === '' ? [] : [sentence])),
      1 / speed,
      duration,
    ),
    words: inOrder(
      spans.flatMap(({ words }) => words.filter(({ text: word }) => word !== '')),
      1 / speed,
      duration,
    ),
    warnings: distinctWarnings(warnings),
  };
}
