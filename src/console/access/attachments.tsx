import { CloseOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import {
  attachedQuery,
  type Entity,
  type PolicyName,
  policiesQuery,
  setAttached,
  useChange,
} from './queries.ts';

const keyOf = ({ PolicyType, PolicyName }: PolicyName) => `${PolicyType}/${PolicyName}`;

/** The policies of a user or a role, with ways to give and take them. */
export function Attachments({ entity }: { entity: Entity }) {
  const { t } = useTranslation('access');
  const { data, error, isPending, refetch } = useQuery(attachedQuery(entity));
  const { data: policies = [] } = useQuery(policiesQuery);
  const change = useChange(({ policy, isAttached }: { policy: PolicyName; isAttached: boolean }) =>
    setAttached(policy, entity, isAttached),
  );
  const attached = new Set(data?.map(keyOf));
  const rest = policies.filter((policy) => !attached.has(keyOf(policy)));
  const attach = (key: string) => {
    const policy = rest.find((candidate) => keyOf(candidate) === key);
    if (policy !== undefined) change.mutate({ policy, isAttached: true });
  };
  return (
    <section className="details-part" aria-label={t('attached.title')}>
      <h3>{t('attached.title')}</h3>
      {error !== null && <Problem error={error} retry={() => void refetch()} />}
      {isPending && <Waiting rows={2} />}
      {data?.length === 0 && <p className="hint">{t('attached.none')}</p>}
      <ul className="rows">
        {data?.map((policy) => (
          <li key={keyOf(policy)} className="key-row">
            <strong>{policy.PolicyName}</strong>
            <span className="hint">{t(`kind.${policy.PolicyType}`)}</span>
            <span className="hint grow">{policy.Description}</span>
            <Button
              type="text"
              size="small"
              icon={<CloseOutlined />}
              aria-label={t('attached.take', { name: policy.PolicyName })}
              onClick={() => change.mutate({ policy, isAttached: false })}
            />
          </li>
        ))}
      </ul>
      <Select
        showSearch
        className="attach"
        value={null}
        loading={change.isPending}
        placeholder={t('attached.give')}
        aria-label={t('attached.give')}
        onChange={attach}
        options={rest.map((policy) => ({
          value: keyOf(policy),
          label: `${policy.PolicyName} · ${t(`kind.${policy.PolicyType}`)}`,
        }))}
      />
    </section>
  );
}
