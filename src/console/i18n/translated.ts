/** The same keys as the English messages, with other words: what is missing or too much in a translation does not compile. */
export type Translated<Messages> = {
  readonly [Key in keyof Messages]: Messages[Key] extends string ? string : Translated<Messages[Key]>;
};
