import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { apiError } from '../errors/api-error.ts';
import { digitsReading } from './reading.ts';

/** A part of a text to speak, in order. */
export type SpeechPart =
  /** Text that is read as it stands. */
  | { kind: 'text'; shown: string }
  /**
   * Text that is one unit: shown as `shown`, read as `spoken`; `pinyin` when that is pinyin with tone digits.
   */
  | { kind: 'unit'; shown: string; spoken: string; pinyin: boolean }
  | { kind: 'pause'; seconds: number }
  /** The sentence ends here, whatever the punctuation says. */
  | { kind: 'boundary' };

/** A text to speak, taken apart. */
export type SpeechText = {
  parts: SpeechPart[];
  /** Attributes of `<speak>`; null when absent. `rate` and `pitch` are -500 to 500. */
  voice: string | null;
  rate: number | null;
  pitch: number | null;
  /** Tags that were passed over (their content is spoken), without repeats. */
  passedOver: string[];
};

/** Deepest nesting of tags: real texts have 2 or 3 levels, and recursion must stay bounded. */
const deepest = 32;
const textKey = '#text';
const attributesKey = ':@';

const parser = new XMLParser({
  preserveOrder: true,
  ignoreAttributes: false,
  attributeNamePrefix: '',
  trimValues: false,
  parseTagValue: false,
  parseAttributeValue: false,
});

const refuse = (reason: string) =>
  apiError('InvalidParameter', { Reason: `The SSML of a speech text cannot be read: ${reason}` });

type XmlNode = Record<string, unknown>;

const isNode = (value: unknown): value is XmlNode => typeof value === 'object' && value !== null;

function attributesOf(node: XmlNode): Record<string, string> {
  const attributes = node[attributesKey];
  if (!isNode(attributes)) return {};
  return Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

const tagOf = (node: XmlNode) => Object.keys(node).find((key) => key !== attributesKey) ?? textKey;
const childrenOf = (node: XmlNode, tag: string) => {
  const children = node[tag];
  return Array.isArray(children) ? children.filter(isNode) : [];
};

function plainText(nodes: XmlNode[]): string {
  return nodes
    .map((node) => {
      const tag = tagOf(node);
      return tag === textKey ? String(node[tag]) : plainText(childrenOf(node, tag));
    })
    .join('');
}

/** `<break time>`: 50 to 10000 ms or 1 to 10 s (batch.md 8.2); other lengths are drawn into that range. */
function pauseOf(time: string | undefined): SpeechPart {
  if (time === undefined) return { kind: 'pause', seconds: 0.5 };
  const match = /^\s*(\d+(?:\.\d+)?)\s*(ms|s)\s*$/i.exec(time);
  if (match === null) throw refuse(`<break time="${time}"> is not a number of s or ms`);
  const seconds = Number(match[1]) / (match[2]?.toLowerCase() === 'ms' ? 1000 : 1);
  return { kind: 'pause', seconds: Math.min(10, Math.max(0.05, seconds)) };
}

/**
 * `<say-as interpret-as>`: what is read one sign at a time is spelled out; the rest is read as plain text is.
 */
function sayAs(shown: string, how: string): SpeechPart {
  const signBySign = ['digits', 'telephone', 'id', 'characters', 'spell-out', 'letters', 'verbatim'];
  if (!signBySign.includes(how.toLowerCase())) return { kind: 'text', shown };
  return { kind: 'unit', shown, spoken: digitsReading(shown), pinyin: false };
}

function readNodes(nodes: XmlNode[], into: SpeechText, depth: number): void {
  if (depth > deepest) throw refuse(`tags are nested more than ${deepest} deep`);
  for (const node of nodes) {
    const tag = tagOf(node);
    const attributes = attributesOf(node);
    const children = childrenOf(node, tag);
    const unit = (spoken: string | undefined, pinyin: boolean) => {
      const shown = plainText(children);
      into.parts.push({
        kind: 'unit',
        shown,
        spoken: spoken ?? shown,
        pinyin: pinyin && spoken !== undefined,
      });
    };
    switch (tag.toLowerCase()) {
      case textKey:
        into.parts.push({ kind: 'text', shown: String(node[tag]) });
        break;
      case 'break':
        into.parts.push(pauseOf(attributes.time));
        break;
      case 's':
      case 'p':
        into.parts.push({ kind: 'boundary' });
        readNodes(children, into, depth + 1);
        into.parts.push({ kind: 'boundary' });
        break;
      case 'sub':
        unit(attributes.alias, false);
        break;
      case 'w':
        unit(undefined, false);
        break;
      case 'phoneme':
        unit(attributes.ph, (attributes.alphabet ?? 'py').toLowerCase() === 'py');
        break;
      case 'say-as':
        into.parts.push(sayAs(plainText(children), attributes['interpret-as'] ?? ''));
        break;
      default:
        if (!into.passedOver.includes(tag)) into.passedOver.push(tag);
        readNodes(children, into, depth + 1);
    }
  }
}

const curveValue = (value: string | undefined) => {
  const number = value === undefined || value.trim() === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? Math.min(500, Math.max(-500, number)) : null;
};

/** Whether a text claims to be SSML: its first sign opens a `<speak>` tag. */
function isSsml(text: string): boolean {
  return /^\s*(<\?xml[^>]*\?>\s*)?<speak[\s>/]/i.test(text);
}

/**
 * Takes a speech text apart: plain text as it stands, SSML with a `<speak>` root as batch.md 8.2 names it.
 * Tags that nobody knows are passed over, their content is spoken.
 *
 * @throws ApiError InvalidParameter when SSML is malformed
 */
export function readSpeechText(text: string): SpeechText {
  const result: SpeechText = { parts: [], voice: null, rate: null, pitch: null, passedOver: [] };
  if (!isSsml(text)) {
    result.parts.push({ kind: 'text', shown: text });
    return result;
  }
  // A document type may define entities that grow without bound, and no speech text needs one.
  if (/<!DOCTYPE|<!ENTITY/i.test(text)) throw refuse('document types are not allowed');
  const verdict = XMLValidator.validate(text);
  if (verdict !== true) throw refuse(`${verdict.err.msg} (line ${verdict.err.line})`);
  let nodes: unknown;
  try {
    nodes = parser.parse(text);
  } catch (error) {
    throw refuse(error instanceof Error ? error.message : String(error));
  }
  const root = (Array.isArray(nodes) ? nodes : [])
    .filter(isNode)
    .find((node) => tagOf(node).toLowerCase() === 'speak');
  if (root === undefined) throw refuse('there is no <speak> root');
  const attributes = attributesOf(root);
  result.voice = attributes.voice ?? null;
  result.rate = curveValue(attributes.rate);
  result.pitch = curveValue(attributes.pitch);
  readNodes(childrenOf(root, tagOf(root)), result, 1);
  return result;
}

/**
 * Checks that a speech text can be read, without speaking it.
 *
 * @throws ApiError InvalidParameter when SSML is malformed
 */
export function checkSpeechText(text: string): void {
  readSpeechText(text);
}

/** The text as it is shown: tags gone, `<sub>` shows its own text and not its alias. */
export function shownText(text: string): string {
  return readSpeechText(text)
    .parts.map((part) => (part.kind === 'text' || part.kind === 'unit' ? part.shown : ''))
    .join('');
}
