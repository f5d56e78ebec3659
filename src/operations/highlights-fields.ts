import { z } from 'zod';
import { json } from './fields.ts';
import { submitFields } from './submit-fields.ts';

/** Parameters that the submits of highlights share (batch.md 1). */
export const highlightsFields = {
  OutputConfig: json({
    description: 'How many videos, where to, and their size.',
    example:
      '{"MediaURL":"http://bucket.oss-cn-shanghai.aliyuncs.com/highlights_{index}.mp4","Count":1,"Width":1080,"Height":1920}',
    holds: 'object',
  }),
  UserData: submitFields.UserData,
};

/** What the submits of highlights answer. */
export const highlightsAnswer = z.object({ JobId: z.string().describe('Id of the batch job.') });
