import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { apiError } from '../errors/api-error.ts';

/**
 * An editing project with its timeline (timeline.md 6).
 *
 * @param source `WebSDK` asks for the timeline in the form that an editor loads, which is the form in which it is stored
 * @throws ApiError `ProjectNotFound`
 */
export async function getEditingProject(
  db: Kysely<Database>,
  account: string,
  id: string,
  source: 'OpenAPI' | 'WebSDK',
) {
  const project = await db
    .selectFrom('editing_projects')
    .selectAll()
    .where('id', '=', id)
    .where('account_id', '=', account)
    .where('status', '!=', 'Deleted')
    .executeTakeFirst();
  if (project === undefined) throw apiError('ProjectNotFound', { ProjectId: id });
  return {
    Project: {
      ProjectId: project.id,
      Title: project.title,
      Description: project.description,
      Timeline: project.timeline,
      TemplateId: '',
      TemplateType: 'Timeline',
      ClipsParam: '',
      CoverURL: project.cover_url,
      Duration: project.duration,
      Status: project.status,
      CreateSource: project.create_source,
      ModifiedSource: project.modified_source,
      CreateTime: project.create_time,
      ModifiedTime: project.modified_time,
      ProjectType: 'EditingProject',
      BusinessConfig: '',
      BusinessStatus: '',
      TimelineConvertStatus: source === 'WebSDK' ? ('Converted' as const) : ('Unconverted' as const),
      TimelineConvertErrorMessage: '',
    },
  };
}
