/** What a job is about, in a line: read from the configs that were submitted, which may hold anything. */
export type JobGist = {
  /** The first title or text to speak; empty when there is none. */
  text: string;
  /** How many videos were asked for. */
  count: number;
  /** Size of the videos in pixels, when it was given. */
  width: number | null;
  height: number | null;
};

type Fields = Record<string, unknown>;

/** Keys are found whatever their case: clients spell them in several ways. */
function get(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const wanted = name.toLowerCase();
  const key = Object.keys(value).find((other) => other.toLowerCase() === wanted);
  return key === undefined ? undefined : (value as Fields)[key];
}

/** The value of a config's text; undefined when it is no JSON. */
export function parseConfig(config: string): unknown {
  try {
    return JSON.parse(config);
  } catch {
    return undefined;
  }
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function firstText(values: unknown[]): string {
  const text = values.find((value): value is string => typeof value === 'string' && value.trim() !== '');
  return text?.trim() ?? '';
}

const positive = (value: unknown): number | null => {
  const number = Number(value);
  return Number.isFinite(number) && number > 0 ? number : null;
};

/** Markup of speech is not for reading. */
const withoutTags = (text: string): string => text.replace(/<[^>]*>/g, '').trim();

/** Reads what a job is about. */
export function gistOf(job: { InputConfig: string; OutputConfig: string }): JobGist {
  const input = parseConfig(job.InputConfig);
  const output = parseConfig(job.OutputConfig);
  const groups = list(get(input, 'MediaGroupArray'));
  const texts = [
    get(input, 'Title'),
    ...list(get(input, 'TitleArray')),
    ...list(get(input, 'SpeechTextArray')),
    get(input, 'SpeechText'),
    ...groups.flatMap((group) => list(get(group, 'SpeechTextArray'))),
  ];
  return {
    text: withoutTags(firstText(texts)),
    count: Math.floor(positive(get(output, 'Count')) ?? 1),
    width: positive(get(output, 'Width')),
    height: positive(get(output, 'Height')),
  };
}
