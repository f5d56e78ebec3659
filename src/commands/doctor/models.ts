import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from '../../config.ts';
import { openModels } from '../../match/models/models.ts';
import { Caution, type Check } from './check.ts';

/** A picture of one grey pixel, as PNG. */
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** Models of the hub are brought at their first use, not by looking whether all is well. */
function refuseToDownload(absent: readonly string[]): void {
  if (absent.length > 0)
    throw new Caution(`${absent.join(', ')}: not here yet, comes from the hub at its first use`);
}

/** Checks of the models that look at pictures and listen to speech (docs/models.md). */
export function modelChecks({ models: settings }: Pick<Config, 'models'>): Check[] {
  return [
    {
      name: 'vision model',
      advice: 'check REELMILL_VISION_MODEL and REELMILL_VISION_TEXT_MODEL (docs/models.md)',
      look: async () => {
        const models = openModels(settings);
        const drafts = await mkdtemp(join(tmpdir(), 'reelmill-doctor-'));
        try {
          const { encoder } = models;
          if (encoder === null) return 'none: Smart_Mix chooses pictures by words and plain sight';
          refuseToDownload(encoder.absent());
          const file = join(drafts, 'picture.png');
          await writeFile(file, picture);
          const pictures = await encoder.pictures([file]);
          await encoder.compare(await encoder.texts(['a picture']), pictures);
          return `${settings.vision}, vectors of ${pictures.length} numbers`;
        } finally {
          await models.close();
          await rm(drafts, { recursive: true, force: true });
        }
      },
    },
    {
      name: 'speech model',
      advice: 'check REELMILL_RECOGNITION_MODEL (docs/models.md)',
      look: async () => {
        const models = openModels(settings);
        try {
          const { recogniser } = models;
          if (recogniser === null) return 'none: what is said in footage is not known';
          refuseToDownload(recogniser.absent());
          return `${settings.recognition}, of the family ${await recogniser.inspect()}`;
        } finally {
          await models.close();
        }
      },
    },
  ];
}
