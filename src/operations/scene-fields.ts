import { z } from 'zod';
import { choice, json } from './fields.ts';
import { submitFields } from './submit-fields.ts';

/** Parameters that all steps of the staged API have (batch.md 1.5). */
export const sceneFields = {
  OutputConfig: submitFields.OutputConfig,
  UserData: submitFields.UserData,
};

/** Parameters of the steps that choose shots and lay them on timelines. */
export const scenePlanFields = {
  InputConfig: json({
    description: 'Materials and texts, as for the whole job.',
    example: '{"MediaArray":["****9d46c886b45481030f6e****"],"SpeechTextArray":["A red dress for summer."]}',
    holds: 'object',
  }),
  EditingConfig: submitFields.EditingConfig,
  ...sceneFields,
};

/** The kind of a step; the words begin with those of the whole job. */
export function sceneTypeField<const Words extends readonly string[]>(words: Words, example: Words[number]) {
  return choice(words, { description: 'Which job the step belongs to.', example });
}

/** The answer of every step. */
export const sceneAnswer = z.object({ JobId: z.string().describe('Id of the job.') });
