import type { Warning } from '../errors/warning.ts';
import { distinctWarnings } from '../errors/warning.ts';
import { arrangeTrack, type Place } from './arrange.ts';
import { type FrameRate, frameRate, toFrames, toSeconds } from './frames.ts';
import { coversOutput, type Placement, placePicture, type Size } from './geometry.ts';
import type { Source } from './material.ts';
import {
  type AudioTrackClip,
  type BackgroundEffect,
  type ClipEffect,
  type SubtitleTrackClip,
  sourceKey,
  type Timeline,
  type VideoTrack,
  type VideoTrackClip,
} from './model.ts';
import { drawableTransitions, transitionName, transitionWarning } from './transitions.ts';

/**
 * A timeline, resolved: every layer with its frames, its place in pixels and its piece of the source. It is all that
 * drawing and mixing need; the rules of the wire format end here.
 */

/** A picture layer. It is seen in the frames `start` to `end` (not included). */
export type Shot = {
  /** `sourceKey` of the clip. */
  key: string;
  source: Source;
  start: number;
  end: number;
  /** Piece of the source, in seconds; a still image has 0 and 0. The last picture is held when the piece is too short. */
  in: number;
  out: number;
  speed: number;
  placement: Placement;
  opacity: number;
  /** What fills the rest of the frame around the picture; null leaves the layers below visible. */
  backdrop: BackgroundEffect | null;
  /** How the next shot of the track takes over, from frame `start` on for `frames` frames; null for a cut. */
  transition: { xfade: string; start: number; frames: number } | null;
};

/** A sound in the mix. It is heard in the frames `start` to `end` (not included). */
export type Sound = {
  key: string;
  source: Source;
  start: number;
  end: number;
  /** Piece of the source, in seconds. */
  in: number;
  out: number;
  speed: number;
  /** Repeats the piece until `end`. */
  loop: boolean;
  /** Volume and fades in the order of the timeline. */
  effects: ClipEffect[];
};

/** A text layer with its frames, for knowing when any text is on screen. */
export type TextRange = { start: number; end: number };

/** A timeline in frames and pixels, for one output. */
export type Edit = Size & {
  /** Length of the video. */
  frames: number;
  rate: FrameRate;
  /** Picture tracks from bottom to top; the shots of a track are in order and overlap only in their transitions. */
  tracks: Shot[][];
  sounds: Sound[];
  /** With both times filled in. */
  texts: SubtitleTrackClip[];
  /** Frames with text on screen: in order, apart from each other. */
  textRanges: TextRange[];
  /** Canvas that text sizes refer to (timeline.md 1.1, FECanvas). */
  textCanvas: Size;
  warnings: Warning[];
};

/** A timeline that cannot be resolved; the message says where and why. */
export class EditError extends Error {
  override readonly name = 'EditError';
}

type Resolution = {
  rate: FrameRate;
  output: Size;
  source: (clip: VideoTrackClip | AudioTrackClip) => Source;
  warnings: Warning[];
};

/** Seconds of source that a clip plays, when it says so or the source does; 0 for a still image. */
function sourceRange(clip: VideoTrackClip | AudioTrackClip, source: Source): { in: number; out: number } {
  const { kind, duration } = source.facts;
  const begin = clip.In ?? 0;
  if (kind === 'image' || duration <= 0) return { in: 0, out: duration };
  const maxOut = 'MaxOut' in clip && clip.MaxOut !== undefined ? Math.min(duration, clip.MaxOut) : duration;
  const out = Math.min(duration, clip.Out ?? maxOut);
  if (begin >= out) {
    const name = clip.MediaId ?? clip.MediaURL ?? 'the speech';
    throw new EditError(`In (${begin} s) of ${name} is not before its end (${out} s).`);
  }
  return { in: begin, out };
}

