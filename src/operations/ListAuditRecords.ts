import { z } from 'zod';
import { answerTime, choice, text } from './fields.ts';
import { pageFields } from './job-answers.ts';
import { defineOperation } from './operation.ts';

/** Lists the calls of an account; an operation of Reelmill's own. */
export const ListAuditRecords = defineOperation({
  action: 'ListAuditRecords',
  access: 'list',
  own: true,
  summary: 'Lists the calls of the account, refused ones too, by their time.',
  input: z.object({
    ...pageFields,
    RequestId: text({
      description: 'Only the call with this RequestId.',
      example: '2D331703-AADF-5564-BA9B-26CD51A33BA0',
      max: 36,
    }).optional(),
    AccessKeyId: text({
      description: 'Only calls that were signed, or claimed to be signed, with this key.',
      example: 'RM0123456789ABCDEF012345',
      max: 128,
    }).optional(),
    ActionName: text({
      description: 'Only calls of this operation.',
      example: 'SubmitBatchMediaProducingJob',
      max: 128,
    }).optional(),
    Code: text({
      description: 'Only calls that ended with this error.',
      example: 'NoPermission',
      max: 128,
    }).optional(),
    SortBy: choice(['desc', 'asc'], {
      description: 'Order by time: newest first, or oldest first.',
      example: 'desc',
    }).default('desc'),
  }),
  output: z.object({
    AuditRecordList: z.array(
      z.object({
        Time: answerTime('When the call was answered.'),
        RequestId: z.string().describe('Id of the call.'),
        Principal: z
          .string()
          .describe(
            'Who called, in the words of policies; empty where the call proved nobody (the first account lists those).',
          ),
        AccessKeyId: z.string().describe('Key that the call named.'),
        ActionName: z.string().describe('Name of the operation in policies, such as ice:GetMediaInfo.'),
        SourceIp: z.string().describe('Address of the caller.'),
        UserAgent: z.string().describe('Program of the caller, in its own words.'),
        Code: z.string().describe('Code of the error; empty for a call that worked.'),
        HttpStatus: z.number().describe('Status of the answer.'),
        Duration: z.number().describe('Milliseconds.'),
      }),
    ),
    MaxResults: z.number().describe('Size of a page.'),
    NextToken: z.string().optional().describe('Token of the next page; absent on the last one.'),
  }),
  errors: [],
  handler: ({ account, services }, input) =>
    services.audit.list(account, {
      requestId: input.RequestId,
      accessKeyId: input.AccessKeyId,
      action: input.ActionName,
      code: input.Code,
      startTime: input.StartTime,
      endTime: input.EndTime,
      order: input.SortBy,
      maxResults: input.MaxResults,
      nextToken: input.NextToken,
    }),
});
