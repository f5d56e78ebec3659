import type { MaskedWord } from './speech.ts';
import { type SpeechRequest, speechKey } from './speech.ts';

/**
 * The ICE Timeline model (timeline.md section 1): what a planned video is, in the words of the wire format. Times are
 * seconds with up to 4 decimals, sizes follow timeline.md 1.9.1 (0 to 1 = share of the output, 2 and more = pixels).
 * The planner writes it, projects store it, the renderer reads it. Keys that are ours and not of the wire format are
 * marked "own key".
 */

/** Sits on the earlier of two clips whose times overlap by `Duration` (timeline.md 2.1, 2.2). */
export type TransitionEffect = { Type: 'Transition'; SubType: string; Duration: number };
/** Linear gain of a clip's sound; `In`/`Out` in source seconds limit it to a range. */
export type VolumeEffect = { Type: 'Volume'; Gain: number; In?: number; Out?: number };
/** Fade of a clip's sound at its start or end. */
export type FadeEffect = { Type: 'AFade'; SubType: 'In' | 'Out'; Duration: number; Curve?: string };
/** What fills the part of the frame that a contained picture leaves free. */
export type BackgroundEffect =
  | { Type: 'Background'; SubType: 'Blur'; Radius: number }
  | { Type: 'Background'; SubType: 'Color'; Color: string };
/** An effect that is kept in the timeline but that this version does not draw. */
export type OtherEffect = { Type: 'VFX' | 'Filter' | 'KenBurns'; SubType?: string; [key: string]: unknown };
/** What may stand in the Effects of a clip (timeline.md 2.1). */
export type ClipEffect = TransitionEffect | VolumeEffect | FadeEffect | BackgroundEffect | OtherEffect;

/** A picture on a video track (timeline.md 1.3). */
export type VideoTrackClip = {
  MediaId?: string;
  MediaURL?: string;
  Type?: 'Video' | 'Image' | 'GlobalImage';
  In?: number;
  Out?: number;
  MaxOut?: number;
  Duration?: number;
  TimelineIn?: number;
  TimelineOut?: number;
  Speed?: number;
  X?: number;
  Y?: number;
  Width?: number;
  Height?: number;
  AdaptMode?: 'Contain' | 'Cover' | 'Fill';
  DyncFrames?: number;
  Opacity?: number;
  ClipId?: string;
  ReferenceClipId?: string;
  Effects?: ClipEffect[];
};

/** A picture track; its clips follow each other (timeline.md 1.2). */
export type VideoTrack = {
  VideoTrackClips: VideoTrackClip[];
  Type?: 'Video';
  MainTrack?: boolean;
};

/** A sound on an audio track (timeline.md 1.5); `AI_TTS` clips carry the text and are spoken by `speech/`. */
export type AudioTrackClip = {
  MediaId?: string;
  MediaURL?: string;
  Type?: 'Audio' | 'AI_TTS';
  In?: number;
  Out?: number;
  TimelineIn?: number;
  TimelineOut?: number;
  Speed?: number;
  LoopMode?: boolean;
  Effects?: ClipEffect[];
  /** `AI_TTS` only, from here on. */
  Content?: string;
  Voice?: string;
  SpeechRate?: number;
  PitchRate?: number;
  /** Own key: language of `Content`. */
  Language?: string;
  /** Own key: words that must not be heard. */
  MaskedWords?: MaskedWord[];
};

/** A sound track (timeline.md 1.2). */
export type AudioTrack = { AudioTrackClips: AudioTrackClip[]; MainTrack?: boolean };

/** How a text looks: the caption parameters that titles, subheadings and captions share (timeline.md 1.6). */
export type TextStyle = {
  Font?: string;
  FontUrl?: string;
  FontSize?: number;
  FontColor?: string;
  FontColorOpacity?: number;
  FontFace?: { Bold?: boolean; Italic?: boolean; Underline?: boolean };
  Spacing?: number;
  LineSpacing?: number;
  Angle?: number;
  BorderStyle?: number;
  Outline?: number;
  OutlineColour?: string;
  Shadow?: number;
  BackColour?: string;
  Alignment?: string;
  X?: number;
  Y?: number;
  AdaptMode?: string;
  TextWidth?: number;
  SizeRequestType?: string;
  EffectColorStyle?: string;
  BubbleStyleId?: string;
  AaiMotionInEffect?: string;
  AaiMotionIn?: number;
  AaiMotionOutEffect?: string;
  AaiMotionOut?: number;
  AaiMotionLoopEffect?: string;
  Ratio?: number;
};

/** A text layer (timeline.md 1.6). `Content` may hold `\N` line breaks and the inline codes of 1.7. */
export type SubtitleTrackClip = TextStyle & {
  Type: 'Text';
  Content: string;
  TimelineIn?: number;
  TimelineOut?: number;
  ClipId?: string;
  ReferenceClipId?: string;
};

/** A text track (timeline.md 1.2). */
export type SubtitleTrack = { SubtitleTrackClips: SubtitleTrackClip[] };

/** The whole: picture tracks from bottom to top, sound tracks mixed together, text above the picture. */
export type Timeline = {
  VideoTracks: VideoTrack[];
  AudioTracks?: AudioTrack[];
  SubtitleTracks?: SubtitleTrack[];
  /** Kept as they came; this version draws neither (timeline.md 1.1). */
  ImageTracks?: unknown[];
  EffectTracks?: unknown[];
  FECanvas?: { Width: number; Height: number };
  MaxDuration?: number;
};

/** The speech request that an `AI_TTS` clip stands for. */
export function speechOfClip(clip: AudioTrackClip): SpeechRequest {
  return {
    text: clip.Content ?? '',
    voice: clip.Voice ?? '',
    language: clip.Language ?? 'zh',
    rate: clip.SpeechRate ?? 0,
    pitch: clip.PitchRate ?? 0,
    masked: clip.MaskedWords ?? [],
  };
}

/** Name under which the bytes of a clip are found in a renderer's `sources`: its id, its URL, or its speech. */
export function sourceKey(clip: VideoTrackClip | AudioTrackClip): string {
  if ('Content' in clip && clip.Type === 'AI_TTS') return `speech:${speechKey(speechOfClip(clip))}`;
  const key = clip.MediaId ?? clip.MediaURL;
  if (key === undefined) throw new TypeError('a clip has neither MediaId nor MediaURL');
  return key;
}
