import { PlusOutlined } from '@ant-design/icons';
import type { UseQueryResult } from '@tanstack/react-query';
import { Button, Empty } from 'antd';
import type { ReactNode } from 'react';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';

/** A list of things with names beside the one that was chosen. */
export function NameList<Item>({
  label,
  query: { data, error, isPending, refetch },
  nameOf,
  noteOf,
  chosen,
  choose,
  addLabel,
  add,
  emptyText,
  children,
}: {
  label: string;
  query: UseQueryResult<Item[]>;
  nameOf: (item: Item) => string;
  noteOf: (item: Item) => string;
  chosen: string | null;
  choose: (name: string) => void;
  addLabel: string;
  add: () => void;
  emptyText: string;
  /** The details of what is chosen. */
  children: ReactNode;
}) {
  return (
    <div className="access">
      <nav className="names" aria-label={label}>
        <Button block type="primary" icon={<PlusOutlined />} onClick={add}>
          {addLabel}
        </Button>
        {error !== null && <Problem error={error} retry={() => void refetch()} />}
        {isPending && <Waiting rows={4} />}
        {data?.length === 0 && <Empty image={Empty.PRESENTED_IMAGE_SIMPLE} description={emptyText} />}
        <ul>
          {data?.map((item) => {
            const name = nameOf(item);
            return (
              <li key={name}>
                <button
                  type="button"
                  aria-current={name === chosen ? 'true' : undefined}
                  onClick={() => choose(name)}
                >
                  <span>{name}</span>
                  <small>{noteOf(item)}</small>
                </button>
              </li>
            );
          })}
        </ul>
      </nav>
      <div className="details">{children}</div>
    </div>
  );
}