/** Length of a clip in seconds on the output when it has no TimelineOut. An image without any length is seen for 3 s. */
function naturalLength(clip: VideoTrackClip | AudioTrackClip, source: Source): number {
  if ('Duration' in clip && clip.Duration !== undefined) return clip.Duration;
  if (source.facts.kind === 'image') return clip.Out === undefined ? 3 : clip.Out - (clip.In ?? 0);
  const range = sourceRange(clip, source);
  return (range.out - range.in) / (clip.Speed ?? 1);
}

function resolveShot(place: Place<VideoTrackClip>, index: number, how: Resolution): Shot {
  const { clip } = place;
  const source = how.source(clip);
  const key = sourceKey(clip);
  const { picture } = source.facts;
  if (picture === null) throw new EditError(`The material ${key} has no picture.`);
  const backdrop = clip.Effects?.find((effect) => effect.Type === 'Background');
  for (const effect of clip.Effects ?? []) noteUndrawn(effect, how.warnings);
  const range = sourceRange(clip, source);
  const wanted = toSeconds(place.end - place.start, how.rate) * (clip.Speed ?? 1);
  if (source.facts.kind === 'video' && wanted - (range.out - range.in) > noticeable) {
    how.warnings.push(endsEarly(key, wanted - (range.out - range.in)));
  }
  return {
    key,
    source,
    start: place.start,
    end: place.end,
    ...range,
    speed: clip.Speed ?? 1,
    placement: placePicture(clip, picture, how.output),
    opacity: clip.Opacity ?? 1,
    backdrop: backdrop?.Type === 'Background' ? backdrop : null,
    transition: place.transition && {
      xfade: chooseTransition(place.transition.subType, index, how.warnings),
      start: place.end - place.transition.frames,
      frames: place.transition.frames,
    },
  };
}

/** Seconds of a held picture that a viewer takes for a fault. */
export const noticeable = 0.5;

/** Tells that a clip is longer than what there is to see of its material. */
export function endsEarly(key: string, seconds: number): Warning {
  return {
    Code: 'SourceEndsEarly',
    Message: `The pictures of ${key} end before the clip does; the last one is held for ${seconds.toFixed(1)} s.`,
  };
}

function noteUndrawn(effect: ClipEffect, warnings: Warning[]): void {
  if (['Transition', 'Volume', 'AFade', 'Background'].includes(effect.Type)) return;
  warnings.push({
    Code: 'EffectIgnored',
    Message: `The effect ${effect.Type}${'SubType' in effect ? ` "${String(effect.SubType)}"` : ''} is not drawn.`,
  });
}

/** Tells of tracks that are kept in the timeline and not drawn. */
function noteUndrawnTracks(timeline: Timeline, warnings: Warning[]): void {
  for (const name of ['ImageTracks', 'EffectTracks'] as const) {
    const count = timeline[name]?.length ?? 0;
    if (count === 0) continue;
    const hint = name === 'ImageTracks' ? '; put its pictures into VideoTracks' : '';
    warnings.push({ Code: 'TracksIgnored', Message: `${name} of the timeline is not drawn${hint}.` });
  }
}

/** `random` and a comma list (timeline.md 2.1) become one name; the same one every time. */
function chooseTransition(subType: string, index: number, warnings: Warning[]): string {
  const listed = subType.split(',').map((name) => name.trim());
  const pool = listed.some((name) => name.toLowerCase() === 'random') ? drawableTransitions : listed;
  const name = pool[index % pool.length] ?? 'fade';
  const warning = transitionWarning(name);
  if (warning !== null) warnings.push(warning);
  return transitionName(name) ?? 'fade';
}

function soundOf(
  clip: AudioTrackClip | VideoTrackClip,
  place: { start: number; end: number },
  source: Source,
): Sound {
  return {
    key: sourceKey(clip),
    source,
    start: place.start,
    end: place.end,
    ...sourceRange(clip, source),
    speed: clip.Speed ?? 1,
    loop: 'LoopMode' in clip && clip.LoopMode === true,
    effects: clip.Effects ?? [],
  };
}

