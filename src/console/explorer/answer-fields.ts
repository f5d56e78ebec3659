/** A field of an answer, with the fields below it; those of a list's members stand below the list. */
export type AnswerField = { name: string; type: string; description: string; fields: readonly AnswerField[] };

type Schema = {
  type?: string;
  description?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
};

/** The fields of a JSON schema of an answer, in their order. */
export function answerFields(schema: unknown): AnswerField[] {
  const { properties = {} } = schema as Schema;
  return Object.entries(properties).map(([name, field]) => {
    const inner = field.items ?? field;
    const type = field.enum?.map(String).join(' | ') ?? inner.type ?? 'any';
    return {
      name,
      type: field.items === undefined ? type : `${type}[]`,
      description: field.description ?? '',
      fields: answerFields(inner),
    };
  });
}
