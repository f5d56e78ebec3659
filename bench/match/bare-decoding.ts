import { openDecoder } from '../../src/render/engine/decoder.ts';
import type { Source } from '../../src/timeline/material.ts';

/**
 * Decodes every frame of a film on one thread and does nothing with it.
 *
 * @param path an MP4 file of at most 1920x1088
 * @returns processor seconds
 */
export function bareDecoding(path: string): number {
  const before = process.cpuUsage();
  const source = { path, facts: { format: 'mov,mp4,m4a,3gp,3g2,mj2' } } as Source;
  const decoder = openDecoder('benchmark', source, 'video');
  for (let next = decoder.next(); next !== null; next = decoder.next()) next.frame.free();
  decoder.close();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
