import { z } from 'zod';
import { list } from './fields.ts';
import { defineOperation } from './operation.ts';
import { sceneAnswer, sceneFields } from './scene-fields.ts';

/** Last step of the staged API: renders editing projects (batch.md 1.5). */
export const SubmitSceneBatchEditingJob = defineOperation({
  action: 'SubmitSceneBatchEditingJob',
  access: 'create',
  summary:
    'Submits a job that renders editing projects, one video each. OutputConfig takes neither Count nor GeneratePreviewOnly.',
  input: z.object({
    ProjectIds: list({
      description: 'Editing projects in the order of their videos, separated by commas.',
      example: '7cc47fe04eaa81bd853acb6a2d3f0e11,04eab6b2750d4308892ac33302387d51',
      max: 100,
    }),
    ...sceneFields,
  }),
  output: sceneAnswer,
  errors: ['MissingParameter', 'ProjectNotFound'],
  handler: ({ account, services }, input) =>
    services.batch.submitJob(account, {
      Action: 'SubmitSceneBatchEditingJob',
      JobType: 'Scene_Batch_Editing',
      InputConfig: '',
      EditingConfig: '',
      OutputConfig: input.OutputConfig,
      TemplateConfig: '',
      // A project is rendered once, however often it is named.
      ExtendInput: JSON.stringify([...new Set(input.ProjectIds)]),
      UserData: input.UserData ?? '',
      ClientToken: '',
    }),
});
