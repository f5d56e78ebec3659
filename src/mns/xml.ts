import { XMLBuilder, XMLParser, XMLValidator } from 'fast-xml-parser';
import { mnsError } from './mns-error.ts';

/** XML of the message queue protocol (gateway.md 7.4). */

/** Content type of every answer with a body. */
export const xmlType = 'text/xml;charset=utf-8';

const namespace = 'http://mns.aliyuncs.com/doc/v1/';

const parser = new XMLParser({
  ignoreAttributes: true,
  parseTagValue: false,
  trimValues: false,
  // Character references are used for everything that XML cannot hold as it is.
  htmlEntities: true,
  isArray: (_name, path) => path === 'Messages.Message' || path === 'ReceiptHandles.ReceiptHandle',
});

const builder = new XMLBuilder({ ignoreAttributes: false, attributeNamePrefix: '@' });

/** What an element holds: text, children, or nothing. */
export type XmlValue = string | { [name: string]: XmlValue | XmlValue[] };

/**
 * Reads a document.
 *
 * @returns the root's name and what is in it; an empty text for an empty body
 * @throws MnsError `MalformedXML`
 */
export function readXml(body: Buffer): { root: string; value: XmlValue } {
  const text = body.toString('utf8');
  if (text.trim() === '') return { root: '', value: '' };
  if (XMLValidator.validate(text) !== true) throw mnsError('MalformedXML');
  let parsed: Record<string, XmlValue>;
  try {
    parsed = parser.parse(text, false) as Record<string, XmlValue>;
  } catch (error) {
    throw mnsError('MalformedXML', {}, error);
  }
  const [entry] = Object.entries(parsed).filter(([name]) => name !== '?xml');
  if (entry === undefined) throw mnsError('MalformedXML');
  return { root: entry[0], value: entry[1] };
}

/** The text of a child; undefined when it is not there or has children. */
export function childText(value: XmlValue, name: string): string | undefined {
  const child = typeof value === 'string' ? undefined : value[name];
  return typeof child === 'string' ? child : undefined;
}

/** The children of one name. */
export function children(value: XmlValue, name: string): XmlValue[] {
  const child = typeof value === 'string' ? undefined : value[name];
  if (child === undefined) return [];
  return Array.isArray(child) ? child : [child];
}

/** Writes a document; members that are undefined are left out. */
export function writeXml(root: string, members: Record<string, unknown>): string {
  const content = { '@xmlns': namespace, ...(bearable(members) as object) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${builder.build({ [root]: content })}`;
}

/** XML has no spelling at all for most control characters. */
function bearable(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.toWellFormed().replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '\uFFFD');
  }
  if (value instanceof Date) return String(value.getTime());
  if (Array.isArray(value)) return value.map(bearable);
  if (typeof value !== 'object' || value === null) return value;
  const present = Object.entries(value).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present.map(([name, member]) => [name, bearable(member)]));
}
