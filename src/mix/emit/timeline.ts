import { captionClips } from '../../text/captions.ts';
import type { FontBook } from '../../text/font-book.ts';
import { frameRate } from '../../timeline/frames.ts';
import type { MediaFacts } from '../../timeline/material.ts';
import type { SubtitleTrackClip, Timeline } from '../../timeline/model.ts';
import type { Editing, Output } from '../config/batch-config.ts';
import type { Warn } from '../config/warn.ts';
import { randomFor } from '../random.ts';
import { frameTime } from './clock.ts';
import type { Decor } from './decor.ts';
import type { HeadingTexts } from './draws.ts';
import { headings } from './headings.ts';
import { mainTrack } from './main-track.ts';
import { backgroundTrack, stickerTrack } from './overlays.ts';
import { musicTrack, type SpokenPart, speechTrack } from './sounds.ts';
import { completeStyle, drawMotions } from './text-looks.ts';
import type { Tile } from './tile.ts';
import type { Handover } from './transitions.ts';

/** Everything that has been decided for one output, before it is written as a timeline. */
export type Cut = {
  /** Place of the output in its batch, from 0. */
  index: number;
  tiles: readonly Tile[];
  /** What happens at the border after each tile but the last. */
  handovers: readonly (Handover | null)[];
  /** Sum of the frames of the tiles. */
  frames: number;
  spoken: readonly SpokenPart[];
  texts: HeadingTexts;
  decor: Decor;
};

/** What the timelines of a batch are written with. */
export type CutFacts = {
  config: { editing: Editing; output: Output };
  materials: ReadonlyMap<string, MediaFacts>;
  fonts: FontBook;
  seed: string;
};

/** Captions, title and sub-headings of an output. */
function textClips(facts: CutFacts, cut: Cut, end: number, warn: Warn): SubtitleTrackClip[][] {
  const { config, fonts, seed } = facts;
  const { speech, title, subheadings } = config.editing;
  const frame = { width: config.output.width, height: config.output.height };
  const motions = (style: typeof title, ...purpose: (string | number)[]) =>
    drawMotions(style, randomFor(seed, 'motion', cut.index, ...purpose), warn);
  const captionStyle = completeStyle('caption', motions(speech.captions, 'caption'), frame);
  const captions = cut.spoken.flatMap(({ request, speech: spoken, start }) =>
    captionClips(spoken, {
      style: captionStyle,
      highlight: speech.highlights,
      frame,
      fonts,
      offset: start,
      language: request.language,
    }),
  );
  const levels = new Map(
    [...subheadings].map(([level, style]) => [level, motions(style, 'subheading', level)]),
  );
  const styles = { title: motions(title, 'title'), levels };
  return [captions, headings(cut.texts, styles, { frame, fonts, end })].filter((clips) => clips.length > 0);
}

/** The timeline of an output: its pictures, what lies over and under them, its sounds and its texts. */
export function writeTimeline(facts: CutFacts, cut: Cut, warn: Warn): Timeline {
  const { config, materials } = facts;
  const { editing, output } = config;
  const { sticker, music, backgroundImage } = cut.decor;
  const rate = frameRate(output.fps);
  const end = frameTime(cut.frames, rate);
  const main = mainTrack(cut.tiles, cut.handovers, {
    rate,
    width: output.width,
    height: output.height,
    materials,
    background: editing.background,
    overImage: backgroundImage !== null,
  });
  const sounds = [
    ...(cut.spoken.length > 0 ? [speechTrack(cut.spoken, editing.speech.volume)] : []),
    ...(music === null ? [] : [musicTrack(music, end, editing.musicVolume)]),
  ];
  const texts = textClips(facts, cut, end, warn);
  return {
    VideoTracks: [
      ...(backgroundImage === null ? [] : [backgroundTrack(backgroundImage)]),
      main,
      ...(sticker === null ? [] : [stickerTrack(sticker, end)]),
    ],
    ...(sounds.length > 0 ? { AudioTracks: sounds } : {}),
    ...(texts.length > 0 ? { SubtitleTracks: texts.map((clips) => ({ SubtitleTrackClips: clips })) } : {}),
    FECanvas: { Width: output.width, Height: output.height },
  };
}

/** What was drawn, for SubJobMaterials (batch.md 7.4): `Title` and `SpeechText`, and what else there is. */
export function drawnOf({
  texts,
  spoken,
  decor,
}: Pick<Cut, 'texts' | 'spoken' | 'decor'>): Record<string, unknown> {
  const said = spoken.map(({ request }) => request.text);
  return {
    ...(texts.title === null ? {} : { Title: texts.title }),
    ...(said.length > 0 ? { SpeechText: said.join('\n') } : {}),
    ...(said.length > 0 && texts.voice !== '' ? { Voice: texts.voice } : {}),
    ...(texts.subheadings.length > 0
      ? { SubHeadings: texts.subheadings.map(({ level, text }) => ({ Level: level, Title: text })) }
      : {}),
    ...(decor.sticker === null ? {} : { Sticker: decor.sticker.media }),
    ...(decor.music === null ? {} : { BackgroundMusic: decor.music }),
    ...(decor.backgroundImage === null ? {} : { BackgroundImage: decor.backgroundImage }),
  };
}
