import { requestContext } from '../../policy/conditions.ts';
import { parsePolicy } from '../../policy/document.ts';
import { type AttachedPolicy, type Decision, evaluate } from '../../policy/evaluate.ts';

/** Who wants to do what, and how. */
export type Question = {
  account: string;
  kind: 'user' | 'role';
  name: string;
  /** `ice:ListBatchMediaProducingJobs`. */
  action: string;
  resource: string;
  sourceIp: string;
  isSecure: boolean;
};

/** A policy as it is attached: its name and its document in force. */
export type AttachedDocument = {
  PolicyName: string;
  PolicyType: 'System' | 'Custom';
  DefaultVersion: string;
  PolicyDocument: string;
};

/** The resource that operations of a product are about, when nothing narrower is asked for. */
export function wholeAccount(action: string, account: string): string {
  const [service = 'ice'] = action.split(':', 1);
  return `acs:${service}:*:${account}:*`;
}

/**
 * Answers "may this user do that?" as the server decides it, from the policies that are attached.
 *
 * @param now decides conditions on the time
 * @throws ApiError for a document that cannot be read
 */
export function simulate(question: Question, attached: readonly AttachedDocument[], now: Date): Decision {
  const { account, kind, name, action, resource, sourceIp, isSecure } = question;
  const identity = attached.map(
    ({ PolicyName, PolicyType, DefaultVersion, PolicyDocument }): AttachedPolicy => ({
      name: PolicyName,
      kind: PolicyType,
      version: PolicyType === 'System' ? null : DefaultVersion,
      document: parsePolicy(PolicyDocument),
    }),
  );
  const context = requestContext({
    time: now,
    sourceIp,
    isSecure,
    userAgent: null,
    principalArn: `acs:ram::${account}:${kind}/${name}`,
    accessKeyId: '',
    service: null,
  });
  return evaluate({ identity }, { action, resource, context });
}
