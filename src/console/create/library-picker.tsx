import { CheckCircleFilled } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type MediaLook,
  type MediaType,
  mediaFilters,
  mediaListQuery,
  mediaLook,
  typingPause,
} from '../api/media.ts';
import { clockTime } from '../parts/moments.ts';
import { Problem } from '../parts/problem.tsx';
import { useDebounced } from '../parts/use-debounced.ts';
import { Waiting } from '../parts/waiting.tsx';
import { addNew } from './lists.ts';
import { Thumbnail } from './thumbnail.tsx';

function Choice({ look, isChosen, toggle }: { look: MediaLook; isChosen: boolean; toggle: () => void }) {
  return (
    <li>
      <button type="button" className="tile tile-choice" aria-pressed={isChosen} onClick={toggle}>
        <Thumbnail look={look} />
        {isChosen && <CheckCircleFilled className="tile-mark" aria-hidden="true" />}
        <span className="tile-name">{look.title}</span>
        {look.duration > 0 && <span className="tile-note">{clockTime(look.duration)}</span>}
      </button>
    </li>
  );
}

/** Lets a person choose media of some types from the library; `choose` gets their ids. */
export function LibraryPicker({
  types,
  choose,
  close,
}: {
  types: readonly MediaType[];
  choose: (ids: string[]) => void;
  close: () => void;
}) {
  const { t } = useTranslation('create');
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<string[]>([]);
  const [only = ''] = types.length === 1 ? types : [];
  const word = useDebounced(search, typingPause);
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage, refetch } =
    useInfiniteQuery(mediaListQuery(mediaFilters(only, word)));
  const looks = (data?.pages ?? [])
    .flatMap(({ MediaInfos }) => MediaInfos.map(mediaLook))
    .filter(({ type, status }) => types.some((usable) => usable === type) && status !== 'PrepareFail');
  const toggle = (id: string) =>
    setChosen((ids) => (ids.includes(id) ? ids.filter((other) => other !== id) : addNew(ids, [id])));
  return (
    <Modal
      open
      width={840}
      title={t('picker.title')}
      onCancel={close}
      onOk={() => choose(chosen)}
      okText={t('picker.add', { count: chosen.length })}
      okButtonProps={{ disabled: chosen.length === 0 }}
    >
      <Input.Search
        allowClear
        value={search}
        onChange={({ target }) => setSearch(target.value)}
        placeholder={t('picker.search')}
        aria-label={t('picker.search')}
      />
      <div className="picker-list">
        {error !== null && <Problem error={error} retry={() => void refetch()} />}
        {isPending && <Waiting rows={4} />}
        {data !== undefined && looks.length === 0 && <p className="hint">{t('picker.none')}</p>}
        <ul className="tiles">
          {looks.map((look) => (
            <Choice
              key={look.id}
              look={look}
              isChosen={chosen.includes(look.id)}
              toggle={() => toggle(look.id)}
            />
          ))}
        </ul>
        {hasNextPage && (
          <Button block loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
            {t('picker.more')}
          </Button>
        )}
      </div>
    </Modal>
  );
}
