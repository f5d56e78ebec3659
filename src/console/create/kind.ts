import { type Form, newGroup, payload } from './form.ts';

/** Types of jobs that the form makes (batch.md 2.1). */
export const jobKinds = ['Script', 'Smart_Mix'] as const;
/** One of {@link jobKinds}. */
export type JobKind = (typeof jobKinds)[number];

type Input = Form['InputConfig'];
type Process = Form['EditingConfig']['ProcessConfig'];

const blank = payload.empty();

/** What of a form only one type of job has. */
type OwnParts = { input: Partial<Input>; process: Partial<Process> };

function ownParts(kind: JobKind, { InputConfig: input, EditingConfig: { ProcessConfig: process } }: Form) {
  const { MediaGroupArray, MediaArray, MediaSearchInput, SceneInfo } = input;
  const { EnableClipDetection, EnableTemporalOpt, AllowDuplicateMatch } = process;
  const parts: Record<JobKind, OwnParts> = {
    Script: { input: { MediaGroupArray }, process: {} },
    Smart_Mix: {
      input: { MediaArray, MediaSearchInput, SceneInfo },
      process: { EnableClipDetection, EnableTemporalOpt, AllowDuplicateMatch },
    },
  };
  return parts[kind];
}

function withParts(form: Form, { input, process }: OwnParts): Form {
  const { EditingConfig } = form;
  return {
    ...form,
    InputConfig: { ...form.InputConfig, ...input },
    EditingConfig: { ...EditingConfig, ProcessConfig: { ...EditingConfig.ProcessConfig, ...process } },
  };
}

/** The type of job that a payload means: groups win over loose footage (batch.md 2.1). */
export function kindOf({
  InputConfig: { MediaGroupArray, MediaArray, MediaSearchInput, SceneInfo },
}: Form): JobKind {
  if (MediaGroupArray.length > 0) return 'Script';
  const { SearchText, SearchLibs } = MediaSearchInput.LibSearchCondition;
  const hasFootage = MediaArray.length > 0 || SearchText !== '' || SearchLibs.length > 0;
  const hasScene = SceneInfo.Scene !== '' || SceneInfo.ShotInfo.ShotScripts.length > 0;
  return hasFootage || hasScene ? 'Smart_Mix' : 'Script';
}

/** What a type of job has of its own, kept while the form makes the other type. */
export type Parked = Partial<Record<JobKind, OwnParts>>;

/**
 * Makes a form one of another type of job. What only the type before has is taken out and parked; what was parked of the
 * new type comes back, else it begins empty.
 *
 * @param groupName name of the first group of a Script job that has none
 */
export function changeKind(
  form: Form,
  { from, to, parked, groupName }: { from: JobKind; to: JobKind; parked: Parked; groupName: string },
): { form: Form; parked: Parked } {
  if (from === to) return { form, parked };
  const first: Record<JobKind, OwnParts> = {
    Script: { input: { MediaGroupArray: [newGroup(groupName)] }, process: {} },
    Smart_Mix: { input: { SceneInfo: { ...blank.InputConfig.SceneInfo, Scene: 'General' } }, process: {} },
  };
  const emptied = withParts(form, ownParts(from, blank));
  return {
    form: withParts(emptied, parked[to] ?? first[to]),
    parked: { ...parked, [from]: ownParts(from, form) },
  };
}

/** Whether a form has footage, so that it can be planned. */
export function hasFootage({
  InputConfig: { MediaGroupArray, MediaArray, MediaSearchInput },
}: Form): boolean {
  return (
    MediaArray.length > 0 ||
    MediaSearchInput.LibSearchCondition.SearchText.trim() !== '' ||
    MediaGroupArray.some((group) => group.MediaArray.length > 0)
  );
}

/** Name of the scene of films and series, in which shots are detected and may keep their order (batch.md 3.4). */
export const filmScene = 'Film';
/** Whether the scene of a form is that of films, under any name that the server takes for it. */
export const isFilm = ({ InputConfig }: Form): boolean =>
  /film|movie|drama|episode|cinema/i.test(InputConfig.SceneInfo.Scene);
