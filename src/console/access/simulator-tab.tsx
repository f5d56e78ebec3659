import { useQueries, useQuery } from '@tanstack/react-query';
import { AutoComplete, Input, Select, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../api/session.ts';
import { operationsQuery } from '../explorer/operations.ts';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { attachedQuery, type Entity, policyQuery, rolesQuery, usersQuery } from './queries.ts';
import { simulate, wholeAccount } from './simulation.ts';
import { Verdict } from './verdict.tsx';

const keyOf = ({ kind, name }: Entity) => `${kind}/${name}`;

/** Decides for one user or role, from what is attached now. */
function Answer({
  entity,
  action,
  resource,
  sourceIp,
  isSecure,
}: {
  entity: Entity;
  action: string;
  resource: string;
  sourceIp: string;
  isSecure: boolean;
}) {
  const { user } = useSession();
  const attached = useQuery(attachedQuery(entity));
  const documents = useQueries({ queries: (attached.data ?? []).map((policy) => policyQuery(policy)) });
  const error = attached.error ?? documents.find((query) => query.error !== null)?.error ?? null;
  if (error !== null) return <Problem error={error} retry={() => void attached.refetch()} />;
  if (attached.data === undefined || documents.some(({ data }) => data === undefined))
    return <Waiting rows={3} />;
  const policies = documents.flatMap(({ data }) =>
    data === undefined ? [] : [{ ...data.Policy, PolicyDocument: data.DefaultPolicyVersion.PolicyDocument }],
  );
  const question = { ...entity, account: user.account, action, resource, sourceIp, isSecure };
  return <Verdict decision={simulate(question, policies, new Date())} policies={policies} />;
}

/** "May this user do that?": asks the policies that are attached, without making a call. */
export function SimulatorTab() {
  const { t } = useTranslation('access');
  const { user } = useSession();
  const { data: users = [] } = useQuery(usersQuery);
  const { data: roles = [] } = useQuery(rolesQuery);
  const { data: operations = [] } = useQuery(operationsQuery);
  const entities: Entity[] = [
    ...users.map(({ UserName }) => ({ kind: 'user' as const, name: UserName })),
    ...roles.map(({ RoleName }) => ({ kind: 'role' as const, name: RoleName })),
  ];
  const [who, setWho] = useState<string | null>(null);
  const [action, setAction] = useState('ice:SubmitBatchMediaProducingJob');
  const [narrow, setNarrow] = useState('');
  const [sourceIp, setSourceIp] = useState('127.0.0.1');
  const [isSecure, setSecure] = useState(location.protocol === 'https:');
  const entity = entities.find((candidate) => keyOf(candidate) === who) ?? entities[0];
  const resource = narrow.trim() || wholeAccount(action, user.account);
  return (
    <div className="simulator">
      <p className="hint">{t('simulator.hint')}</p>
      <div className="simulator-form">
        <div>
          <label htmlFor="simulator-who">{t('simulator.who')}</label>
          <Select
            id="simulator-who"
            showSearch
            value={entity === undefined ? undefined : keyOf(entity)}
            onChange={setWho}
            options={entities.map((candidate) => ({
              value: keyOf(candidate),
              label: `${candidate.name} · ${t(`entity.${candidate.kind}`)}`,
            }))}
          />
        </div>
        <div>
          <label htmlFor="simulator-action">{t('simulator.action')}</label>
          <AutoComplete
            id="simulator-action"
            value={action}
            onChange={setAction}
            showSearch={{
              filterOption: (typed, option) =>
                String(option?.value).toLowerCase().includes(typed.toLowerCase()),
            }}
            options={operations.map(({ ramAction }) => ({ value: ramAction }))}
          />
        </div>
        <div>
          <label htmlFor="simulator-resource">{t('simulator.resource')}</label>
          <Input
            id="simulator-resource"
            value={narrow}
            placeholder={wholeAccount(action, user.account)}
            onChange={({ target }) => setNarrow(target.value)}
          />
        </div>
        <div>
          <label htmlFor="simulator-ip">{t('simulator.ip')}</label>
          <Input id="simulator-ip" value={sourceIp} onChange={({ target }) => setSourceIp(target.value)} />
        </div>
        <div className="simulator-switch">
          <Switch id="simulator-tls" checked={isSecure} onChange={setSecure} />
          <label htmlFor="simulator-tls">{t('simulator.tls')}</label>
        </div>
      </div>
      {entity === undefined ? (
        <p className="hint">{t('simulator.nobody')}</p>
      ) : (
        <Answer
          key={keyOf(entity)}
          entity={entity}
          action={action.trim()}
          resource={resource}
          sourceIp={sourceIp.trim()}
          isSecure={isSecure}
        />
      )}
    </div>
  );
}
