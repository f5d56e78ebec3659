declare module 'linebreak' {
  /** Finds the places at which a text may be broken (UAX 14). */
  export default class LineBreaker {
    constructor(text: string);
    /** The next place, as a UTF-16 offset; null at the end. */
    nextBreak(): { position: number; required: boolean } | null;
  }
}
