import type { FrameRate } from '../../timeline/frames.ts';
import type { MediaFacts, PictureFacts } from '../../timeline/material.ts';
import type { ClipEffect, VideoTrack, VideoTrackClip } from '../../timeline/model.ts';
import type { Background } from '../config/editing-config.ts';
import { mediaKeys } from '../reference.ts';
import { fourDecimals, frameTime } from './clock.ts';
import type { Tile } from './tile.ts';
import type { Handover } from './transitions.ts';

/** What the clips of an output have in common. */
export type MainTrackLook = {
  rate: FrameRate;
  width: number;
  height: number;
  materials: ReadonlyMap<string, MediaFacts>;
  /** Background that was asked for; null = none. */
  background: Background;
  /** Whether an image lies below the clips. */
  overImage: boolean;
};

/** A crop that loses more of a picture than this spoils it, unless it stands the same way as the output. */
const bearableLoss = 0.35;
const defaultBlur: Background = { kind: 'blur', radius: 0.1 };

const orientation = ({ width, height }: { width: number; height: number }) => Math.sign(width - height);

/** Whether a picture may fill the frame at the price of its edges. */
function mayCover(picture: PictureFacts, look: MainTrackLook): boolean {
  const ratio = picture.width / picture.height / (look.width / look.height);
  const loss = 1 - Math.min(ratio, 1 / ratio);
  return orientation(picture) === orientation(look) || loss <= bearableLoss;
}

function backgroundEffect(background: Background): ClipEffect[] {
  if (background === null) return [];
  if (background.kind === 'blur') return [{ Type: 'Background', SubType: 'Blur', Radius: background.radius }];
  return [{ Type: 'Background', SubType: 'Color', Color: background.color }];
}

/** How a picture fills the frame: over a chosen background it is shown whole, else it covers the frame where it may. */
function fit(
  picture: PictureFacts | null,
  look: MainTrackLook,
): Pick<VideoTrackClip, 'AdaptMode' | 'Effects'> {
  if (look.overImage) return { AdaptMode: 'Contain', Effects: [] };
  if (look.background !== null) return { AdaptMode: 'Contain', Effects: backgroundEffect(look.background) };
  if (picture === null || mayCover(picture, look)) return { AdaptMode: 'Cover', Effects: [] };
  return { AdaptMode: 'Contain', Effects: backgroundEffect(defaultBlur) };
}

/** Source seconds of a clip: its own piece, reaching into the room around it where the clip is longer. */
function sourceRange(
  { kind, window, natural, room, speed }: Tile,
  before: number,
  frames: number,
  rate: FrameRate,
) {
  const seconds = (count: number) => (count * rate.den * speed) / rate.num;
  const length = seconds(frames);
  if (kind === 'image') return { In: 0, Out: fourDecimals(length) };
  const begin = Math.max(room.in, Math.min(natural.in - seconds(before), room.out - length));
  // Rounding must not reach beyond the window.
  const In = Math.max(fourDecimals(begin), Math.ceil(window.in * 1e4) / 1e4);
  return { In, Out: Math.min(fourDecimals(begin + length), Math.floor(window.out * 1e4) / 1e4) };
}

/**
 * The main track: the tiles of an output as clips with explicit times. Where two of them hand over with a transition,
 * the earlier one is longer by the frames after the border and the later one by those before it.
 */
export function mainTrack(
  tiles: readonly Tile[],
  handovers: readonly (Handover | null)[],
  look: MainTrackLook,
): VideoTrack {
  const { rate, materials } = look;
  let border = 0;
  const clips = tiles.map((tile, index): VideoTrackClip => {
    const { media, kind, speed, volume } = tile;
    const before = handovers[index - 1]?.before ?? 0;
    const handover = handovers[index] ?? null;
    const start = border - before;
    border += tile.frames;
    const end = border + (handover?.after ?? 0);
    const { AdaptMode, Effects = [] } = fit(materials.get(media)?.picture ?? null, look);
    if (kind === 'video' && volume !== 1) Effects.push({ Type: 'Volume', Gain: volume });
    if (handover !== null) {
      const Duration = frameTime(handover.before + handover.after, rate);
      Effects.push({ Type: 'Transition', SubType: handover.name, Duration });
    }
    return {
      ...mediaKeys(media),
      Type: kind === 'image' ? 'Image' : 'Video',
      ...sourceRange(tile, before, end - start, rate),
      TimelineIn: frameTime(start, rate),
      TimelineOut: frameTime(end, rate),
      ...(speed === 1 ? {} : { Speed: speed }),
      X: 0,
      Y: 0,
      Width: 1,
      Height: 1,
      ...(AdaptMode === undefined ? {} : { AdaptMode }),
      Effects,
    };
  });
  return { MainTrack: true, VideoTrackClips: clips };
}
