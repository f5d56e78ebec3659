import { z } from 'zod';
import { defineOperation } from './operation.ts';
import { sceneAnswer, scenePlanFields, sceneTypeField } from './scene-fields.ts';

/** First step of the staged API: chooses shots (batch.md 1.5). */
export const SubmitSceneMediaSelectionJob = defineOperation({
  action: 'SubmitSceneMediaSelectionJob',
  access: 'create',
  summary:
    'Submits a job that only chooses the shots of videos. What it chose is in ExtendOutput of GetBatchMediaProducingJob and can be edited before it is laid on timelines.',
  input: z.object({
    JobType: sceneTypeField(
      ['Smart_Mix_Media_Select', 'Screen_Media_Highlights_Media_Select'],
      'Smart_Mix_Media_Select',
    ),
    ...scenePlanFields,
  }),
  output: sceneAnswer,
  errors: ['MissingParameter'],
  handler: ({ account, services }, input) =>
    services.batch.submitJob(account, {
      Action: 'SubmitSceneMediaSelectionJob',
      JobType: input.JobType,
      InputConfig: input.InputConfig,
      EditingConfig: input.EditingConfig ?? '',
      OutputConfig: input.OutputConfig,
      TemplateConfig: '',
      ExtendInput: '',
      UserData: input.UserData ?? '',
      ClientToken: '',
    }),
});
