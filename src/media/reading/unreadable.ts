/**
 * A file that cannot be used as a material. The message is the rest of a sentence that starts with the file's name:
 * `is cut off: …`, `has neither a picture nor sound`.
 */
export class UnreadableMedia extends Error {
  override readonly name = 'UnreadableMedia';
}
