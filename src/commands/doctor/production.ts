import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FF_ENCODER_AAC, FF_ENCODER_LIBX264, FF_ENCODER_LIBX265 } from 'node-av/constants';
import type { Config } from '../../config.ts';
import { openFontBook } from '../../fonts/book.ts';
import { createSpeaker } from '../../speech/speaker.ts';
import type { Check } from './check.ts';

const encoders = [FF_ENCODER_LIBX264, FF_ENCODER_LIBX265, FF_ENCODER_AAC];
const filters = ['ass', 'xfade', 'overlay', 'zscale', 'tonemap', 'alimiter', 'atempo', 'bwdif'];
/** One letter that only a font for that language has. */
const letters = { Chinese: '汉', English: 'R', Japanese: 'ぬ', Korean: '한' };
const reinstall = 'remove the folder node_modules and start ./reelmill again, which installs it anew';

/** Checks of what makes videos: the media engine, fonts and speech. */
export function productionChecks(config: Config): Check[] {
  return [
    {
      name: 'media engine',
      advice: reinstall,
      look: async () => {
        // Loaded here: an engine that is not there for this machine is a finding, not the end of the command.
        const { Codec, Filter, getFFmpegInfo } = await import('node-av');
        const absent = [
          ...encoders.filter((name) => Codec.findEncoderByName(name) === null),
          ...filters.filter((name) => Filter.getByName(name) === null),
        ];
        if (absent.length > 0) throw new Error(`it lacks ${absent.join(', ')}`);
        return `FFmpeg ${getFFmpegInfo().version}`;
      },
    },
    {
      name: 'fonts',
      advice: reinstall,
      look: async () => {
        const book = await openFontBook(userFonts(config));
        const { face } = book.choose(undefined, false);
        const lost = Object.entries(letters).filter(
          ([, letter]) => !face.covers(letter) && book.faceFor(letter, face) === null,
        );
        if (lost.length > 0) throw new Error(`no font for ${lost.map(([language]) => language).join(', ')}`);
        return `${Object.keys(letters).join(', ')} can be drawn`;
      },
    },
    {
      name: 'speech',
      advice:
        config.speechService === null
          ? reinstall
          : 'check REELMILL_SPEECH_URL, REELMILL_SPEECH_KEY and REELMILL_SPEECH_MODEL',
      look: async () => {
        const cacheDir = await mkdtemp(join(tmpdir(), 'reelmill-doctor-'));
        const speaker = createSpeaker({ cacheDir, service: config.speechService });
        try {
          const request = { text: 'Ready.', voice: '', language: 'en', rate: 0, pitch: 0, masked: [] };
          const { duration } = await speaker.speak(request);
          return `${config.speechService === null ? 'embedded voice' : config.speechService.url}, one word in ${duration.toFixed(1)} s`;
        } finally {
          await speaker.close();
          await rm(cacheDir, { recursive: true, force: true });
        }
      },
    },
  ];
}

/** The folder of the user's own fonts, when there is one. */
export function userFonts(config: Pick<Config, 'dataDir'>): string | null {
  const folder = join(config.dataDir, 'fonts');
  return existsSync(folder) ? folder : null;
}
