import { z } from 'zod';
import { apiError } from '../errors/api-error.ts';
import { choice, json } from './fields.ts';
import { authTimeoutField, fileInfo, inputUrlField, mediaBasicInfo, mediaIdField } from './media-fields.ts';
import { defineOperation } from './operation.ts';

const smartTagJob = z.object({
  AiJobId: z.string(),
  ResultUrl: z.string(),
  Results: z.array(z.object({ Type: z.string(), Data: z.string() })),
  Status: z.string(),
});

const aiRoughData = z.object({
  AiCategory: z.string(),
  AiJobId: z.string(),
  Result: z.string(),
  SaveType: z.string(),
  Status: z.string(),
  StandardSmartTagJob: smartTagJob,
});

/** Media are not tagged by a model: the documented fields are there and empty. */
const noAiRoughData = {
  AiCategory: '',
  AiJobId: '',
  Result: '',
  SaveType: '',
  Status: '',
  StandardSmartTagJob: { AiJobId: '', ResultUrl: '', Results: [], Status: '' },
};

/** Returns one media (timeline.md 5.2). */
export const GetMediaInfo = defineOperation({
  action: 'GetMediaInfo',
  access: 'get',
  summary: 'Returns one media, found by its id or by its address; the id wins.',
  input: z.object({
    MediaId: mediaIdField.optional(),
    InputURL: inputUrlField.optional(),
    OutputType: choice(['oss', 'cdn'], {
      description: 'Kind of the address in FileUrl; both give the same here.',
      example: 'oss',
    }).optional(),
    AuthTimeout: authTimeoutField,
    ReturnDetailedInfo: json({
      description: 'Accepted and not used.',
      example: '{"AiRoughData.StandardSmartTagJob": false}',
      holds: 'value',
    }).optional(),
  }),
  output: z.object({
    MediaInfo: z.object({
      MediaId: z.string().describe('Id of the media.'),
      MediaBasicInfo: mediaBasicInfo,
      FileInfoList: z.array(fileInfo).describe('The file of the media.'),
      AiRoughData: aiRoughData.describe('Empty: media are not tagged by a model.'),
    }),
  }),
  errors: ['ResourceNotFound', 'NoMatchedInputUrl'],
  handler: async ({ account, services }, { MediaId, InputURL, AuthTimeout }) => {
    if (MediaId === undefined && InputURL === undefined) throw apiError('Missing{Name}', { Name: 'MediaId' });
    const reference = MediaId === undefined ? { inputUrl: InputURL ?? '' } : { mediaId: MediaId };
    const info = await services.media.get(account, reference, AuthTimeout);
    return { MediaInfo: { ...info, AiRoughData: noAiRoughData } };
  },
});
