import { z } from 'zod';
import { searchLibOf } from '../media/register-config.ts';
import { boolean, integer, json, text } from './fields.ts';
import { businessTypeField, inputUrlField, mediaTypeField } from './media-fields.ts';
import { defineOperation } from './operation.ts';

/** Registers an object as a media (timeline.md 5.1). */
export const RegisterMediaInfo = defineOperation({
  action: 'RegisterMediaInfo',
  access: 'create',
  summary:
    'Registers an object as a media of the library. Analysis takes a moment: GetMediaInfo tells its facts as soon as the status is Normal.',
  input: z.object({
    InputURL: inputUrlField,
    MediaType: mediaTypeField.optional(),
    BusinessType: businessTypeField.optional(),
    Title: text({ description: 'Title.', example: 'Red shoes, side view', maxBytes: 128 }).optional(),
    Description: text({
      description: 'Description.',
      example: 'Shot in the studio',
      maxBytes: 1024,
    }).optional(),
    MediaTags: text({
      description: 'Up to 16 tags of at most 32 bytes, separated by commas.',
      example: 'shoes,red',
      // 16 tags of 32 bytes and the commas between them.
      pattern: /^[^,]*(?:,[^,]*){0,15}$/,
      maxBytes: 527,
      form: 'up to 16 tags separated by commas',
    }).optional(),
    CoverURL: text({
      description: 'Address of a cover.',
      example: 'http://clips.oss-cn-shanghai.aliyuncs.com/shop/shoes.jpg',
      maxBytes: 128,
    }).optional(),
    UserData: text({
      description: 'Data of the client.',
      example: '{"sku":"4711"}',
      maxBytes: 1024,
    }).optional(),
    Overwrite: boolean({
      description: 'Replace the media that is registered for the object; without it a second one is refused.',
      example: 'false',
    }).default(false),
    ClientToken: text({ description: 'Accepted and not used.', example: '0b1c7f5e', max: 64 }).optional(),
    RegisterConfig: json({
      description:
        'SearchLibName in it names the search library that the media belongs to, for MediaSearchInput of Smart_Mix jobs. The rest is accepted and not used: sprites and snapshots are not made.',
      example: '{"SearchLibName":"summer"}',
      holds: 'object',
    }).optional(),
    CateId: integer({
      description: 'Category id.',
      example: '3048',
      min: 0,
      max: Number.MAX_SAFE_INTEGER,
    }).optional(),
    WorkflowId: text({
      description: 'Accepted and not used.',
      example: 'b4039216985f4312a5382a4ed0e9f6c8',
    }).optional(),
    SmartTagTemplateId: text({
      description: 'Accepted and not used.',
      example: 'S00000101-300080',
    }).optional(),
    ReferenceId: text({
      description: 'Id of your own, unique in the account.',
      example: 'sku-4711_side',
      pattern: /^[A-Za-z0-9_-]{6,64}$/,
      form: '6 to 64 letters, digits, underscores and dashes',
    }).optional(),
  }),
  output: z.object({ MediaId: z.string().describe('Id of the new media.') }),
  errors: ['MediaAlreadyExist'],
  handler: async ({ account, services }, input) => ({
    MediaId: await services.media.register(account, {
      inputUrl: input.InputURL.trim(),
      mediaType: input.MediaType,
      businessType: input.BusinessType,
      title: input.Title,
      description: input.Description,
      tags: input.MediaTags,
      coverUrl: input.CoverURL,
      userData: input.UserData,
      cateId: input.CateId,
      referenceId: input.ReferenceId,
      searchLib: searchLibOf(input.RegisterConfig),
      overwrite: input.Overwrite,
    }),
  }),
});
