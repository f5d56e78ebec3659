import type { Source } from '../../timeline/material.ts';
import { noSound, type SoundCourse } from '../../timeline/sound-course.ts';
import type { Findings } from '../findings.ts';
import type { Listener } from './listener.ts';
import { readSoundCourse } from './sound-bytes.ts';

/** Raised when the same sound would come out otherwise: what was found before is found anew. */
const finder = 'sound-course/1 silero-vad-5';

/** What is heard in materials. */
export type Sounds = {
  /**
   * The course of a material's sound; it is listened to once and then kept.
   *
   * @throws ProbeError when the sound cannot be decoded; the reason of the signal
   */
  of(source: Source, signal?: AbortSignal): Promise<SoundCourse>;
};

/** Opens the sounds of materials. */
export function openSounds({ findings, listener }: { findings: Findings; listener: Listener }): Sounds {
  return {
    async of(source, signal) {
      if (source.facts.sound === null) return noSound;
      const make = (ended: AbortSignal) => listener.listen(source, ended);
      return readSoundCourse(await findings.of(source.path, finder, make, signal));
    },
  };
}
