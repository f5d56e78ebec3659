import { z } from 'zod';
import { json } from './fields.ts';
import { defineOperation } from './operation.ts';
import { sceneAnswer, scenePlanFields, sceneTypeField } from './scene-fields.ts';

/** Second step of the staged API: lays chosen shots on timelines (batch.md 1.5). */
export const SubmitSceneTimelineOrganizationJob = defineOperation({
  action: 'SubmitSceneTimelineOrganizationJob',
  access: 'create',
  summary:
    'Submits a job that lays chosen shots, voice-over, captions and music on timelines and makes an editing project of each. Nothing is rendered.',
  input: z.object({
    JobType: sceneTypeField(
      ['Smart_Mix_Timeline_Organize', 'Screen_Media_Highlights_Timeline_Organize'],
      'Smart_Mix_Timeline_Organize',
    ),
    MediaSelectResult: json({
      description: 'What a selection job chose (its ExtendOutput), as it is or edited.',
      example:
        '{"textMatchMediaOutputList":[{"textMatchMediaSentenceOutputList":[{"text":"A red dress.","duration":3.36,"matchClipList":[{"mediaId":"****9d46c886b45481030f6e****","startTime":8.04,"endTime":11.16}]}]}]}',
      holds: 'object',
    }),
    ...scenePlanFields,
  }),
  output: sceneAnswer,
  errors: ['MissingParameter'],
  handler: ({ account, services }, input) =>
    services.batch.submitJob(account, {
      Action: 'SubmitSceneTimelineOrganizationJob',
      JobType: input.JobType,
      InputConfig: input.InputConfig,
      EditingConfig: input.EditingConfig ?? '',
      OutputConfig: input.OutputConfig,
      TemplateConfig: '',
      ExtendInput: input.MediaSelectResult,
      UserData: input.UserData ?? '',
      ClientToken: '',
    }),
});
