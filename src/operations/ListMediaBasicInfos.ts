import { z } from 'zod';
import { boolean, choice, integer, text, time } from './fields.ts';
import {
  authTimeoutField,
  businessTypeField,
  fileBasicInfo,
  listedMediaBasicInfo,
  mediaIdField,
  mediaTypeField,
} from './media-fields.ts';
import { defineOperation } from './operation.ts';

/** Lists media, newest first (timeline.md 5.4). */
export const ListMediaBasicInfos = defineOperation({
  action: 'ListMediaBasicInfos',
  access: 'list',
  summary: 'Lists media in the order of their creation; every filter that is given has to match.',
  input: z.object({
    MediaType: mediaTypeField.optional(),
    Source: choice(['oss', 'vod', 'live', 'general'], {
      description: 'Where the files lie.',
      example: 'oss',
    }).optional(),
    BusinessType: businessTypeField.optional(),
    Status: choice(['Init', 'Preparing', 'PrepareFail', 'Normal'], {
      description: 'Status of the media.',
      example: 'Normal',
    }).optional(),
    MediaId: mediaIdField.optional(),
    StartTime: time({ description: 'Created after this time.', example: '2026-01-01T00:00:00Z' }).optional(),
    EndTime: time({
      description: 'Created at this time or before.',
      example: '2026-02-01T00:00:00Z',
    }).optional(),
    SortBy: choice(['desc', 'asc'], { description: 'Newest or oldest first.', example: 'desc' }).default(
      'desc',
    ),
    MaxResults: integer({ description: 'Media on a page.', example: '10', min: 1, max: 100 }).default(10),
    Keyword: text({
      description:
        'Only media that have each of these words in title, description, tags, category, address or id. Only Reelmill has it.',
      example: 'green tea',
      max: 256,
    }).optional(),
    NextToken: text({ description: 'NextToken of the page before.', example: 'CBB6BC61D08…' }).optional(),
    IncludeFileBasicInfo: boolean({
      description: 'Return the facts of the files, too.',
      example: 'true',
    }).default(false),
    AuthTimeout: authTimeoutField,
  }),
  output: z.object({
    MediaInfos: z.array(
      z.object({
        MediaId: z.string().describe('Id of the media.'),
        MediaBasicInfo: listedMediaBasicInfo,
        FileInfoList: z
          .array(z.object({ FileBasicInfo: fileBasicInfo }))
          .describe('The file of the media, when IncludeFileBasicInfo is true.'),
      }),
    ),
    MaxResults: z.number().describe('Media on a page.'),
    NextToken: z.string().optional().describe('Asks for the next page; absent on the last one.'),
    TotalCount: z.number().describe('Media that match, on all pages.'),
  }),
  errors: [],
  handler: async ({ account, services }, input) => {
    const { media, total, nextToken } = await services.media.list(
      account,
      {
        filters: {
          mediaType: input.MediaType,
          source: input.Source,
          businessType: input.BusinessType,
          status: input.Status,
          mediaId: input.MediaId,
          keyword: input.Keyword,
        },
        startTime: input.StartTime,
        endTime: input.EndTime,
        order: input.SortBy,
        maxResults: input.MaxResults,
        nextToken: input.NextToken,
      },
      input.AuthTimeout,
    );
    return {
      MediaInfos: media.map((info) => ({
        ...info,
        FileInfoList: input.IncludeFileBasicInfo ? info.FileInfoList : [],
      })),
      MaxResults: input.MaxResults,
      NextToken: nextToken,
      TotalCount: total,
    };
  },
});
