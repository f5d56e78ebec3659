import { Input } from 'antd';
import type { ReactNode } from 'react';
import { type CardPlace, SortableCard } from './sortable.tsx';

/** Longest name that the form takes. */
const longestName = 50;

/** A card of a sortable list whose name is typed at its head. */
export function NamedCard({
  place,
  label,
  value,
  change,
  children,
}: {
  place: CardPlace;
  /** What the field of the name is called. */
  label: string;
  /** The name as it was typed; may be empty. */
  value: string;
  change: (name: string) => void;
  children: ReactNode;
}) {
  return (
    <SortableCard
      {...place}
      title={
        <Input
          value={value}
          maxLength={longestName}
          variant="filled"
          aria-label={label}
          onChange={({ target }) => change(target.value)}
        />
      }
    >
      {children}
    </SortableCard>
  );
}
