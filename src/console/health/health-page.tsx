import { useQuery } from '@tanstack/react-query';
import { Progress } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { sizeInWords, spanInWords } from '../parts/moments.ts';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Chart } from './chart.tsx';
import './health.css';
import { type Health, healthQuery } from './queries.ts';

/** Below this share of the disk, space is called little. */
const lowDisk = 0.1;
const states = ['Init', 'Processing', 'Finished', 'Failed'] as const;

function Figure({ label, value, children }: { label: string; value: string; children?: ReactNode }) {
  return (
    <section className="figure" aria-label={label}>
      <h2>{label}</h2>
      <p className="figure-value">{value}</p>
      {children}
    </section>
  );
}

function Figures({ health }: { health: Health }) {
  const { t, i18n } = useTranslation('health');
  const { workers, diskFree, diskTotal, uptime, jobs } = health;
  const size = (bytes: number) => sizeInWords(bytes, i18n.language);
  const number = (value: number) => new Intl.NumberFormat(i18n.language).format(value);
  const isLow = diskFree < diskTotal * lowDisk;
  const used = diskTotal === 0 ? 0 : Math.round((1 - diskFree / diskTotal) * 100);
  return (
    <div className="figures">
      <Figure label={t('workers')} value={number(workers.active)}>
        <p className="hint">
          {workers.concurrency === 0 ? t('noWorkers') : t('ofWorkers', { count: workers.concurrency })}
        </p>
      </Figure>
      <Figure label={t('disk')} value={size(diskFree)}>
        <Progress
          percent={used}
          size="small"
          showInfo={false}
          status={isLow ? 'exception' : 'normal'}
          aria-label={t('disk')}
        />
        <p className={isLow ? 'figure-warn' : 'hint'}>
          {isLow ? t('diskLow') : t('ofDisk', { total: size(diskTotal) })}
        </p>
      </Figure>
      <Figure label={t('uptime')} value={spanInWords(uptime, i18n.language)} />
      <Figure label={t('jobs')} value={number(states.reduce((sum, state) => sum + jobs[state], 0))}>
        <dl className="states">
          {states.map((state) => (
            <div key={state}>
              <dt>{t(`states.${state}`)}</dt>
              <dd>{number(jobs[state])}</dd>
            </div>
          ))}
        </dl>
      </Figure>
    </div>
  );
}

function Queues({ queues }: { queues: Health['queue'] }) {
  const { t } = useTranslation('health');
  return (
    <section className="panel" aria-label={t('queue')}>
      <h2>{t('queue')}</h2>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('queueName')}</th>
            <th scope="col">{t('waiting')}</th>
            <th scope="col">{t('activeJobs')}</th>
            <th scope="col">{t('failed')}</th>
          </tr>
        </thead>
        <tbody>
          {queues.map(({ name, waiting, active, failed }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{waiting}</td>
              <td>{active}</td>
              <td className={failed > 0 ? 'figure-warn' : ''}>{failed}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Versions({ health }: { health: Health }) {
  const { t } = useTranslation('health');
  const { version, node, ffmpeg, database, dataDir } = health;
  const facts = { reelmill: version, node, ffmpeg, database, dataDir };
  return (
    <section className="panel" aria-label={t('versions')}>
      <h2>{t('versions')}</h2>
      <dl className="versions">
        {Object.entries(facts).map(([name, value]) => (
          <div key={name}>
            <dt>{t(`version.${name as keyof typeof facts}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** The page on how the server is doing: figures, plots, queues, versions. */
export default function HealthPage() {
  const { t } = useTranslation('health');
  const { data, error, isPending, refetch } = useQuery(healthQuery);
  return (
    <Page title={t('title')} lead={t('lead')}>
      {isPending && <Waiting rows={8} />}
      {error !== null && <Problem error={error} retry={() => void refetch()} />}
      {data !== undefined && (
        <div className="health">
          <Figures health={data} />
          <div className="charts">
            <Chart title={t('finished')} values={data.series.finishedPerMinute} times={data.series.times} />
            <Chart title={t('active')} values={data.series.active} times={data.series.times} />
          </div>
          <Queues queues={data.queue} />
          <Versions health={data} />
        </div>
      )}
    </Page>
  );
}
