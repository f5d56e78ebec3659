import type { ConditionMap } from './conditions.ts';

/**
 * One statement, in the words of the wire format with every single value made a list. It has exactly one of `Action`
 * and `NotAction`, and exactly one of `Resource` and `NotResource`.
 */
export type PolicyStatement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action?: readonly string[];
  readonly NotAction?: readonly string[];
  readonly Resource?: readonly string[];
  readonly NotResource?: readonly string[];
  readonly Condition?: ConditionMap;
};

/** A permission policy (gateway.md 4.1). `JSON.stringify` of it is a document that parses to the same again. */
export type PolicyDocument = {
  readonly Version: '1';
  readonly Statement: readonly PolicyStatement[];
};

/** Who a trust policy speaks of; at least one of the lists is there. */
export type TrustPrincipal = {
  /** `acs:ram::ACCOUNT:root` (all of the account), `acs:ram::ACCOUNT:user/NAME`, `acs:ram::ACCOUNT:role/NAME`. */
  readonly RAM?: readonly string[];
  /** Host names of services, `ice.aliyuncs.com`. */
  readonly Service?: readonly string[];
  /** `acs:ram::ACCOUNT:saml-provider/NAME`, `acs:ram::ACCOUNT:oidc-provider/NAME`. */
  readonly Federated?: readonly string[];
};

/** One statement of a trust policy; the action is always `sts:AssumeRole`. */
export type TrustStatement = {
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal: TrustPrincipal;
  readonly Action: readonly string[];
  readonly Condition?: ConditionMap;
};

/** The trust policy of a role: who may assume it (gateway.md 4.1). */
export type TrustPolicy = {
  readonly Version: '1';
  readonly Statement: readonly TrustStatement[];
};
