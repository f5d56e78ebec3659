/**
 * What the registry says of operations in another language, by the English sentence: one that was changed in the registry
 * is missing here, rather than said with an old meaning.
 */
export type Sentences = Readonly<Record<string, string>>;
