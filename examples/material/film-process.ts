import { Log } from 'node-av';
import { AV_LOG_ERROR } from 'node-av/constants';
import { shootFilm } from './film.ts';
import { scenes } from './scenes.ts';

/** Paints one scene: `film-process.ts SCENE FILE SCALE`, and tells its parent about every ten frames. */
const [name, file = '', scale] = process.argv.slice(2);
const scene = scenes.find((candidate) => candidate.name === name);
if (!scene) throw new TypeError(`there is no scene ${name}`);

// A parent that is gone wants no film.
const orphaned = () => process.exit(1);
process.once('disconnect', orphaned);
Log.setLevel(AV_LOG_ERROR);
let painted = 0;
await shootFilm(scene, file, Number(scale), () => {
  if (++painted % 10 === 0) process.send?.(10);
});
process.send?.(painted % 10);
process.off('disconnect', orphaned);
process.disconnect?.();
