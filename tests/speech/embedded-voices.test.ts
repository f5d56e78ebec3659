import assert from 'node:assert/strict';
import { test } from 'node:test';
import load from '@echogarden/espeak-ng-emscripten';
import { embeddedVoice, voices } from '../../src/speech/voices.ts';

/** A short greeting in each language that a voice is made for. */
const greetings: Record<string, string> = {
  zh: '今天开业，欢迎光临。',
  yue: '今天开业，欢迎光临。',
  en: 'Welcome to our new shop.',
  ja: 'いらっしゃいませ、こんにちは。',
  ko: '안녕하세요 어서 오세요.',
  ru: 'Добро пожаловать в наш магазин.',
  it: 'Benvenuti nel nostro negozio.',
  es: 'Bienvenidos a nuestra tienda.',
  vi: 'Chào mừng đến cửa hàng.',
  id: 'Selamat datang di toko kami.',
  ms: 'Selamat datang ke kedai kami.',
  fil: 'Welcome to our new shop.',
  fr: 'Bienvenue dans notre magasin.',
  de: 'Willkommen in unserem Laden.',
  pt: 'Bem-vindo à nossa loja.',
};

test('every embedded voice speaks: the engine is silent, not loud, when it does not know a name', async () => {
  const quiet = () => undefined;
  const { eSpeakNGWorker } = await load({ print: quiet, printErr: quiet });
  const engine = new eSpeakNGWorker();
  const [anyone] = voices;
  assert.ok(anyone);
  const readers = new Map(voices.map((voice) => [embeddedVoice(voice, voice.language).name, voice.language]));
  for (const language of Object.keys(greetings)) readers.set(embeddedVoice(anyone, language).name, language);
  for (const [name, language] of readers) {
    let samples = 0;
    engine.set_voice(name, '', 0, 0, 0);
    engine.synthesize(greetings[language] ?? '', (sound) => {
      samples += sound.length;
      return false;
    });
    const seconds = samples / engine.get_samplerate();
    assert.ok(seconds > 0.7 && seconds < 6, `${name} (${language}) spoke for ${seconds.toFixed(2)} s`);
  }
});