/** A clip that nobody hears is not decoded. */
function isAudible(sound: Sound): boolean {
  const silenced = sound.effects.some(
    (effect) =>
      effect.Type === 'Volume' && effect.Gain === 0 && effect.In === undefined && effect.Out === undefined,
  );
  return sound.source.facts.sound !== null && !silenced && sound.end > sound.start;
}

const isGlobal = (clip: VideoTrackClip) => clip.Type === 'GlobalImage';

function lastEnd(tracks: { end: number }[][]): number {
  return Math.max(0, ...tracks.flatMap((track) => track.map(({ end }) => end)));
}

/**
 * Length of the video (timeline.md 1.2): the main track's; without one that of the longest video track, then of a
 * GlobalImage with a Duration, then of the longest audio track. MaxDuration caps it.
 */
function lengthInFrames(
  timeline: Timeline,
  video: Place<VideoTrackClip>[][],
  audio: Place<AudioTrackClip>[][],
  rate: FrameRate,
): number {
  const mainVideo = timeline.VideoTracks.findIndex((track) => track.MainTrack === true);
  const mainAudio = (timeline.AudioTracks ?? []).findIndex((track) => track.MainTrack === true);
  const globals = timeline.VideoTracks.flatMap((track) => track.VideoTrackClips.filter(isGlobal));
  const candidates = [
    mainVideo >= 0 ? lastEnd([video[mainVideo] ?? []]) : 0,
    mainAudio >= 0 ? lastEnd([audio[mainAudio] ?? []]) : 0,
    lastEnd(video),
    Math.max(0, ...globals.map((clip) => toFrames(clip.Duration ?? clip.TimelineOut ?? 0, rate))),
    lastEnd(audio),
    // Only a GlobalImage without a length: a single frame (timeline.md 1.3).
    globals.length > 0 ? 1 : 0,
  ];
  const frames = candidates.find((length) => length > 0) ?? 0;
  return timeline.MaxDuration === undefined ? frames : Math.min(frames, toFrames(timeline.MaxDuration, rate));
}

function clipTo<Item extends { start: number; end: number }>(items: Item[], frames: number): Item[] {
  return items
    .map((item) => ({ ...item, end: Math.min(item.end, frames) }))
    .filter(({ start, end }) => end > start);
}

