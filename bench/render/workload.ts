import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { openProber } from '../../src/media/probe.ts';
import type { RenderRequest } from '../../src/render/request.ts';
import type { Source } from '../../src/timeline/material.ts';
import type { SubtitleTrackClip, Timeline } from '../../src/timeline/model.ts';
import { makeMedia, type StreamRecipe } from '../../tests/media/make-media.ts';

/** The benchmark's video: 15 s, 1080x1920, 30 fps, 5 clips, 4 transitions, title, captions, voice and music. */

export const size = { width: 1080, height: 1920, fps: 30 } as const;
export const clipSeconds = 3.4;
export const overlapSeconds = 0.5;
export const totalSeconds = 15;
/** Names of the transitions as FFmpeg's xfade knows them; the wire format has the first three under the same name. */
export const transitions = ['fade', 'wipeleft', 'circleopen', 'fadeblack'] as const;
const wireNames = ['fade', 'wipeleft', 'circleopen', 'fadecolor'] as const;

/** Where each clip begins in its source: not on a key frame. */
export const clipStarts = [1.3, 0.7, 2.1, 1.9, 0.4] as const;

const clip = (graph: string): StreamRecipe => ({
  graph: `${graph},trim=duration=5.8,noise=alls=4:allf=t,format=yuv420p`,
  codec: 'libx264',
  options: { preset: 'veryfast', crf: 20, g: 60 },
});
const landscape = 's=1920x1080';
const portrait = 's=1080x1920';

const pictures: readonly StreamRecipe[] = [
  clip(`mandelbrot=${landscape}:r=30:start_scale=2:end_scale=0.05:end_pts=300`),
  clip(`testsrc2=${portrait}:r=30`),
  clip(`gradients=${landscape}:r=30:speed=0.03:n=6:seed=7,rotate=a=t/6:c=navy`),
  clip(`mandelbrot=${portrait}:r=30:start_x=-0.745:start_y=0.11:start_scale=0.8:end_scale=0.01:end_pts=300`),
  clip(`testsrc2=${landscape}:r=30,rotate=a=t/4,boxblur=2`),
];

/** The files of the benchmark, by the names used in its timeline. */
export async function makeMaterial(folder: string): Promise<Record<string, Source>> {
  await mkdir(folder, { recursive: true });
  const files: Record<string, string> = {};
  for (const [index, picture] of pictures.entries()) {
    files[`clip${index}`] = await makeMedia(join(folder, `clip${index}.mp4`), { streams: [picture] });
  }
  const sound = (graph: string): StreamRecipe => ({ graph, codec: 'pcm_s16le' });
  const voice =
    'sine=frequency=180:sample_rate=24000:duration=14.5,tremolo=f=4:d=0.9,aformat=sample_fmts=s16:channel_layouts=mono';
  const music =
    'sine=frequency=330:sample_rate=44100:duration=6,tremolo=f=2:d=0.5,aformat=sample_fmts=s16:channel_layouts=stereo';
  files.voice = await makeMedia(join(folder, 'voice.wav'), { streams: [sound(voice)] });
  files.music = await makeMedia(join(folder, 'music.wav'), { streams: [sound(music)] });
  const prober = openProber();
  const sources: Record<string, Source> = {};
  for (const [name, path] of Object.entries(files))
    sources[name] = { path, facts: (await prober.probe(path)).facts };
  prober.close();
  return sources;
}

const captionTexts = [
  '批量视频制作',
  'Five clips and four transitions',
  '字幕与配音同步出现',
  'Rendered on your own machine',
  '每一帧都准确',
];

/** Title for three seconds, captions all the way through. */
export const texts: SubtitleTrackClip[] = [
  {
    Type: 'Text',
    Content: '城市里的一天',
    FontSize: 96,
    Outline: 4,
    Alignment: 'TopCenter',
    Y: 0.12,
    TimelineIn: 0,
    TimelineOut: 3,
  },
  ...captionTexts.map(
    (Content, index): SubtitleTrackClip => ({
      Type: 'Text',
      Content,
      FontSize: 64,
      Outline: 3,
      Alignment: 'BottomCenter',
      Y: 0.2,
      TimelineIn: index * 3,
      TimelineOut: index * 3 + 2.8,
    }),
  ),
];

const timeline: Timeline = {
  VideoTracks: [
    {
      VideoTrackClips: clipStarts.map((In, index) => {
        const TimelineIn = Number((index * (clipSeconds - overlapSeconds)).toFixed(4));
        const handover = wireNames[index];
        return {
          MediaURL: `clip${index}`,
          In,
          Out: In + clipSeconds,
          TimelineIn,
          TimelineOut: TimelineIn + clipSeconds,
          X: 0,
          Y: 0,
          Width: 1,
          Height: 1,
          AdaptMode: 'Cover',
          Effects: [
            { Type: 'Volume', Gain: 0 },
            ...(handover === undefined
              ? []
              : [{ Type: 'Transition' as const, SubType: handover, Duration: overlapSeconds }]),
          ],
        };
      }),
    },
  ],
  AudioTracks: [
    { AudioTrackClips: [{ MediaURL: 'voice', TimelineIn: 0.2, TimelineOut: 14.7 }] },
    {
      AudioTrackClips: [
        {
          MediaURL: 'music',
          LoopMode: true,
          TimelineIn: 0,
          TimelineOut: totalSeconds,
          Effects: [
            { Type: 'Volume', Gain: 0.2 },
            { Type: 'AFade', SubType: 'Out', Duration: 1 },
          ],
        },
      ],
    },
  ],
  SubtitleTracks: [{ SubtitleTrackClips: texts }],
};

/** The order for our renderer. */
export function requestFor(
  sources: Record<string, Source>,
  workDir: string,
  outputFile: string,
): RenderRequest {
  return {
    timeline,
    format: { ...size, codec: 'H.264', crf: 23, bitrate: null, preset: 'veryfast' },
    sources,
    fontDir: null,
    workDir,
    outputFile,
  };
}
