import { z } from 'zod';
import { listPolicies } from '../../access/policies.ts';
import { defineOperation } from '../operation.ts';
import { listedPolicy, markerOutput } from './answers.ts';
import { markerAnswer, markerFields, markerRequest, policyType } from './fields.ts';
import { all } from './resources.ts';

/** Lists policies: the system policies, then the custom ones in the order in which they were made. */
export const ListPolicies = defineOperation({
  action: 'ListPolicies',
  product: 'RAM',
  access: 'list',
  summary: 'Lists policies: the system policies, then the custom ones in the order in which they were made.',
  resources: all('policy'),
  input: z.object({ PolicyType: policyType.optional(), ...markerFields }),
  output: z.object({
    ...markerOutput,
    Policies: z.object({ Policy: z.array(listedPolicy).describe('The policies.') }),
  }),
  errors: ['InvalidParameter.{Name}'],
  handler: async ({ account, services }, input) => {
    const page = await listPolicies(services.ram, account, input.PolicyType, markerRequest(input));
    const shown = page.rows.map((policy) => ({
      PolicyName: policy.name,
      PolicyType: policy.kind,
      Description: policy.description,
      DefaultVersion: policy.defaultVersion,
      AttachmentCount: policy.attachmentCount,
      CreateDate: policy.createTime,
      UpdateDate: policy.updateTime,
    }));
    return { ...markerAnswer(page), Policies: { Policy: shown } };
  },
});
