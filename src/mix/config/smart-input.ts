import { apiError } from '../../errors/api-error.ts';
import { type DecorInput, readDecor } from './decor-input.ts';
import { show } from './fields.ts';
import type { RawInput } from './input-config.ts';
import type { Warn } from './warn.ts';

/** One picture of a storyboard (batch.md 3.5). */
export type ShotScript = {
  name: string;
  /** What the picture shows; empty = what is said. */
  description: string;
  /** Voice-over alternatives. */
  speechTexts: string[];
  /** Seconds, where nothing is said; null = not given. */
  duration: number | null;
};

/** What a Smart_Mix job is made of (batch.md 3.3, 3.4). */
export type SmartInput = DecorInput & {
  /** Whether a text of the whole video or a list of shots says what is shown. */
  mode: 'global' | 'storyboard';
  scene: 'general' | 'film';
  /** Media ids or URLs; empty when they are searched for. */
  materials: string[];
  /** Footage that is searched for in the library. */
  search: { libraries: string[]; text: string } | null;
  /** Global mode: voice-over alternatives; empty = random shots without a voice. */
  speechTexts: string[];
  /** Storyboard mode: one or more, in the order in which they are shown. */
  shotScripts: ShotScript[];
};

/** The library that holds every media of the account (batch.md 3.3). */
export const wholeLibrary = 'ims-default-search-lib';

const scenePath = 'InputConfig.SceneInfo';
const searchPath = 'InputConfig.MediaSearchInput.LibSearchCondition';

/** Only `General` is documented; the name of the film scene is not, so whatever speaks of films counts (batch.md 2.3). */
function readScene(name: string | undefined, warn: Warn): SmartInput['scene'] {
  if (name === undefined || name.toLowerCase() === 'general') return 'general';
  if (/film|movie|drama|episode|cinema/i.test(name)) return 'film';
  warn('SceneReplaced', `${scenePath}.Scene ${show(name)} is unknown; General is used.`);
  return 'general';
}

function readShotScripts(raw: RawInput): ShotScript[] {
  return (raw.SceneInfo?.ShotInfo.ShotScripts ?? []).map((item, index) => {
    const { ScriptText, SceneDescription, DetailDescription } = item;
    const shot = {
      name: item.ShotName ?? `Shot${index + 1}`,
      description: [ScriptText, SceneDescription, DetailDescription].flatMap((text) => text ?? []).join(' '),
      speechTexts: item.SpeechTextArray,
      duration: item.Duration ?? null,
    };
    if (shot.description !== '' || shot.speechTexts.length > 0 || shot.duration !== null) return shot;
    throw apiError('InvalidParameter', {
      Reason: `${scenePath}.ShotInfo.ShotScripts[${index}] must have ScriptText, SpeechTextArray or Duration, not ${show(item)}.`,
    });
  });
}

function readSearch(raw: RawInput, scene: SmartInput['scene'], warn: Warn): SmartInput['search'] {
  if (raw.MediaSearchInput === undefined) return null;
  if (raw.MediaArray.length > 0) {
    warn('MediaSearchIgnored', 'InputConfig.MediaSearchInput is not used because MediaArray is given.');
    return null;
  }
  if (scene === 'film') {
    throw apiError('InvalidParameter', {
      Reason: `InputConfig.MediaSearchInput and ${scenePath}.Scene ${show(raw.SceneInfo?.Scene)} exclude each other: films are named in InputConfig.MediaArray.`,
    });
  }
  const { SearchLibs, SearchText } = raw.MediaSearchInput.LibSearchCondition;
  if (SearchText === undefined) throw apiError('MissingParameter', { Name: `${searchPath}.SearchText` });
  return { libraries: SearchLibs.length > 0 ? [...new Set(SearchLibs)] : [wholeLibrary], text: SearchText };
}

function noteOddities(raw: RawInput, shotScripts: readonly ShotScript[], warn: Warn) {
  if (new Set(raw.MediaArray).size < raw.MediaArray.length) {
    warn('DuplicateMaterial', 'InputConfig.MediaArray names a material twice; it counts once.');
  }
  if ((raw.SceneInfo?.FaceInfo.ImageInfoList ?? []).length > 0) {
    warn('PeopleNotRecognised', `${scenePath}.FaceInfo is not used: people are not recognised.`);
  }
  if (shotScripts.length > 0 && raw.SpeechTextArray.length > 0) {
    warn(
      'ShotScriptsIgnored',
      `${scenePath}.ShotInfo.ShotScripts is not used because InputConfig.SpeechTextArray is given.`,
    );
    return;
  }
  for (const [index, { speechTexts, duration }] of shotScripts.entries()) {
    if (speechTexts.length === 0 || duration === null) continue;
    warn(
      'DurationIgnored',
      `${scenePath}.ShotInfo.ShotScripts[${index}].Duration is not used: the length follows the shot's speech.`,
    );
  }
}

/**
 * Turns a parsed InputConfig without groups into what is planned from, and notes what is odd about it. A text of the
 * whole video selects global mode, as in Script (batch.md 2.3).
 *
 * @throws ApiError InvalidParameter, MissingParameter
 */
export function readSmartInput(raw: RawInput, warn: Warn): SmartInput {
  const scene = readScene(raw.SceneInfo?.Scene, warn);
  const shotScripts = readShotScripts(raw);
  const mode = raw.SpeechTextArray.length === 0 && shotScripts.length > 0 ? 'storyboard' : 'global';
  const search = readSearch(raw, scene, warn);
  noteOddities(raw, shotScripts, warn);
  return {
    mode,
    scene,
    materials: [...new Set(raw.MediaArray)],
    search,
    speechTexts: raw.SpeechTextArray,
    shotScripts: mode === 'storyboard' ? shotScripts : [],
    ...readDecor(raw),
  };
}
