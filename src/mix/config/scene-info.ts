import { list, number, record, section, text } from './fields.ts';
import { speechTexts } from './speech-text.ts';

/**
 * The parts of InputConfig that only jobs without groups have (batch.md 3.3 to 3.5). Of what lies below
 * SceneInfo.ShotInfo.ShotScripts only ScriptText is documented, so the names that clients may use for the others are all
 * accepted.
 */

/** Longest description of a picture that is looked for. */
const description = () => text({ max: 1000 });

const shotScript = record(
  {
    ShotName: text({ max: 100 }),
    ScriptText: description(),
    /** The film pages tell a scene and its details apart; both say what is to be seen. */
    SceneDescription: description(),
    DetailDescription: description(),
    SpeechTextArray: speechTexts(),
    Duration: number({ min: 0.2, max: 3600, zeroIsUnset: true }),
  },
  {
    Name: 'ShotName',
    Text: 'ScriptText',
    Description: 'ScriptText',
    Content: 'ScriptText',
    Scene: 'SceneDescription',
    Detail: 'DetailDescription',
    SpeechText: 'SpeechTextArray',
    Speech: 'SpeechTextArray',
  },
);

/** Schema of InputConfig.SceneInfo. */
export const sceneInfo = record({
  Scene: text({ max: 100 }),
  ShotInfo: section(
    { ShotScripts: list(shotScript, { max: 100, what: 'shots' }) },
    { ShotScriptArray: 'ShotScripts' },
  ),
  FaceInfo: section(
    { ImageInfoList: list(record({}), { max: 100, what: 'people' }) },
    { ImageInfos: 'ImageInfoList' },
  ),
});

/** Schema of InputConfig.MediaSearchInput. */
export const mediaSearch = record({
  LibSearchCondition: section(
    {
      SearchLibs: list(text({ max: 200 }), { max: 20, what: 'libraries' }),
      SearchText: text({ max: 1000 }),
    },
    { SearchLib: 'SearchLibs', SearchLibName: 'SearchLibs', Text: 'SearchText' },
  ),
});
