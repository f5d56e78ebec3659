import type { Warning } from '../../errors/warning.ts';
import { ProbeError } from '../../media/probe.ts';
import type { Footage } from '../../timeline/footage.ts';
import { noSound, type SoundCourse } from '../../timeline/sound-course.ts';
import type { Material } from '../workshop.ts';
import type { PlanRun, PlanTools } from './kind.ts';

/** What was seen and heard in videos, by their references, and what could not be. */
export type WatchedVideos = {
  footage: Map<string, Footage>;
  sounds: Map<string, SoundCourse>;
  warnings: Warning[];
};

/**
 * Looks at videos and listens to them, one after the other; what was found out earlier is known at once. A video whose
 * pictures cannot be read is missing in the result, one whose sound cannot be decoded counts as silent.
 *
 * @throws the reason of the signal
 */
export async function watchVideos(
  tools: Pick<PlanTools, 'footage' | 'sounds'>,
  videos: ReadonlyMap<string, Material>,
  { signal, onProgress }: PlanRun,
): Promise<WatchedVideos> {
  const watched: WatchedVideos = { footage: new Map(), sounds: new Map(), warnings: [] };
  const total = [...videos.values()].reduce((sum, { facts }) => sum + facts.duration, 0);
  let done = 0;

  /** The result, or null with a warning when the file is to blame. */
  async function attempt<Result>(
    reference: string,
    code: string,
    work: Promise<Result>,
  ): Promise<Result | null> {
    try {
      return await work;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof ProbeError)) throw error;
      watched.warnings.push({
        Code: code,
        Message: `The video ${JSON.stringify(reference)} ${error.message}.`,
      });
      return null;
    }
  }

  for (const [reference, material] of videos) {
    signal.throwIfAborted();
    const { duration } = material.facts;
    const onShare = (share: number) => onProgress((done + share * duration) / total);
    const [footage, sound] = await Promise.all([
      attempt(reference, 'MaterialSkipped', tools.footage.of(material, { signal, onProgress: onShare })),
      attempt(reference, 'SoundNotHeard', tools.sounds.of(material, signal)),
    ]);
    if (footage !== null) watched.footage.set(reference, footage);
    watched.sounds.set(reference, sound ?? noSound);
    done += duration;
    onProgress(done / total);
  }
  return watched;
}
