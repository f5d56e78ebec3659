import { CheckCircleOutlined, CloseCircleOutlined, WarningOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Spin } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Parameters } from '../api/call.ts';
import { clockTime } from '../parts/moments.ts';
import { Problem } from '../parts/problem.tsx';
import type { JobKind } from './kind.ts';
import './plan.css';
import { planQuery, type Remark } from './queries.ts';

const mostShown = 12;

function Remarks({ kind, remarks }: { kind: 'error' | 'warning'; remarks: readonly Remark[] }) {
  if (remarks.length === 0) return null;
  const Icon = kind === 'error' ? CloseCircleOutlined : WarningOutlined;
  return (
    <ul className={`remarks remarks-${kind}`}>
      {remarks.map(({ Code, Message }) => (
        <li key={`${Code} ${Message}`}>
          <Icon aria-hidden="true" />
          <span>
            {Message} <code>{Code}</code>
          </span>
        </li>
      ))}
    </ul>
  );
}

/** What the job would make: lengths, how many distinct videos are possible, and what does not work. */
export function PlanPanel({
  kind,
  parameters,
  isComplete,
  count,
}: {
  kind: JobKind;
  parameters: Parameters<'ValidateBatchMediaProducingJob'>;
  /** Whether there is enough in the form to ask. */
  isComplete: boolean;
  count: number;
}) {
  const { t } = useTranslation('create');
  const { data, error, isFetching, refetch } = useQuery(planQuery(parameters, isComplete));
  if (!isComplete) return <p className="hint">{t(`plan.empty.${kind}`)}</p>;
  if (error !== null) return <Problem error={error} retry={() => void refetch()} />;
  if (data === undefined) {
    return (
      <p className="hint" role="status">
        <Spin size="small" /> {t('plan.waiting')}
      </p>
    );
  }
  const { Valid, Outputs, DistinctOutputs, Warnings, Errors } = data;
  const isEnough = DistinctOutputs < 0 || DistinctOutputs >= count;
  const longest = Math.max(...Outputs.map(({ Duration }) => Duration), 0.1);
  return (
    <div className="plan" aria-busy={isFetching} aria-live="polite">
      <p className={Valid ? 'plan-verdict good' : 'plan-verdict bad'}>
        {Valid ? <CheckCircleOutlined aria-hidden="true" /> : <CloseCircleOutlined aria-hidden="true" />}
        {t(Valid ? 'plan.ready' : 'plan.faulty')}
        {isFetching && <Spin size="small" />}
      </p>
      {Valid && (
        <dl className="facts">
          <dt>{t('plan.distinct')}</dt>
          <dd className={isEnough ? '' : 'warn'}>
            {DistinctOutputs < 0 ? t('plan.many') : DistinctOutputs}
            {!isEnough && <small> {t('plan.notEnough', { count })}</small>}
          </dd>
          <dt>{t('plan.lengths')}</dt>
          <dd>
            <ol className="lengths">
              {Outputs.slice(0, mostShown).map(({ Index, Duration, Title }) => (
                <li key={Index} title={Title}>
                  <i aria-hidden="true" style={{ inlineSize: `${(Duration / longest) * 100}%` }} />
                  <span>
                    {clockTime(Duration, true)} {Title}
                  </span>
                </li>
              ))}
            </ol>
            {Outputs.length > mostShown && (
              <small>{t('plan.more', { count: Outputs.length - mostShown })}</small>
            )}
          </dd>
        </dl>
      )}
      <Remarks kind="error" remarks={Errors} />
      <Remarks kind="warning" remarks={Warnings} />
    </div>
  );
}
