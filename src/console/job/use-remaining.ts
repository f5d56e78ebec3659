import { useEffect, useRef, useState } from 'react';
import { addSample, type ProgressSamples, remainingSeconds } from './remaining.ts';

const tickMilliseconds = 1000;

/** Seconds that a render still needs by its speed so far, counting down; null while it cannot be told. */
export function useRemaining(percent: number): number | null {
  const samples = useRef<ProgressSamples>([]);
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    const tell = () => setLeft(remainingSeconds(samples.current, performance.now()));
    samples.current = addSample(samples.current, performance.now(), percent);
    tell();
    const timer = setInterval(tell, tickMilliseconds);
    return () => clearInterval(timer);
  }, [percent]);
  return left;
}
