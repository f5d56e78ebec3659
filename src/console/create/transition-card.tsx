import { CheckCircleFilled } from '@ant-design/icons';
import { useState } from 'react';
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
  const [isPlaying, setPlaying] = useState(false);
  const play = () => setPlaying(!dislikesMotion());
  const rest = () => setPlaying(false);
  const picture = transitionPreview(name, 'webp');
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
      {isPlaying ? (
        <video
          src={transitionPreview(name, 'mp4')}
          poster={picture}
          autoPlay
          muted
          loop
          playsInline
          tabIndex={-1}
          aria-hidden="true"
        />
      ) : (
        <img src={picture} alt="" loading="lazy" />
      )}
      {isChosen && <CheckCircleFilled className="tile-mark" aria-hidden="true" />}
      <span>{name}</span>
    </button>
  );
}
