import { z } from 'zod';
import type { PolicyRequest, Refusal } from './evaluate.ts';

/** Who was refused. The root account never is. */
export type DeniedPrincipal = {
  type: 'SubUser' | 'AssumedRoleUser' | 'Federated';
  /** Account that the principal belongs to. */
  account: string;
  /** Id of a user, or `ROLE:SESSION`. */
  displayName: string;
};

/** The object that goes with a 403 answer (gateway.md 3.2). */
export type AccessDeniedDetail = {
  AuthAction: string;
  AuthPrincipalType: DeniedPrincipal['type'];
  AuthPrincipalOwnerId: string;
  AuthPrincipalDisplayName: string;
  AuthResource: string;
  PolicyType: Refusal['policyType'];
  NoPermissionType: Refusal['decision'];
  /** Base64; {@link decodeDiagnosticMessage} reads it. */
  EncodedDiagnosticMessage: string;
};

const decodedSchema = z.object({
  AuthAction: z.string(),
  AuthResource: z.string(),
  AuthPrincipal: z.object({
    AuthPrincipalType: z.string(),
    AuthPrincipalOwnerId: z.string(),
    AuthPrincipalDisplayName: z.string(),
  }),
  AuthConditions: z.array(z.object({ ConditionKey: z.string(), ConditionValues: z.array(z.string()) })),
  ExplicitDeny: z.boolean(),
  NoPermissionPolicyType: z.string(),
  MatchedPolicies: z.array(
    z.object({
      PolicyIdentifier: z.string().optional(),
      PolicyType: z.string().optional(),
      PolicyVersion: z.string().optional(),
      Effect: z.string(),
      AttachedEntityType: z.string(),
      AttachedScope: z.string(),
    }),
  ),
});

/** What `DecodeDiagnosticMessage` answers about a refusal (gateway.md 3.2). */
export type DecodedDiagnosticMessage = z.infer<typeof decodedSchema>;

const envelopeSchema = z.object({ RequestId: z.string(), Message: decodedSchema });

/** What a message begins with, so that its base64 begins like that of the real service, `AQEAAAAA`. */
const mark = Buffer.from([1, 1, 0, 0, 0, 0]);
/** Longest message that is decoded, in base64 letters; those that are made stay far below. */
const maxMessageLength = 65_536;
/** A condition value comes from the caller (`User-Agent`) and is cut to this many letters. */
const maxConditionValue = 256;
/** A decision may rest on more policies than anybody wants to read. */
const maxMatchedPolicies = 20;

/**
 * Builds the `AccessDeniedDetail` of a refusal. It and its message hold what the caller sent, who the caller is, and
 * the names of the policies that denied: nothing secret.
 */
export function accessDeniedDetail(
  refusal: Refusal,
  request: PolicyRequest,
  principal: DeniedPrincipal,
  requestId: string,
): AccessDeniedDetail {
  const message: DecodedDiagnosticMessage = {
    AuthAction: request.action,
    AuthResource: request.resource,
    AuthPrincipal: {
      AuthPrincipalType: principal.type,
      AuthPrincipalOwnerId: principal.account,
      AuthPrincipalDisplayName: principal.displayName,
    },
    AuthConditions: Object.entries(request.context).map(([key, value]) => ({
      ConditionKey: key,
      ConditionValues: [value.slice(0, maxConditionValue)],
    })),
    ExplicitDeny: refusal.decision === 'ExplicitDeny',
    NoPermissionPolicyType: refusal.policyType,
    MatchedPolicies: matchedPolicies(refusal, principal),
  };
  return {
    AuthAction: request.action,
    AuthPrincipalType: principal.type,
    AuthPrincipalOwnerId: principal.account,
    AuthPrincipalDisplayName: principal.displayName,
    AuthResource: request.resource,
    PolicyType: refusal.policyType,
    NoPermissionType: refusal.decision,
    EncodedDiagnosticMessage: encode(requestId, message),
  };
}

/** Each policy once, however many of its statements deny. */
function matchedPolicies(
  { matched }: Refusal,
  { type }: DeniedPrincipal,
): DecodedDiagnosticMessage['MatchedPolicies'] {
  const distinct = new Map(matched.map((entry) => [`${entry.policy?.kind} ${entry.policy?.name}`, entry]));
  return [...distinct.values()].slice(0, maxMatchedPolicies).map(({ policy, effect }) => ({
    ...(policy && { PolicyIdentifier: policy.name, PolicyType: policy.kind }),
    ...(policy?.version && { PolicyVersion: policy.version }),
    Effect: effect,
    AttachedEntityType: type === 'SubUser' ? 'RamUser' : 'RamRole',
    AttachedScope: 'Account',
  }));
}

function encode(requestId: string, message: DecodedDiagnosticMessage): string {
  const envelope: z.infer<typeof envelopeSchema> = { RequestId: requestId, Message: message };
  return Buffer.concat([mark, Buffer.from(JSON.stringify(envelope))]).toString('base64');
}

/**
 * Reads an `EncodedDiagnosticMessage`. Messages are not signed: what comes out is as true as the text put in, and
 * nothing may rest on it.
 *
 * @returns null when the text is none of ours
 */
export function decodeDiagnosticMessage(
  text: string,
): { requestId: string; message: DecodedDiagnosticMessage } | null {
  if (text.length > maxMessageLength) return null;
  const bytes = Buffer.from(text, 'base64');
  if (!bytes.subarray(0, mark.length).equals(mark)) return null;
  try {
    const { RequestId, Message } = envelopeSchema.parse(JSON.parse(bytes.toString('utf8', mark.length)));
    return { requestId: RequestId, message: Message };
  } catch {
    return null;
  }
}
