import { z } from 'zod';
import { answerTime, choice } from './fields.ts';
import { idField } from './job-answers.ts';
import { defineOperation } from './operation.ts';

/** Returns an editing project (timeline.md 6). */
export const GetEditingProject = defineOperation({
  action: 'GetEditingProject',
  access: 'get',
  summary: 'Returns an editing project with its timeline, e.g. the one of a planned video.',
  input: z.object({
    ProjectId: idField('Id of the editing project.'),
    RequestSource: choice(['OpenAPI', 'WebSDK'], {
      description: 'WebSDK asks for a timeline that an editor can load.',
      example: 'OpenAPI',
    }).default('OpenAPI'),
  }),
  output: z.object({
    Project: z.object({
      ProjectId: z.string().describe('Id of the project.'),
      Title: z.string().describe('Title.'),
      Description: z.string().describe('Description.'),
      Timeline: z.string().describe('JSON of the timeline.'),
      TemplateId: z.string().describe('Empty: the project was not made from a template.'),
      TemplateType: z.string().describe('Always Timeline.'),
      ClipsParam: z.string().describe('Empty: the project was not made from a template.'),
      CoverURL: z.string().describe('Picture of the project, or empty.'),
      Duration: z.number().describe('Length of the timeline in seconds.'),
      Status: z
        .enum(['Draft', 'Editing', 'Producing', 'Produced', 'ProduceFailed', 'Deleted'])
        .describe('State of the project.'),
      CreateSource: z.string().describe('What made it, such as OpenAPI.'),
      ModifiedSource: z.string().describe('What changed it last.'),
      CreateTime: answerTime('When it was made.'),
      ModifiedTime: answerTime('When it changed last.'),
      ProjectType: z.string().describe('Always EditingProject.'),
      BusinessConfig: z.string().describe('Empty: only live projects have one.'),
      BusinessStatus: z.string().describe('Empty: only live projects have one.'),
      TimelineConvertStatus: z
        .enum(['Unconverted', 'Converted'])
        .describe('Converted when RequestSource is WebSDK: the stored form is the one that an editor loads.'),
      TimelineConvertErrorMessage: z.string().describe('Always empty.'),
    }),
  }),
  errors: ['ProjectNotFound'],
  handler: ({ account, services }, { ProjectId, RequestSource }) =>
    services.batch.getEditingProject(account, ProjectId, RequestSource),
});
