import { z } from 'zod';
import { apiError } from '../errors/api-error.ts';
import { boolean, list } from './fields.ts';
import { mediaIdsField } from './media-fields.ts';
import { defineOperation } from './operation.ts';

const maxMedia = 20;

/** Removes media from the library (timeline.md 5.4). */
export const DeleteMediaInfos = defineOperation({
  action: 'DeleteMediaInfos',
  access: 'delete',
  summary: 'Removes media from the library, by their ids or by their addresses; the ids win.',
  input: z.object({
    MediaIds: mediaIdsField(maxMedia).optional(),
    InputURLs: list({
      description: 'Addresses of the media.',
      example: 'http://clips.oss-cn-shanghai.aliyuncs.com/shop/shoes.mp4',
      max: maxMedia,
    }).optional(),
    DeletePhysicalFiles: boolean({ description: 'Delete the objects, too.', example: 'false' }).default(
      false,
    ),
  }),
  output: z.object({
    ForbiddenList: z.array(z.string()).describe('Media that may not be deleted; always empty.'),
    IgnoredList: z.array(z.string()).describe('Ids or addresses of no media.'),
  }),
  errors: [],
  handler: async ({ account, services }, { MediaIds, InputURLs, DeletePhysicalFiles }) => {
    const references =
      MediaIds?.map((mediaId) => ({ mediaId })) ?? InputURLs?.map((inputUrl) => ({ inputUrl }));
    if (references === undefined) throw apiError('Missing{Name}', { Name: 'MediaIds' });
    const options = { deletePhysicalFiles: DeletePhysicalFiles };
    const { ignored } = await services.media.remove(account, references, options);
    return { ForbiddenList: [], IgnoredList: ignored };
  },
});
