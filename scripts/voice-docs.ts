import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { embeddedVoice, voices } from '../src/speech/voices.ts';

/** Writes docs/voices.md from the table of voices: `node scripts/voice-docs.ts`. */

const languages: Record<string, string> = {
  zh: 'Chinese',
  yue: 'Cantonese',
  en: 'English',
  it: 'Italian',
  es: 'Spanish',
  ru: 'Russian',
  ko: 'Korean',
  vi: 'Vietnamese',
  ja: 'Japanese',
  id: 'Indonesian',
  ms: 'Malay',
  fil: 'Filipino',
};

const rows = voices.map((voice) => {
  const language = (languages[voice.language] ?? voice.language) + (voice.british ? ' (British)' : '');
  return `| ${voice.id} | ${language} | ${voice.gender} | ${embeddedVoice(voice, voice.language).name} |`;
});

/** The text of docs/voices.md. */
export const voicesPage = `# Voices

<!-- Written by scripts/voice-docs.ts; change src/speech/voices.ts instead. -->

\`SpeechConfig.Voice\` takes the voice ids of ICE. Without a speech service, eSpeak NG speaks: each id comes to a voice of the same
language and gender, and different ids sound different. The language of the text decides what is read how: a Chinese voice reads
English texts and English words with an English voice of its gender, and numbers are read in the language of the whole text.
An id that is not in this table is replaced by the default voice, and the job's \`Extend\` says so (\`VoiceReplaced\`).

With \`REELMILL_SPEECH_URL\` set, the service speaks: an id of the table comes to \`nova\` (female), \`onyx\` (male) or \`shimmer\`
(child), any other id is handed to the service as it is.

eSpeak NG reads kana, not kanji: Japanese texts need a speech service to sound right.

| Voice | Language | Kind | eSpeak NG |
| --- | --- | --- | --- |
${rows.join('\n')}
`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writeFile(new URL('../docs/voices.md', import.meta.url), voicesPage);
}
