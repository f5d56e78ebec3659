import {
  type Codec,
  flag,
  type JsonValue,
  list,
  material,
  number,
  type RecordOf,
  record,
  text,
} from './codec.ts';

/** Style of captions, titles and sub-headings, as far as the form has fields for it (batch.md 4.2, 4.3). */
const styleShape = {
  Font: text,
  FontSize: number,
  FontColor: text,
  FontFace: record({ Bold: flag, Italic: flag }),
  Outline: number,
  OutlineColour: text,
  EffectColorStyle: text,
  Alignment: text,
  Y: number,
  TextWidth: number,
  AdaptMode: text,
  AaiMotionInEffect: text,
  AaiMotionOutEffect: text,
};
const style = record(styleShape, {
  aliases: { FontName: 'Font', OutlineColor: 'OutlineColour', FontColour: 'FontColor' },
});
/** A style of letters. */
export type Style = RecordOf<typeof styleShape>;

const groupShape = {
  GroupName: text,
  MediaArray: list(material),
  SpeechTextArray: list(text),
  Duration: number,
  Volume: number,
  SplitMode: text,
};
const group = record(groupShape, { aliases: { SpeechText: 'SpeechTextArray' }, isKept: true });
/** A group of clips. */
export type Group = RecordOf<typeof groupShape>;

const stickerShape = {
  MediaId: text,
  MediaURL: text,
  X: number,
  Y: number,
  Width: number,
  Height: number,
  Opacity: number,
};
const sticker = record(stickerShape, { isKept: true });
/** A sticker; places and sizes are shares of the frame when below 1, else pixels. */
export type Sticker = RecordOf<typeof stickerShape>;

const subheadingShape = { Level: number, TitleArray: list(text) };
const subheading = record(subheadingShape, { aliases: { Title: 'TitleArray' }, isKept: true });
/** Alternatives of the sub-heading of one level. */
export type Subheading = RecordOf<typeof subheadingShape>;

const shotScriptShape = { ShotName: text, ScriptText: text, SpeechTextArray: list(text), Duration: number };
const shotScript = record(shotScriptShape, {
  aliases: { SpeechText: 'SpeechTextArray', Name: 'ShotName' },
  isKept: true,
});
/** One picture of a storyboard: what it shows, what is said, how long it lasts in seconds (batch.md 3.5). */
export type ShotScript = RecordOf<typeof shotScriptShape>;

const input = record(
  {
    MediaGroupArray: list(group),
    MediaArray: list(material),
    MediaSearchInput: record({ LibSearchCondition: record({ SearchLibs: list(text), SearchText: text }) }),
    SceneInfo: record({ Scene: text, ShotInfo: record({ ShotScripts: list(shotScript) }) }),
    SpeechTextArray: list(text),
    TitleArray: list(text),
    SubHeadingArray: list(subheading),
    StickerArray: list(sticker),
    BackgroundMusicArray: list(material),
    BackgroundImageArray: list(material),
  },
  {
    aliases: {
      SpeechText: 'SpeechTextArray',
      Title: 'TitleArray',
      SubHeading: 'SubHeadingArray',
      Sticker: 'StickerArray',
      BackgroundMusic: 'BackgroundMusicArray',
      BackgroundImage: 'BackgroundImageArray',
    },
  },
);

const editing = record({
  MediaConfig: record({ Volume: number }),
  TitleConfig: style,
  SubHeadingConfig: record({ 1: style }),
  SpeechConfig: record({
    Volume: number,
    Voice: text,
    SpeechRate: number,
    SpeechLanguage: text,
    AsrConfig: style,
  }),
  BackgroundMusicConfig: record({ Volume: number }),
  ProcessConfig: record({
    SingleShotDuration: number,
    ImageDuration: number,
    AllowTransition: flag,
    TransitionDuration: number,
    TransitionList: list(text),
    UseUniformTransition: flag,
    EnableClipDetection: flag,
    EnableTemporalOpt: flag,
    AllowDuplicateMatch: flag,
  }),
});

const output = record({
  MediaURL: text,
  Count: number,
  MaxDuration: number,
  FixedDuration: number,
  Width: number,
  Height: number,
  Video: record({ Crf: number, Fps: number, Codec: text }),
});

const payloadShape = { InputConfig: input, EditingConfig: editing, OutputConfig: output };
/**
 * What the form edits: the three configs of a Script or Smart_Mix job, every known key with a value of its type. The
 * form is the payload, read; so each of them can be changed and the other one follows.
 */
export type Form = RecordOf<typeof payloadShape>;

/** How a form stands in a payload. */
export const payload: Codec<Form> = record(payloadShape);

/** A new group, ready for clips. */
export const newGroup = (name: string): Group => ({ ...group.empty(), GroupName: name });
/** A new picture of a storyboard. */
export const newShot = (name: string): ShotScript => ({ ...shotScript.empty(), ShotName: name });
/** A new sticker of a media, near the top left corner. */
export const newSticker = (MediaId: string): Sticker => ({
  ...sticker.empty(),
  MediaId,
  X: 0.06,
  Y: 0.06,
  Width: 0.24,
});
/** A new sub-heading of the highest level. */
export const newSubheading = (): Subheading => ({ ...subheading.empty(), Level: 1 });

/** A style as the server reads it: without what is not chosen. */
export const wireStyle = (value: Style): JsonValue => style.write(value) ?? {};

/**
 * A form to begin with: one empty group, four upright videos.
 *
 * @param language of the voice-over; empty for that of the server
 */
export function firstForm({
  mediaUrl,
  groupName,
  language,
}: {
  mediaUrl: string;
  groupName: string;
  language: string;
}): Form {
  const form = payload.empty();
  const { SpeechConfig } = form.EditingConfig;
  return {
    ...form,
    InputConfig: { ...form.InputConfig, MediaGroupArray: [newGroup(groupName)] },
    EditingConfig: { ...form.EditingConfig, SpeechConfig: { ...SpeechConfig, SpeechLanguage: language } },
    OutputConfig: { ...form.OutputConfig, MediaURL: mediaUrl, Count: 4, Width: 1080, Height: 1920 },
  };
}
