import { CheckCircleFilled } from '@ant-design/icons';
import { useRef } from 'react';
import { transitionPreview } from './queries.ts';

const dislikesMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A transition, shown by a clip that plays while it is pointed at or has the focus. */
export function TransitionCard({
  name,
  isChosen,
  toggle,
}: {
  name: string;
  isChosen: boolean;
  toggle: () => void;
}) {
  const clip = useRef<HTMLVideoElement>(null);
  const play = () => {
    // A browser that does not play it goes on showing the first picture.
    if (!dislikesMotion()) void clip.current?.play().catch(() => {});
  };
  const rest = () => {
    if (clip.current === null) return;
    clip.current.pause();
    clip.current.currentTime = 0;
  };
  return (
    <button
      type="button"
      className="transition-card"
      aria-pressed={isChosen}
      onClick={toggle}
      onPointerEnter={play}
      onPointerLeave={rest}
      onFocus={play}
      onBlur={rest}
    >
      <video
        ref={clip}
        src={transitionPreview(name, 'mp4')}
        poster={transitionPreview(name, 'webp')}
        muted
        loop
        playsInline
        preload="none"
        tabIndex={-1}
        aria-hidden="true"
      />
      {isChosen && <CheckCircleFilled className="tile-mark" aria-hidden="true" />}
      <span>{name}</span>
    </button>
  );
}
