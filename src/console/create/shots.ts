import type { JsonValue } from './codec.ts';
import type { ShotScript } from './form.ts';

const isText = (value: JsonValue | undefined) => typeof value === 'string' && value.trim() !== '';

/**
 * Whether nothing says what a picture of a storyboard shows or how long it lasts, so that the server refuses it
 * (batch.md 3.5). A payload may describe it in parts for which the form has no field.
 */
export function isShotEmpty({ ScriptText, SpeechTextArray, Duration, other }: ShotScript): boolean {
  const words = [ScriptText, ...SpeechTextArray, other.SceneDescription, other.DetailDescription];
  return Duration === null && !words.some(isText);
}
