import { createContext, useEffect, useMemo, useState } from 'react';
import { mediaLook, useMediaById } from '../api/media.ts';
import { objectPath } from '../api/object-path.ts';
import { createFrameGrabber, type FrameGrabber } from './frame-grabber.ts';
import type { DrawnClip, DrawnTimeline } from './tracks.ts';

/** Where the files of clips are, and what takes pictures out of them. */
type MediaPathState = {
  /** Paths on this server; null where there is none. */
  pathsOf: (clip: DrawnClip) => { file: string | null; cover: string | null };
  /** Name of a clip's media in the library, or null. */
  titleOf: (clip: DrawnClip) => string | null;
  /** Null until the page stands. */
  grabber: FrameGrabber | null;
};

/** For the clips of a timeline. */
export const MediaPaths = createContext<MediaPathState>({
  pathsOf: () => ({ file: null, cover: null }),
  titleOf: () => null,
  grabber: null,
});

/** Looks up the media of a timeline. */
export function useMediaPaths(timeline: DrawnTimeline): MediaPathState {
  const ids = useMemo(() => {
    const all = timeline.tracks.flatMap(({ clips }) => clips.flatMap(({ mediaId }) => mediaId ?? []));
    return [...new Set(all)].toSorted();
  }, [timeline]);
  const media = useMediaById(ids);
  const [grabber, setGrabber] = useState<FrameGrabber | null>(null);
  useEffect(() => {
    const made = createFrameGrabber();
    setGrabber(made);
    return () => made.close();
  }, []);
  return useMemo(() => {
    const lookOf = ({ mediaId }: DrawnClip) => {
      const found = mediaId === null ? undefined : media.get(mediaId);
      return found && mediaLook(found);
    };
    return {
      grabber,
      pathsOf: (clip) => {
        const look = lookOf(clip);
        const own = clip.mediaUrl === null ? null : objectPath(clip.mediaUrl);
        return { file: look?.file ?? own, cover: look?.cover ?? null };
      },
      titleOf: (clip) => lookOf(clip)?.title ?? null,
    };
  }, [media, grabber]);
}
