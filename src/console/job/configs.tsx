import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Batch } from '../api/jobs.ts';
import { parseConfig } from '../jobs/gist.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { JsonView } from '../parts/json-view.tsx';

const names = ['InputConfig', 'EditingConfig', 'OutputConfig', 'Extend'] as const;

function Config({ name, text }: { name: (typeof names)[number]; text: string }) {
  const { t } = useTranslation('jobs');
  if (text === '') return <p>{t('job.empty')}</p>;
  const value = parseConfig(text);
  return (
    <div className="config">
      <CopyButton text={text} className="config-copy" />
      {value === undefined && <p>{t('job.notJson')}</p>}
      {value === undefined ? <pre>{text}</pre> : <JsonView value={value} label={t(`config.${name}`)} />}
    </div>
  );
}

/** What was submitted, to read; copying gives it as it was submitted, byte for byte. */
export function Configs({ job }: { job: Batch }) {
  const { t } = useTranslation('jobs');
  return (
    <section aria-label={t('job.configs')} className="sheet">
      <h2>{t('job.configs')}</h2>
      <Tabs
        items={names.map((name) => ({
          key: name,
          label: t(`config.${name}`),
          children: <Config name={name} text={job[name]} />,
        }))}
      />
    </section>
  );
}
