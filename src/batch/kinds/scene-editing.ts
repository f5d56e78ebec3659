import type { Kysely } from 'kysely';
import type { Database } from '../../db/schema.ts';
import { apiError } from '../../errors/api-error.ts';
import { parseSceneOutput } from '../../mix/config/output-config.ts';
import type { Timeline } from '../../timeline/model.ts';
import { outputUrl } from '../output-url.ts';
import type { JobKind, JobRequest } from './kind.ts';

/** Ids of the projects, in the order of their outputs (batch.md 7.3). */
const projectIds = ({ ExtendInput }: JobRequest) => JSON.parse(ExtendInput) as string[];

/**
 * The projects of a request, in its order.
 *
 * @throws ApiError ProjectNotFound, also for projects of other accounts
 */
async function projectsOf(db: Kysely<Database>, account: string, request: JobRequest) {
  const ids = projectIds(request);
  const rows = await db
    .selectFrom('editing_projects')
    .select(['id', 'timeline', 'duration'])
    .where('account_id', '=', account)
    .where('id', 'in', ids)
    .where('status', '!=', 'Deleted')
    .execute();
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const project = byId.get(id);
    if (project === undefined) throw apiError('ProjectNotFound', { ProjectId: id });
    return project;
  });
}

/** Renders editing projects, one video each (batch.md 1.5). */
export const sceneEditingKind: JobKind = {
  outline(request) {
    const { output, warnings } = parseSceneOutput(request.OutputConfig);
    return {
      output,
      urls: projectIds(request).map((_, index) => outputUrl(output.mediaUrl, index)),
      materials: [],
      warnings,
    };
  },

  async check(db, account, request) {
    await projectsOf(db, account, request);
  },

  async plan({ db }, { account, request }) {
    const projects = await projectsOf(db, account, request);
    const { fps } = parseSceneOutput(request.OutputConfig).output;
    return {
      outputs: projects.map(({ id, timeline, duration }, index) => ({
        index,
        frames: Math.round(duration * fps),
        timeline: JSON.parse(timeline) as Timeline,
        drawn: {},
        projectId: id,
      })),
      extendOutput: '',
      notes: {},
      warnings: [],
      distinctOutputs: () => projects.length,
    };
  },
};
