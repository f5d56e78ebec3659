import { parsePart } from '../../mix/config/parse-part.ts';
import { textStyle } from '../../mix/config/text-style.ts';
import { completeStyle } from '../../mix/emit/text-looks.ts';
import type { OutputFormat } from '../../render/request.ts';
import type { Timeline } from '../../timeline/model.ts';

/** What a preview shows: a timeline of painted pictures, named by the keys of `scenes`. */
export type PreviewOrder = {
  timeline: Timeline;
  format: OutputFormat;
  /** The second of which a picture is made; null for the whole as a clip. */
  still: number | null;
};

const formatOf = (width: number, height: number): OutputFormat => ({
  width,
  height,
  fps: 25,
  codec: 'H.264',
  crf: 26,
  bitrate: null,
  preset: 'veryfast',
});

/** A picture that fills the frame. */
const wholeFrame = { X: 0, Y: 0, Width: 1, Height: 1, AdaptMode: 'Cover' as const };

/** Size and times of the preview of a transition: long enough to see both pictures stand. */
const clipSize = { width: 320, height: 180 };
const shotSeconds = 1.6;
const transitionSeconds = 1;

/**
 * A transition from one picture to the other and back again, so that the clip can be looped; as a picture, its middle.
 *
 * @param name as the wire format has it
 */
export function transitionOrder(name: string, kind: 'clip' | 'picture'): PreviewOrder {
  const transition = { Type: 'Transition' as const, SubType: name, Duration: transitionSeconds };
  const pictures = ['evening', 'morning', 'evening'];
  const clips = pictures.map((MediaURL, index) => ({
    MediaURL,
    Type: 'Image' as const,
    Duration: shotSeconds,
    ...wholeFrame,
    ...(index < pictures.length - 1 ? { Effects: [transition] } : {}),
  }));
  const { width, height } = clipSize;
  return {
    timeline: {
      VideoTracks: [{ MainTrack: true, VideoTrackClips: clips }],
      FECanvas: { Width: width, Height: height },
    },
    format: formatOf(width, height),
    still: kind === 'clip' ? null : shotSeconds - transitionSeconds / 2,
  };
}

/** The frame that styles are meant for, and the strip of it that a preview shows. */
const frame = { width: 1080, height: 1920 };
const stripSize = { width: 1080, height: 420 };
/** When the picture is taken: motions in are over, motions out have not begun. */
const stripSeconds = 6;
/** Characters that a preview has room for. */
export const maxCaption = 120;

/**
 * A text in a style, as it looks in a video of 1080 by 1920, in the middle of a strip.
 *
 * @param style JSON of a caption style (batch.md 4.3)
 * @throws ApiError `InvalidParameter` naming the part that cannot work
 */
export function captionOrder(style: string, text: string): PreviewOrder {
  const given = parsePart('style', style === '' ? '{}' : style, textStyle());
  // Where the text stands is the business of the video; a font of a stranger's address is not fetched for a preview.
  const { X: _x, Y: _y, Alignment: _alignment, FontUrl: _url, ...look } = given;
  const complete = completeStyle('caption', look, frame);
  const content = text.slice(0, maxCaption).replace(/[{}\\]/g, ' ');
  const clip = {
    ...complete,
    Type: 'Text' as const,
    Content: content,
    Alignment: 'CenterCenter',
    X: 0,
    Y: 0,
    TimelineIn: 0,
    TimelineOut: stripSeconds,
  };
  const { width, height } = stripSize;
  return {
    timeline: {
      VideoTracks: [
        {
          MainTrack: true,
          VideoTrackClips: [{ MediaURL: 'evening', Type: 'Image', Duration: stripSeconds, ...wholeFrame }],
        },
      ],
      SubtitleTracks: [{ SubtitleTrackClips: [clip] }],
      FECanvas: { Width: width, Height: height },
    },
    format: { ...formatOf(width, height), fps: 2 },
    still: stripSeconds / 2,
  };
}
