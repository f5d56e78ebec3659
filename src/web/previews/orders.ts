import { parsePart } from '../../mix/config/parse-part.ts';
import { textStyle } from '../../mix/config/text-style.ts';
import { completeStyle, type Frame, type TextKind } from '../../mix/emit/text-looks.ts';
import type { OutputFormat } from '../../render/request.ts';
import type { TextStyle, Timeline } from '../../timeline/model.ts';

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
 * A transition from one picture to the other and back again, so that the clip can be looped; as a picture, how
 * it looks a little before its middle, at which some show nothing but black.
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
    still: kind === 'clip' ? null : shotSeconds - transitionSeconds * 0.65,
  };
}

/** The frame that styles are meant for, and the strip of it that a close look shows. */
const usualFrame: Frame = { width: 1080, height: 1920 };
const strip: Frame = { width: 1080, height: 420 };
/** Pixels of the longer side of a picture of a whole frame. */
const longSide = 640;
/** When the picture is taken: motions in are over, motions out have not begun. */
const textSeconds = 6;
/** Characters that a preview has room for. */
export const maxCaption = 120;

/** A text to preview: JSON of its style (batch.md 4.2, 4.3), what it says, and which default look it has. */
export type SampleText = { style: string; text: string; kind: TextKind };

/** The look of a text without a font of a stranger's address, which is not fetched for a preview. */
function lookOf({ style, kind }: SampleText, frame: Frame) {
  const { FontUrl: _url, ...given } = parsePart('style', style === '' ? '{}' : style, textStyle());
  return completeStyle(kind, given, frame);
}

/** A text over a painted landscape. */
function textOrder(look: TextStyle, text: string, canvas: Frame, size: Frame): PreviewOrder {
  const clip = {
    ...look,
    Type: 'Text' as const,
    Content: text.slice(0, maxCaption).replace(/[{}\\]/g, ' '),
    TimelineIn: 0,
    TimelineOut: textSeconds,
  };
  return {
    timeline: {
      VideoTracks: [
        {
          MainTrack: true,
          VideoTrackClips: [{ MediaURL: 'evening', Type: 'Image', Duration: textSeconds, ...wholeFrame }],
        },
      ],
      SubtitleTracks: [{ SubtitleTrackClips: [clip] }],
      FECanvas: { Width: canvas.width, Height: canvas.height },
    },
    format: { ...formatOf(size.width, size.height), fps: 2 },
    still: textSeconds / 2,
  };
}

/**
 * A close look at a text in a style, as large as it is in a video of 1080 by 1920, in the middle of a strip.
 *
 * @throws ApiError `InvalidParameter` naming the part that cannot work
 */
export function closeOrder(sample: SampleText): PreviewOrder {
  const centred = { ...lookOf(sample, usualFrame), Alignment: 'CenterCenter', X: 0, Y: 0 };
  return textOrder(centred, sample.text, strip, strip);
}

/**
 * A small picture of a whole frame with a text in its style where it will be.
 *
 * @param frame pixels of the output, to which sizes and places of the style refer
 * @throws ApiError `InvalidParameter` naming the part that cannot work
 */
export function frameOrder(sample: SampleText, frame: Frame): PreviewOrder {
  const scale = Math.min(1, longSide / Math.max(frame.width, frame.height));
  const even = (length: number) => Math.max(2, Math.round((length * scale) / 2) * 2);
  const size = { width: even(frame.width), height: even(frame.height) };
  return textOrder(lookOf(sample, frame), sample.text, frame, size);
}
