import { useEffect, useRef } from 'react';
import type { FrameGrabber } from './frame-grabber.ts';

/** A picture of a moment of a video, drawn when it is there. */
export function Thumbnail({
  grabber,
  path,
  seconds,
}: {
  grabber: FrameGrabber;
  path: string;
  seconds: number;
}) {
  const place = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    let isWanted = true;
    void grabber.grab(path, seconds).then((picture) => {
      const canvas = place.current;
      if (!isWanted || canvas === null || picture === null || picture.width === 0) return;
      canvas.width = picture.width;
      canvas.height = picture.height;
      canvas.getContext('2d')?.drawImage(picture, 0, 0);
    });
    return () => {
      isWanted = false;
    };
  }, [grabber, path, seconds]);
  return <canvas ref={place} className="thumbnail" width={1} height={1} />;
}
