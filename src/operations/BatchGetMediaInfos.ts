import { z } from 'zod';
import { text } from './fields.ts';
import { authTimeoutField, fileInfo, listedMediaBasicInfo, mediaIdsField } from './media-fields.ts';
import { defineOperation } from './operation.ts';

/** Returns several media by their ids (timeline.md 5.4). */
export const BatchGetMediaInfos = defineOperation({
  action: 'BatchGetMediaInfos',
  access: 'get',
  summary: 'Returns several media by their ids; ids of no media are listed.',
  input: z.object({
    MediaIds: mediaIdsField(20),
    AdditionType: text({
      description: 'What to return besides the basic facts: FileInfo, DynamicMetaData, or both with a comma.',
      example: 'FileInfo,DynamicMetaData',
      pattern: /^\s*(?:(?:FileInfo|DynamicMetaData)\s*(?:,\s*|$))+$/i,
      form: 'FileInfo, DynamicMetaData, or both separated by a comma',
    }).optional(),
    AuthTimeout: authTimeoutField,
  }),
  output: z.object({
    MediaInfos: z.array(
      z.object({
        MediaId: z.string().describe('Id of the media.'),
        MediaBasicInfo: listedMediaBasicInfo,
        FileInfoList: z.array(fileInfo).describe('The file of the media, when FileInfo was asked for.'),
        MediaDynamicInfo: z
          .object({ DynamicMetaData: z.object({ Data: z.string() }) })
          .describe('Empty: media have no dynamic metadata.'),
      }),
    ),
    IgnoredList: z.array(z.string()).describe('Ids of no media.'),
  }),
  errors: [],
  handler: async ({ account, services }, { MediaIds, AdditionType, AuthTimeout }) => {
    const { found, ignored } = await services.media.getMany(account, MediaIds, AuthTimeout);
    const withFiles = /FileInfo/i.test(AdditionType ?? '');
    return {
      MediaInfos: found.map((info) => ({
        ...info,
        FileInfoList: withFiles ? info.FileInfoList : [],
        MediaDynamicInfo: { DynamicMetaData: { Data: '' } },
      })),
      IgnoredList: ignored,
    };
  },
});
