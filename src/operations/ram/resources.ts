import type { Caller } from '../../access/principal.ts';
import type { Operation } from '../operation.ts';

/**
 * What operations of RAM concern, as policies name it: `acs:ram:*:ACCOUNT:user/NAME`. Permission is checked before
 * parameters, so a name is what was sent; one that is missing or no text stands for all.
 */

type Resources = Operation['resources'];
type Parameters = Readonly<Record<string, unknown>>;

const nameIn = (parameters: Parameters, parameter: string) => {
  const value = parameters[parameter];
  return typeof value === 'string' && value !== '' ? value : '*';
};

const own = ({ principal }: Caller, relative: string) => `acs:ram:*:${principal.account}:${relative}`;

/** One user, role or policy, named by a parameter. */
export const named =
  (kind: 'user' | 'role' | 'policy', parameter: string): Resources =>
  (caller, parameters) => [own(caller, `${kind}/${nameIn(parameters, parameter)}`)];

/** All users, roles or policies. */
export const all =
  (kind: 'user' | 'role' | 'policy'): Resources =>
  (caller) => [own(caller, `${kind}/*`)];

/** The user whose keys are meant: the caller itself when none is named. */
export const keyHolder: Resources = (caller, parameters) => {
  const { principal } = caller;
  const name = nameIn(parameters, 'UserName');
  return [own(caller, `user/${name === '*' && principal.kind === 'user' ? principal.userName : name}`)];
};

const policy = (caller: Caller, parameters: Parameters) => {
  const name = nameIn(parameters, 'PolicyName');
  const type = String(parameters.PolicyType ?? '')
    .trim()
    .toLowerCase();
  return type === 'system' ? `acs:ram:*:system:policy/${name}` : own(caller, `policy/${name}`);
};

/** The policy that is named by `PolicyType` and `PolicyName`. */
export const typedPolicy: Resources = (caller, parameters) => [policy(caller, parameters)];

/** A policy and who gets or loses it. */
export const attachment =
  (kind: 'user' | 'role', parameter: string): Resources =>
  (caller, parameters) => [
    own(caller, `${kind}/${nameIn(parameters, parameter)}`),
    policy(caller, parameters),
  ];
