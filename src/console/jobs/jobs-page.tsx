import { PlusOutlined, ReloadOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { batchListQuery, jobCountsKey } from '../api/jobs.ts';
import { Empty } from '../parts/empty.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { JobFilterBar } from './job-filters.tsx';
import { JobTable } from './job-table.tsx';
import { isFiltered, type JobFilters, listRequest, readFilters, writeFilters } from './list-request.ts';
import { Pager } from './pager.tsx';
import { StateFilter } from './state-filter.tsx';
import './jobs.css';

/** The tokens of the pages before this one, as the browser's history has them: Back goes to the page before. */
function readTokens(state: unknown): readonly string[] {
  const tokens = (state as { tokens?: unknown } | null)?.tokens;
  return Array.isArray(tokens) ? tokens.filter((token) => typeof token === 'string') : [];
}

function CreateLink() {
  const { t } = useTranslation('jobs');
  const navigate = useNavigate();
  return (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => void navigate('/create')}>
      {t('create')}
    </Button>
  );
}

/** All jobs of the account, filtered, in pages, live. */
export default function JobsPage() {
  const { t } = useTranslation('jobs');
  const { t: shell } = useTranslation();
  const client = useQueryClient();
  const navigate = useNavigate();
  const tokens = readTokens(useLocation().state);
  const [search] = useSearchParams();
  const filters = readFilters(search);
  const list = useQuery(batchListQuery(listRequest(filters, tokens.at(-1))));

  const show = (wanted: JobFilters, pages: readonly string[]) => {
    void navigate({ search: `?${writeFilters(wanted)}` }, { state: { tokens: pages } });
  };
  const change = (part: Partial<JobFilters>) => show({ ...filters, ...part }, []);
  const refresh = () => {
    void list.refetch();
    void client.invalidateQueries({ queryKey: jobCountsKey });
  };

  const rows = list.data?.EditingBatchJobList ?? [];
  const isEmpty = list.data !== undefined && rows.length === 0;
  return (
    <Page
      title={t('title')}
      actions={
        <>
          <Tooltip title={shell('refresh')}>
            <Button
              icon={<ReloadOutlined />}
              aria-label={shell('refresh')}
              loading={list.isFetching}
              onClick={refresh}
            />
          </Tooltip>
          <CreateLink />
        </>
      }
    >
      <StateFilter value={filters.status} onChange={(status) => change({ status })} />
      <JobFilterBar filters={filters} onChange={change} />
      {list.error !== null && <Problem error={list.error} retry={refresh} />}
      {list.isPending && <Waiting rows={10} />}
      {rows.length > 0 && <JobTable rows={rows} isLoading={list.isPlaceholderData} />}
      {isEmpty && !isFiltered(filters) && (
        <Empty title={t('empty.title')} advice={t('empty.advice')} action={<CreateLink />} />
      )}
      {isEmpty && isFiltered(filters) && (
        <Empty
          title={t('noMatch.title')}
          advice={t('noMatch.advice')}
          action={
            <Link to={`?${writeFilters({ ...filters, id: '', type: '', status: '', from: '', to: '' })}`}>
              {t('filter.reset')}
            </Link>
          }
        />
      )}
      {(rows.length > 0 || tokens.length > 0) && (
        <Pager
          tokens={tokens}
          next={list.isPlaceholderData ? undefined : list.data?.NextToken}
          size={filters.size}
          onTokens={(pages) => show(filters, pages)}
          onSize={(size) => change({ size })}
        />
      )}
    </Page>
  );
}
