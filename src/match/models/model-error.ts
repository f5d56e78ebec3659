/** A model that cannot be used; the message is a sentence for who runs the server. */
export class ModelError extends Error {
  override readonly name: string = 'ModelError';
}

/** A picture that a model cannot look at; others can be. */
export class UnreadablePicture extends ModelError {
  override readonly name = 'UnreadablePicture';
}

/** What an error says, in one line. */
export const reasonOf = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
