import type { AudioTrack, AudioTrackClip, ClipEffect } from '../../timeline/model.ts';
import type { Speech, SpeechRequest } from '../../timeline/speech.ts';
import { mediaKeys } from '../reference.ts';
import { fourDecimals } from './clock.ts';

/** A text that is spoken, and when. */
export type SpokenPart = { request: SpeechRequest; speech: Speech; start: number };

/** Seconds over which music dies away at the end of a video. */
const fadeSeconds = 1;

const volumeEffect = (gain: number): ClipEffect[] => (gain === 1 ? [] : [{ Type: 'Volume', Gain: gain }]);

/**
 * The voice-over. Each part starts at its exact second, not at a frame: sound needs no frames, and the parts then follow
 * each other without gaps or overlaps.
 *
 * @param volume linear gain
 */
export function speechTrack(parts: readonly SpokenPart[], volume: number): AudioTrack {
  return {
    AudioTrackClips: parts.map(({ request, speech, start }): AudioTrackClip => {
      const { text, voice, language, rate, pitch, masked } = request;
      return {
        Type: 'AI_TTS',
        Content: text,
        Voice: voice,
        SpeechRate: rate,
        PitchRate: pitch,
        Language: language,
        ...(masked.length > 0 ? { MaskedWords: masked } : {}),
        TimelineIn: fourDecimals(start),
        TimelineOut: fourDecimals(start + speech.duration),
        Effects: volumeEffect(volume),
      };
    }),
  };
}

/**
 * The music: repeated to the end of the video, where it fades out.
 *
 * @param end length of the video in seconds
 * @param volume linear gain
 */
export function musicTrack(media: string, end: number, volume: number): AudioTrack {
  const fade: ClipEffect = {
    Type: 'AFade',
    SubType: 'Out',
    Duration: fourDecimals(Math.min(fadeSeconds, end / 3)),
  };
  return {
    AudioTrackClips: [
      {
        ...mediaKeys(media),
        LoopMode: true,
        TimelineIn: 0,
        TimelineOut: end,
        Effects: [...volumeEffect(volume), fade],
      },
    ],
  };
}