function mergeRanges(ranges: TextRange[]): TextRange[] {
  const merged: TextRange[] = [];
  for (const range of ranges.toSorted((left, right) => left.start - right.start)) {
    const last = merged.at(-1);
    if (last !== undefined && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

function resolveTexts(timeline: Timeline, frames: number, rate: FrameRate) {
  const texts = (timeline.SubtitleTracks ?? [])
    .flatMap((track) => track.SubtitleTrackClips)
    .map((clip) => ({
      ...clip,
      TimelineIn: clip.TimelineIn ?? 0,
      TimelineOut: clip.TimelineOut ?? toSeconds(frames, rate),
    }));
  const ranges = texts.map((clip) => ({
    // One frame more on either side: a text layer that is still or already empty costs little, a missing one shows.
    start: Math.max(0, toFrames(clip.TimelineIn, rate) - 1),
    end: Math.min(frames, toFrames(clip.TimelineOut, rate) + 1),
  }));
  return { texts, textRanges: mergeRanges(ranges.filter(({ start, end }) => end > start)) };
}

/** Clips that refer to another clip take its times (timeline.md 1.8); a source that is shorter is slowed down. */
function followReferences(timeline: Timeline, source: Resolution['source']): Timeline {
  const named = new Map<string, { TimelineIn?: number; TimelineOut?: number }>();
  const all = [
    ...timeline.VideoTracks.flatMap((track) => track.VideoTrackClips),
    ...(timeline.AudioTracks ?? []).flatMap((track) => track.AudioTrackClips),
    ...(timeline.SubtitleTracks ?? []).flatMap((track) => track.SubtitleTrackClips),
  ];
  for (const clip of all) if ('ClipId' in clip && clip.ClipId !== undefined) named.set(clip.ClipId, clip);
  if (named.size === 0) return timeline;
  const follow = (clip: VideoTrackClip): VideoTrackClip => {
    const leader = clip.ReferenceClipId === undefined ? undefined : named.get(clip.ReferenceClipId);
    if (leader?.TimelineOut === undefined || clip.TimelineIn !== undefined || clip.TimelineOut !== undefined)
      return clip;
    const begin = leader.TimelineIn ?? 0;
    const length = leader.TimelineOut - begin;
    const range = sourceRange(clip, source(clip));
    const own = range.out - range.in;
    const slower = own > 0 && own < length ? { Speed: Math.max(0.1, own / length) } : {};
    return { ...clip, ...slower, TimelineIn: begin, TimelineOut: leader.TimelineOut };
  };
  const tracks = timeline.VideoTracks.map(
    (track): VideoTrack => ({ ...track, VideoTrackClips: track.VideoTrackClips.map(follow) }),
  );
  return { ...timeline, VideoTracks: tracks };
}

/**
 * Resolves a timeline for an output.
 *
 * @param fps frames a second, e.g. 25 or 23.976
 * @param sources by `sourceKey` of each clip
 * @throws EditError when a clip has no source, no picture, or nothing to play, or when the timeline has no length
 */
export function resolveEdit(
  given: Timeline,
  output: Size,
  fps: number,
  sources: Readonly<Record<string, Source>>,
): Edit {
  const rate = frameRate(fps);
  const warnings: Warning[] = [];
  const source = (clip: VideoTrackClip | AudioTrackClip) => {
    const found = sources[sourceKey(clip)];
    if (found === undefined) throw new EditError(`The material ${sourceKey(clip)} is not at hand.`);
    return found;
  };
  const how: Resolution = { rate, output, source, warnings };
  noteUndrawnTracks(given, warnings);
  const timeline = followReferences(given, source);
  const natural = (clip: VideoTrackClip | AudioTrackClip) => naturalLength(clip, source(clip));
  const video = timeline.VideoTracks.map((track) =>
    arrangeTrack(
      track.VideoTrackClips.filter((clip) => !isGlobal(clip)),
      rate,
      natural,
    ),
  );
  const audio = (timeline.AudioTracks ?? []).map((track) =>
    arrangeTrack(track.AudioTrackClips, rate, natural),
  );
  const frames = lengthInFrames(timeline, video, audio, rate);
  if (frames <= 0)
    throw new EditError('The timeline has no length: no clip is seen or heard for a whole frame.');
  const shots = (places: Place<VideoTrackClip>[]) =>
    clipTo(
      places.map((place, index) => resolveShot(place, index, how)),
      frames,
    );
  const tracks = timeline.VideoTracks.flatMap((track, index) => [
    // A GlobalImage spans the video and lies below the clips that its track may have besides.
    ...track.VideoTrackClips.filter(isGlobal).map((clip) =>
      shots([{ clip, start: 0, end: frames, transition: null }]),
    ),
    shots(video[index] ?? []),
  ]).filter((track) => track.length > 0);
  const sounds = [
    ...video.flat().map((place) => soundOf(place.clip, place, source(place.clip))),
    ...audio.flat().map((place) => soundOf(place.clip, place, source(place.clip))),
  ].filter(isAudible);
  return {
    ...output,
    frames,
    rate,
    tracks,
    sounds: clipTo(sounds, frames),
    ...resolveTexts(timeline, frames, rate),
    textCanvas:
      timeline.FECanvas === undefined
        ? output
        : { width: timeline.FECanvas.Width, height: timeline.FECanvas.Height },
    warnings: distinctWarnings(warnings),
  };
}

/** Whether a shot hides everything below it, so that nothing below need be drawn. */
export function hidesBelow(shot: Shot, output: Size): boolean {
  const { picture } = shot.source.facts;
  const solid = shot.opacity >= 1 && picture?.alpha === false;
  return solid && (shot.backdrop !== null || coversOutput(shot.placement.box, output));
}
