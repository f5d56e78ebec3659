import { apiError } from '../../errors/api-error.ts';
import { distinctWarnings } from '../../errors/warning.ts';
import type { MediaFacts } from '../../timeline/material.ts';
import { choice, list, number, record, section, show, text } from '../config/fields.ts';
import { parsePart } from '../config/parse-part.ts';
import { collectWarnings } from '../config/warn.ts';
import { mediaKeys } from '../reference.ts';
import { type HighlightsPlan, type LayOutFacts, layOut } from './lay-out.ts';
import { type Part, type Piece, parts } from './tiles.ts';

/**
 * What `Screen_Media_Highlights_Media_Select` finds and `Screen_Media_Highlights_Timeline_Organize` takes. The API does not
 * show its shape (batch.md 7.5); this one is ours, in the words of the selection of Smart_Mix.
 */

/** Names the parameter in errors. */
const parameter = 'MediaSelectResult';

const rounded = (value: number) => Math.round(value * 1e4) / 1e4;

function clipOf({ part, media, in: begin, out, strength }: Piece, output: number, place: number) {
  const { MediaId, MediaURL } = { MediaId: undefined, MediaURL: undefined, ...mediaKeys(media) };
  return {
    clipId: `${output}-${place}`,
    part,
    ...(MediaId === undefined ? { mediaURL: MediaURL } : { mediaId: MediaId }),
    startTime: rounded(begin),
    endTime: rounded(out),
    ...(strength === null
      ? {}
      : {
          score: rounded(strength.total),
          reasons: {
            motion: rounded(strength.motion),
            loudness: rounded(strength.loudness),
            speech: rounded(strength.speech),
          },
        }),
  };
}

/** The selection of a plan: for each output its clips in their order, with their scores and why they have them. */
export function writeHighlightSelection({ pieces }: Pick<HighlightsPlan, 'pieces'>) {
  return {
    highlightMediaOutputList: pieces.map((list, output) => ({
      duration: rounded(list.reduce((sum, { in: begin, out }) => sum + out - begin, 0)),
      highlightClipList: list.map((piece, place) => clipOf(piece, output, place)),
    })),
  };
}

const time = () => number({ min: 0, max: 86_400 });

const clip = record({
  part: choice(parts),
  mediaId: text({ max: 4096 }),
  mediaURL: text({ max: 4096 }),
  startTime: time(),
  endTime: time(),
}).superRefine((value, context) => {
  if (value === undefined) return;
  const { mediaId, mediaURL, startTime = 0, endTime = 0 } = value;
  if (mediaId === undefined && mediaURL === undefined) {
    context.addIssue({ code: 'custom', message: `must have mediaId or mediaURL, not ${show(value)}` });
  } else if (endTime <= startTime) {
    const message = `must have an endTime after its startTime, not ${startTime} and ${endTime}`;
    context.addIssue({ code: 'custom', message });
  }
});

const output = record({ highlightClipList: list(clip, { max: 2000, what: 'clips', required: true }) });

const selectionSchema = section({
  highlightMediaOutputList: list(output, { max: 100, what: 'outputs', required: true }),
});

/** A clip that is to be shown, and where the selection names it. */
type SelectedClip = { path: string; part: Part; media: string; in: number; out: number };

/** A selection as it is handed in, maybe edited: the clips of each output. */
export type HighlightSelection = SelectedClip[][];

/**
 * Reads a selection. Scores, reasons and lengths are not looked at: who edits it changes clips alone.
 *
 * @throws ApiError InvalidParameter naming path, rule and value
 */
export function parseHighlightSelection(json: string): HighlightSelection {
  const { highlightMediaOutputList } = parsePart(parameter, json, selectionSchema);
  return highlightMediaOutputList.map(({ highlightClipList }, index) =>
    highlightClipList.map(({ part = 'highlight', mediaId, mediaURL, startTime = 0, endTime = 0 }, place) => ({
      path: `${parameter}.highlightMediaOutputList[${index}].highlightClipList[${place}]`,
      part,
      // The schema has seen to it that one of the two is there.
      media: mediaId ?? mediaURL ?? '',
      in: startTime,
      out: endTime,
    })),
  );
}

/** Rounding that a client may have done (seconds). */
const tolerance = 0.1;

function pieceOf({ path, part, media, in: begin, out }: SelectedClip, facts: MediaFacts | undefined): Piece {
  if (facts === undefined) {
    throw apiError('InvalidParameter', { Reason: `${path} names ${show(media)}, which cannot be used.` });
  }
  if (facts.kind === 'audio') {
    throw apiError('InvalidParameter', { Reason: `${path} names ${show(media)}, which has no picture.` });
  }
  if (facts.kind === 'image') return { in: 0, out: out - begin, part, media, kind: 'image', strength: null };
  if (out > facts.duration + tolerance) {
    throw apiError('InvalidParameter', {
      Reason: `${path}.endTime must be at most ${facts.duration.toFixed(3)}, the length of the video, not ${out}.`,
    });
  }
  return { in: begin, out: Math.min(out, facts.duration), part, media, kind: 'video', strength: null };
}

/**
 * Lays a selection on timelines, one for each of its outputs.
 *
 * @throws ApiError InvalidParameter when a clip cannot be shown
 */
export function planFromHighlightSelection(
  facts: LayOutFacts,
  selection: HighlightSelection,
): HighlightsPlan {
  const { warnings, warn } = collectWarnings();
  const pieces = selection.map((clips) =>
    clips.map((each) => pieceOf(each, facts.materials.get(each.media))),
  );
  const plan = layOut(facts, pieces, warn);
  return { ...plan, warnings: distinctWarnings(warnings) };
}
