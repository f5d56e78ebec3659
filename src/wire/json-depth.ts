/** Deepest JSON that is taken from clients: real configs have under ten levels, and code that walks JSON recurses. */
export const maxJsonDepth = 64;

/** How deep arrays and objects of a JSON text lie in each other; counted without parsing, so also for hostile text. */
export function jsonDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  let isString = false;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (isString) {
      if (character === '\\') index++;
      else if (character === '"') isString = false;
    } else if (character === '"') isString = true;
    else if (character === '{' || character === '[') deepest = Math.max(deepest, ++depth);
    else if (character === '}' || character === ']') depth--;
  }
  return deepest;
}
