import { join } from 'node:path';
import type { Source } from '../../src/timeline/material.ts';
import { clipSeconds, clipStarts, overlapSeconds, size, totalSeconds, transitions } from './workload.ts';

/** The same video as one `ffmpeg` command, written the way someone who knows FFmpeg would. */
export function commandLine(sources: Record<string, Source>, folder: string, outputFile: string): string[] {
  const { width, height, fps } = size;
  const path = (name: string) => sources[name]?.path ?? '';
  const inputs = clipStarts.flatMap((start, index) => [
    '-ss',
    `${start}`,
    '-t',
    `${clipSeconds}`,
    '-i',
    path(`clip${index}`),
  ]);
  const pictures = clipStarts.map((_, index) => {
    const picture = sources[`clip${index}`]?.facts.picture;
    const crop =
      (picture?.width ?? 0) > (picture?.height ?? 0)
        ? `crop=ih*${width}/${height}:ih,scale=${width}:${height},`
        : '';
    return `[${index}:v]${crop}setsar=1,fps=${fps},settb=1/${fps}[v${index}]`;
  });
  const step = clipSeconds - overlapSeconds;
  const fades = transitions.map((name, index) => {
    const before = index === 0 ? 'v0' : `x${index}`;
    const offset = (step * (index + 1)).toFixed(3);
    return `[${before}][v${index + 1}]xfade=transition=${name}:duration=${overlapSeconds}:offset=${offset}[x${index + 1}]`;
  });
  const graph = [
    ...pictures,
    ...fades,
    `[x4]ass=${join(folder, 'text.ass')}:fontsdir=${join(folder, 'fonts')},format=yuv420p[v]`,
    '[5:a]aresample=48000,adelay=200:all=1,aformat=channel_layouts=stereo[voice]',
    `[6:a]aresample=48000,volume=0.2,atrim=duration=${totalSeconds},afade=t=out:st=${totalSeconds - 1}:d=1[music]`,
    `[voice][music]amix=inputs=2:normalize=0:duration=longest,alimiter=limit=0.89:level=disabled[a]`,
  ].join(';');
  return [
    '-v',
    'error',
    '-y',
    ...inputs,
    '-i',
    path('voice'),
    '-stream_loop',
    '-1',
    '-i',
    path('music'),
    '-filter_complex',
    graph,
    '-map',
    '[v]',
    '-map',
    '[a]',
    '-t',
    `${totalSeconds}`,
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    '23',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    '-b:a',
    '192k',
    '-ar',
    '48000',
    '-movflags',
    '+faststart',
    outputFile,
  ];
}
