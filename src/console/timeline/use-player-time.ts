import { type RefObject, useCallback, useEffect, useState } from 'react';

/**
 * Ties a playhead to a player, both ways.
 *
 * @param duration seconds that the playhead stays within
 * @param isThere whether the player is on the page
 * @returns the moment in seconds, and what moves it; without a player it moves by itself
 */
export function usePlayerTime(
  player: RefObject<HTMLVideoElement | null>,
  duration: number,
  isThere: boolean,
) {
  const [time, setTime] = useState(0);
  useEffect(() => {
    const video = player.current;
    if (!isThere || video === null) return;
    let frame = 0;
    const follow = () => {
      setTime(video.currentTime);
      if (!video.paused && !video.ended) frame = requestAnimationFrame(follow);
    };
    const names = ['play', 'seeking', 'seeked', 'pause', 'timeupdate'] as const;
    const onChange = () => {
      cancelAnimationFrame(frame);
      follow();
    };
    for (const name of names) video.addEventListener(name, onChange);
    return () => {
      cancelAnimationFrame(frame);
      for (const name of names) video.removeEventListener(name, onChange);
    };
  }, [player, isThere]);
  const seek = useCallback(
    (wanted: number) => {
      const moment = Math.min(duration, Math.max(0, wanted));
      setTime(moment);
      if (player.current !== null) player.current.currentTime = moment;
    },
    [player, duration],
  );
  return { time, seek };
}
