import { type MouseEvent, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../parts/moments.ts';
import { MediaPaths } from './media-paths.ts';
import { thumbnailTimes } from './scale.ts';
import { Thumbnail } from './thumbnail.tsx';
import type { DrawnClip } from './tracks.ts';

const pictureWidth = 54;

function Pictures({ clip, width }: { clip: DrawnClip; width: number }) {
  const { pathsOf, grabber } = useContext(MediaPaths);
  const { file, cover } = pathsOf(clip);
  if (clip.kind === 'image' && file !== null) {
    return <span className="clip-pictures" style={{ backgroundImage: `url("${file}")` }} />;
  }
  if (clip.kind !== 'video') return null;
  const times = thumbnailTimes(clip, width, pictureWidth);
  return (
    <span
      className="clip-pictures"
      style={cover === null ? undefined : { backgroundImage: `url("${cover}")` }}
    >
      {file !== null &&
        grabber !== null &&
        times.map((seconds) => <Thumbnail key={seconds} grabber={grabber} path={file} seconds={seconds} />)}
    </span>
  );
}

/** What a clip is, in words. */
export function useClipWords(): (clip: DrawnClip) => string {
  const { t } = useTranslation('jobs');
  const { titleOf } = useContext(MediaPaths);
  return (clip) => {
    const parts = [
      titleOf(clip) ?? (clip.label || t('timeline.clip')),
      `${clockTime(clip.start, true)}–${clockTime(clip.end, true)}`,
    ];
    if (clip.kind === 'video') {
      parts.push(
        t('timeline.source', { from: clockTime(clip.sourceIn, true), to: clockTime(clip.sourceOut, true) }),
      );
    }
    if (clip.speed !== 1) parts.push(t('timeline.speed', { speed: clip.speed }));
    if (clip.transition !== null) parts.push(t('timeline.transition', { name: clip.transition.name }));
    return parts.join(' · ');
  };
}

/** A clip in its track. Pressing it goes to the moment under the pointer; with the keyboard, to its beginning. */
export function ClipView({
  clip,
  scale,
  onSeek,
}: {
  clip: DrawnClip;
  /** Pixels a second. */
  scale: number;
  onSeek: (seconds: number) => void;
}) {
  const words = useClipWords();
  const { titleOf } = useContext(MediaPaths);
  const width = Math.max(2, (clip.end - clip.start) * scale);
  const seek = (event: MouseEvent<HTMLButtonElement>) => {
    const isPointer = event.detail > 0;
    const inside = isPointer ? event.clientX - event.currentTarget.getBoundingClientRect().left : 0;
    onSeek(clip.start + inside / scale);
  };
  return (
    <button
      type="button"
      className={`clip clip-${clip.kind}`}
      style={{ left: clip.start * scale, width }}
      title={words(clip)}
      aria-label={words(clip)}
      onClick={seek}
    >
      <Pictures clip={clip} width={width} />
      <span className="clip-label">{titleOf(clip) ?? clip.label}</span>
      {clip.transition !== null && (
        <span className="clip-transition" style={{ width: clip.transition.duration * scale }} />
      )}
    </button>
  );
}
