import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useLocation, useSearchParams } from 'react-router';
import { readValues } from '../jobs/resubmit.ts';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import './explorer.css';
import { OperationList } from './operation-list.tsx';
import { OperationPanel } from './operation-panel.tsx';
import { operationsQuery } from './operations.ts';
import { useSentences } from './words/use-sentences.ts';

const firstAction = 'ListBatchMediaProducingJobs';

/** The page on which every operation can be read about, called and taken away as code. */
export default function ExplorerPage() {
  const { t } = useTranslation('explorer');
  const [search, setSearch] = useSearchParams();
  const { state } = useLocation();
  const { data, error, isPending, refetch } = useQuery(operationsQuery);
  const { isLoading } = useSentences();
  const wanted = search.get('action') ?? firstAction;
  const operation = data?.find(({ action }) => action === wanted) ?? data?.[0];
  const choose = (action: string) => setSearch({ action });
  return (
    <Page title={t('title')} lead={t('lead')}>
      {(isPending || isLoading) && <Waiting rows={10} />}
      {error !== null && <Problem error={error} retry={() => void refetch()} />}
      {!isLoading && data !== undefined && operation !== undefined && (
        <div className="explorer">
          <Select
            className="explorer-choice"
            showSearch
            aria-label={t('operation')}
            value={operation.action}
            onChange={choose}
            options={data.map(({ action }) => ({ value: action, label: action }))}
          />
          <OperationList operations={data} chosen={operation.action} choose={choose} />
          <OperationPanel
            key={operation.action}
            operation={operation}
            given={readValues(state, operation.action)}
          />
        </div>
      )}
    </Page>
  );
}
