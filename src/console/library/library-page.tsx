import { UploadOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Segmented } from 'antd';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { type MediaType, mediaFilters, mediaListQuery, mediaLook, typingPause } from '../api/media.ts';
import { Empty } from '../parts/empty.tsx';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';
import { useDebounced } from '../parts/use-debounced.ts';
import { Waiting } from '../parts/waiting.tsx';
import { uploadFiles } from '../uploads/upload-store.ts';
import { DropArea } from './drop-area.tsx';
import { MediaDetailsDrawer } from './media-details.tsx';
import { MediaTile } from './media-tile.tsx';
import './library.css';

const types = ['video', 'image', 'audio', 'text'] as const satisfies readonly MediaType[];

/** Opens the choice of files. */
export function UploadButton({ onFiles }: { onFiles: (files: File[]) => void }) {
  const { t } = useTranslation('library');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button type="primary" icon={<UploadOutlined />} onClick={() => input.current?.click()}>
        {t('add')}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])]);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}

/** Calls `onSeen` whenever its place comes near the screen. */
function NearEnd({ onSeen }: { onSeen: () => void }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (place.current === null) return;
    const observer = new IntersectionObserver(([entry]) => entry?.isIntersecting && onSeen(), {
      rootMargin: '600px',
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, [onSeen]);
  return <div ref={place} />;
}

/** The media of the account that fit the filters, page after page. */
function useMediaList(type: MediaType | '', search: string) {
  const list = useInfiniteQuery(mediaListQuery(mediaFilters(type, search)));
  const shown = useMemo(
    () => list.data?.pages.flatMap(({ MediaInfos }) => MediaInfos.map(mediaLook)) ?? [],
    [list.data],
  );
  return { ...list, shown, total: list.data?.pages[0]?.TotalCount ?? 0 };
}

/** The library: everything that jobs are made of, and what they made. */
export default function LibraryPage() {
  const { t } = useTranslation('library');
  const [address, setAddress] = useSearchParams();
  const search = address.get('search') ?? '';
  const type = types.find((one) => one === address.get('type')) ?? '';
  const list = useMediaList(type, useDebounced(search, typingPause));
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list;

  const set = (name: string, value: string) => {
    const next = new URLSearchParams(address);
    if (value === '') next.delete(name);
    else next.set(name, value);
    setAddress(next, { replace: name === 'search' });
  };
  const isEmpty = list.isSuccess && list.shown.length === 0;
  const isFiltered = search !== '' || type !== '';
  const options = [
    { value: '' as const, label: t('type.all') },
    ...types.map((value) => ({ value, label: t(`type.${value}`) })),
  ];
  return (
    <DropArea onFiles={uploadFiles}>
      <Page title={t('title')} lead={t('lead')} actions={<UploadButton onFiles={uploadFiles} />}>
        <search className="library-filters">
          <Input.Search
            aria-label={t('search')}
            placeholder={t('search')}
            value={search}
            allowClear
            onChange={({ target }) => set('search', target.value)}
          />
          <div className="scroll-x">
            <Segmented
              aria-label={t('typeLabel')}
              value={type}
              options={options}
              onChange={(value) => set('type', value)}
            />
          </div>
          <span role="status" className="library-count">
            {list.isSuccess && t('shown', { count: list.total })}
          </span>
        </search>
        {list.error !== null && <Problem error={list.error} retry={() => void list.refetch()} />}
        {list.isPending && <Waiting rows={10} />}
        {isEmpty && !isFiltered && (
          <Empty
            title={t('empty.title')}
            advice={t('empty.advice')}
            action={<UploadButton onFiles={uploadFiles} />}
          />
        )}
        {isEmpty && isFiltered && (
          <Empty
            title={t('noMatch.title')}
            advice={t('noMatch.advice')}
            action={<Button onClick={() => setAddress({})}>{t('noMatch.reset')}</Button>}
          />
        )}
        <div className="media-grid">
          {list.shown.map((media) => (
            <MediaTile key={media.id} media={media} onOpen={(id) => set('media', id)} />
          ))}
        </div>
        {hasNextPage && (
          <div className="load-more">
            <Button loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('loadMore')}
            </Button>
            {!isFetchingNextPage && list.error === null && <NearEnd onSeen={() => void fetchNextPage()} />}
          </div>
        )}
      </Page>
      <MediaDetailsDrawer id={address.get('media') ?? ''} onClose={() => set('media', '')} />
    </DropArea>
  );
}
