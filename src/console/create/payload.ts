import { isObject, type JsonObject, type JsonValue } from './codec.ts';
import { type Form, payload } from './form.ts';

/** Why a text is no payload: it is no JSON, or has none of the configs. */
export type PayloadFault = { kind: 'syntax'; message: string } | { kind: 'shape' };

const knownParts = ['inputconfig', 'editingconfig', 'outputconfig'];
const footageParts = ['mediagrouparray', 'mediaarray', 'mediasearchinput'];

/**
 * Reads a payload into a form. Understands the parameters of SubmitBatchMediaProducingJob with configs as objects or as
 * JSON text, and an InputConfig alone.
 */
export function readPayload(json: unknown): Form | PayloadFault {
  if (!isObject(json)) return { kind: 'shape' };
  const keys = Object.keys(json).map((key) => key.toLowerCase());
  const isPayload = keys.some((key) => knownParts.includes(key));
  const isInput = keys.some((key) => footageParts.includes(key));
  if (!isPayload && !isInput) return { kind: 'shape' };
  return payload.read(isPayload ? json : { InputConfig: json }) ?? { kind: 'shape' };
}

/** Reads the text of a payload. */
export function parsePayload(text: string): Form | PayloadFault {
  try {
    return readPayload(JSON.parse(text));
  } catch (error) {
    return { kind: 'syntax', message: error instanceof Error ? error.message : String(error) };
  }
}

/** Whether reading gave no form. */
export const isFault = (result: Form | PayloadFault): result is PayloadFault => 'kind' in result;

/** The payload of a form, with nothing in it that was not given. */
export function writePayload(form: Form): JsonObject {
  return (payload.write(form) ?? {}) as JsonObject;
}

/** The payload as it is shown and copied. */
export const payloadText = (form: Form): string => JSON.stringify(writePayload(form), null, 2);

/** The parameters of a call: the configs of a written payload as JSON text, one parameter each. */
export function requestParameters(
  written: JsonObject,
): { InputConfig: string; OutputConfig: string } & Record<string, string> {
  const text = (value: JsonValue) => (typeof value === 'string' ? value : JSON.stringify(value));
  const { InputConfig = {}, OutputConfig = {}, ...others } = written;
  const rest = Object.entries(others).map(([name, value]) => [name, text(value)]);
  return { InputConfig: text(InputConfig), OutputConfig: text(OutputConfig), ...Object.fromEntries(rest) };
}
