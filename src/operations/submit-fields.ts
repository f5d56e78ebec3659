import { json, text } from './fields.ts';

/** Parameters of a submit and of its dry run (batch.md 1.1). */
export const submitFields = {
  ClientToken: text({
    description: 'Makes repeats of this call one job for 24 hours.',
    example: '12e8864746a0a398',
    max: 64,
  }).optional(),
  InputConfig: json({
    description: 'Materials and texts.',
    example: '{"MediaGroupArray":[{"GroupName":"a","MediaArray":["****9d46c886b45481030f6e****"]}]}',
    holds: 'object',
  }),
  EditingConfig: json({
    description: 'How the videos are edited: volumes, captions, voice, transitions.',
    example: '{"MediaConfig":{"Volume":0},"SpeechConfig":{"Volume":1}}',
    holds: 'object',
  }).optional(),
  OutputConfig: json({
    description: 'How many videos, where to, and their size.',
    example:
      '{"MediaURL":"http://bucket.oss-cn-shanghai.aliyuncs.com/video_{index}.mp4","Count":2,"Width":1080,"Height":1920}',
    holds: 'object',
  }),
  TemplateConfig: json({
    description: 'Templates to choose from.',
    example: '["****b4549d46c88681030f6e****"]',
    holds: 'value',
  }).optional(),
  UserData: json({
    description: 'Your own data, handed back unchanged; NotifyAddress in it is called when the job ends.',
    example: '{"NotifyAddress":"https://example.com/callback"}',
    holds: 'object',
    maxBytes: 512,
  }).optional(),
};
