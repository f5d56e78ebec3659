import { z } from 'zod';
import { list, section, show, text } from './fields.ts';

const ids = () => list(text({ max: 200 }), { max: 50, what: 'template ids' });
const wrapped = section({ BatchEditingTemplateIdArray: ids() });

/**
 * Schema of TemplateConfig: a list of template ids, bare or under `BatchEditingTemplateIdArray` (batch.md 6). The result
 * is the ids.
 */
export const templateSchema = z.union(
  [ids(), wrapped.transform((value) => value.BatchEditingTemplateIdArray)],
  { error: (issue) => `must be a list of template ids, not ${show(issue.input)}` },
);
