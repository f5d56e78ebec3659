import type { Scene } from './scene.ts';
import { berries } from './scenes/berries.ts';
import { citrus } from './scenes/citrus.ts';
import { fireworks } from './scenes/fireworks.ts';
import { fruitTea } from './scenes/fruit-tea.ts';
import { lanterns } from './scenes/lanterns.ts';
import { latte } from './scenes/latte.ts';
import { leaves } from './scenes/leaves.ts';
import { mosaic } from './scenes/mosaic.ts';
import { ribbons } from './scenes/ribbons.ts';
import { sea } from './scenes/sea.ts';
import { street } from './scenes/street.ts';
import { sunrise } from './scenes/sunrise.ts';

/** All moving clips of the demo. */
export const scenes: readonly Scene[] = [
  citrus,
  fruitTea,
  latte,
  leaves,
  lanterns,
  berries,
  fireworks,
  mosaic,
  sunrise,
  sea,
  street,
  ribbons,
];
