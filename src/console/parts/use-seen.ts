import { type RefObject, useEffect, useRef, useState } from 'react';

/** Whether an element has been on the screen, or near it: what nobody has seen need not be asked for. */
export function useSeen<Kind extends Element>(): { place: RefObject<Kind | null>; isSeen: boolean } {
  const place = useRef<Kind>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (place.current === null || isSeen) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && setSeen(true), {
      rootMargin: '200px',
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [isSeen]);
  return { place, isSeen };
}
