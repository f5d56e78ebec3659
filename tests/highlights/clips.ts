import { writeFile } from 'node:fs/promises';
import { embeddedProvider } from '../../src/speech/espeak.ts';
import { record } from '../../src/speech/studio.ts';
import { encodeWav } from '../../src/speech/wav.ts';
import { makeMedia } from '../media/make-media.ts';

/** Videos of tests: what is seen and heard in each stretch of them. */

/** A stretch of a video. */
export type Scene = {
  seconds: number;
  /** A plain colour that does not move at all, one over which a square wanders, or a lively test picture. */
  picture: { still: string } | { calm: string } | 'lively';
  /** A tone as loud as it may be, noise that is hardly heard, or nothing; a file is played. */
  sound: 'loud' | 'quiet' | { file: string };
};

/** Speaks a text with the embedded voice into a WAV file; answers its length in seconds. */
export async function speakInto(file: string, text: string): Promise<number> {
  const request = { text, voice: '', language: 'en', rate: 0, pitch: 0, masked: [] };
  const { sound } = await record(request, await embeddedProvider());
  await writeFile(file, encodeWav(sound));
  return sound.samples.length / sound.rate;
}

function pictureOf({ seconds, picture }: Scene, index: number, size: string): string {
  const end = `format=yuv420p,setsar=1[v${index}]`;
  const source = (name: string, area = size) => `${name}:size=${area}:rate=25:duration=${seconds}`;
  if (picture === 'lively') {
    return `testsrc2=size=${size}:rate=25:duration=${seconds},hue=h=${index * 70},${end}`;
  }
  if ('still' in picture) return `${source(`color=${picture.still}`)},${end}`;
  return (
    `${source(`color=${picture.calm}`)}[b${index}];${source('color=white', '80x80')}[s${index}];` +
    `[b${index}][s${index}]overlay=x=mod(60*t\\,100):y=60,${end}`
  );
}

const audioFormat = 'aformat=sample_fmts=fltp:sample_rates=48000:channel_layouts=stereo';

function soundOf({ seconds, sound }: Scene, index: number): string {
  if (sound === 'loud') {
    return `aevalsrc=0.7*sin(2*PI*523*t):s=48000:d=${seconds},${audioFormat}[a${index}]`;
  }
  if (sound === 'quiet') {
    return `aevalsrc=0.003*random(0):s=48000:d=${seconds},${audioFormat}[a${index}]`;
  }
  return `amovie=${sound.file},${audioFormat},apad=whole_dur=${seconds},atrim=duration=${seconds}[a${index}]`;
}

const joined = (label: string, scenes: readonly Scene[], kind: string) =>
  `${scenes.map((_, index) => `[${label}${index}]`).join('')}concat=n=${scenes.length}:${kind}`;

/** Makes a video of scenes with plain cuts between them. */
export async function makeVideo(path: string, scenes: readonly Scene[], size = '180x320'): Promise<string> {
  const pictures = scenes.map((scene, index) => pictureOf(scene, index, size));
  const sounds = scenes.map(soundOf);
  return makeMedia(path, {
    streams: [
      { graph: [...pictures, `${joined('v', scenes, 'v=1:a=0')},fps=25`].join(';'), codec: 'libx264' },
      { graph: [...sounds, `${joined('a', scenes, 'v=0:a=1')},asettb=1/48000`].join(';'), codec: 'aac' },
    ],
  });
}
