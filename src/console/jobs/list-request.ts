import type { BatchListRequest, BatchStatus } from '../api/jobs.ts';

/** What the list of jobs is limited to and how it is ordered, as the address of the page has it. */
export type JobFilters = {
  id: string;
  type: string;
  status: BatchStatus | '';
  /** ISO times in UTC, to the second; empty for no limit. */
  from: string;
  to: string;
  order: 'desc' | 'asc';
  /** Jobs on a page. */
  size: number;
};

/** Types of jobs that a filter may name, as the operation has them. */
export type JobType = NonNullable<BatchListRequest['JobType']>;

/** All of {@link JobType}, in the order in which they are offered. */
export const jobTypes = [
  'Script',
  'Smart_Mix',
  'Sports_Highlights',
  'Screen_Media_Highlights',
  'Smart_Mix_Media_Select',
  'Screen_Media_Highlights_Media_Select',
  'Smart_Mix_Timeline_Organize',
  'Screen_Media_Highlights_Timeline_Organize',
  'Scene_Batch_Editing',
] as const satisfies readonly JobType[];

/** States of a batch, in the order of its life. */
export const batchStatuses = [
  'Init',
  'Processing',
  'Finished',
  'Failed',
] as const satisfies readonly BatchStatus[];

/** Sizes of a page that are offered. */
export const pageSizes: readonly number[] = [20, 50, 100];

const defaults: JobFilters = { id: '', type: '', status: '', from: '', to: '', order: 'desc', size: 20 };

const isTime = (text: string) => text !== '' && !Number.isNaN(Date.parse(text));

/** A moment as the API spells it: UTC, to the second. */
export const apiTime = (moment: Date): string => `${moment.toISOString().slice(0, 19)}Z`;

/** Reads the filters from the address; what makes no sense there is left out. */
export function readFilters(search: URLSearchParams): JobFilters {
  const word = (name: string) => search.get(name)?.trim() ?? '';
  const time = (name: string) => (isTime(word(name)) ? apiTime(new Date(word(name))) : '');
  const size = Number(word('size'));
  return {
    id: word('id'),
    type: jobTypes.find((type) => type === word('type')) ?? '',
    status: batchStatuses.find((status) => status === word('state')) ?? '',
    from: time('from'),
    to: time('to'),
    order: word('order') === 'asc' ? 'asc' : 'desc',
    size: pageSizes.includes(size) ? size : defaults.size,
  };
}

/** The filters as the address has them: only what differs from the list of all jobs. */
export function writeFilters(filters: JobFilters): URLSearchParams {
  const { status, ...others } = filters;
  const named = { ...others, state: status };
  const plain: Record<string, string | number> = { ...defaults, state: defaults.status };
  return new URLSearchParams(
    Object.entries(named).flatMap(([name, value]) => (value === plain[name] ? [] : [[name, String(value)]])),
  );
}

/** Whether any filter hides jobs; order and size do not. */
export function isFiltered({ id, type, status, from, to }: JobFilters): boolean {
  return [id, type, status, from, to].some((value) => value !== '');
}

/** The call that gets a page of the list. */
export function listRequest(filters: JobFilters, token: string | undefined): BatchListRequest {
  const { id, type, status, from, to, order, size } = filters;
  return {
    SortBy: order,
    MaxResults: size,
    ...(id !== '' && { JobId: id }),
    ...(type !== '' && { JobType: type as JobType }),
    ...(status !== '' && { Status: status }),
    ...(from !== '' && { StartTime: from }),
    ...(to !== '' && { EndTime: to }),
    ...(token !== undefined && { NextToken: token }),
  };
}
