import { type Place, PolicyGrammarError } from './grammar-error.ts';

/** Containers in containers; a policy needs six. */
const maxDepth = 12;

/**
 * Parses JSON in which no object has a key twice. With a key given twice, the last would win: somebody who reads
 * `"Effect": "Deny"` would not see the `"Effect": "Allow"` that counts.
 *
 * @throws PolicyGrammarError for what is no JSON, for a repeated key, and for deep nesting
 */
export function parseStrictJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new PolicyGrammarError(
      [],
      `must be JSON (${error instanceof Error ? error.message : String(error)})`,
    );
  }
  checkStructure(text);
  return value;
}

/** An open object with the keys so far, or an open list; `step` is the key or position that is being read. */
type Container = { keys: Set<string> | null; step: string | number };

/** Reads the text of valid JSON again, for what the parser does not tell. */
function checkStructure(text: string): void {
  const open: Container[] = [];
  const place = (): Place => open.map(({ step }) => step);
  // Strings whole, so that brackets in them are passed over; a colon behind one makes it a key.
  for (const [token, isKey] of text.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?|[{}[\],]/g)) {
    const container = open.at(-1);
    if (token === '{' || token === '[') {
      if (open.length === maxDepth) throw new PolicyGrammarError(place(), 'is nested too deeply');
      open.push(token === '{' ? { keys: new Set(), step: '' } : { keys: null, step: 0 });
    } else if (token === '}' || token === ']') {
      open.pop();
    } else if (token === ',') {
      if (typeof container?.step === 'number') container.step += 1;
    } else if (isKey !== undefined && container !== undefined) {
      // Keys may be written with escapes; it is their meaning that must not repeat.
      const key: unknown = JSON.parse(token.slice(0, -isKey.length));
      container.step = String(key);
      if (container.keys?.has(container.step)) throw new PolicyGrammarError(place(), 'appears twice');
      container.keys?.add(container.step);
    }
  }
}
