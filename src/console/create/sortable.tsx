import { DeleteOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons';
import {
  type Announcements,
  closestCenter,
  DndContext,
  KeyboardSensor,
  PointerSensor,
  type UniqueIdentifier,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import { Button, Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Keyed } from './keyed.ts';
import { changeAt, move, removeAt } from './lists.ts';

/** Changes a list of the form; it gets the list as it is by then. */
export type ChangeList<Value> = (change: (all: readonly Keyed<Value>[]) => Keyed<Value>[]) => void;

function useAnnouncements(keys: readonly number[], nameOf: (key: UniqueIdentifier) => string): Announcements {
  const { t } = useTranslation('create');
  const place = (key: UniqueIdentifier) => keys.indexOf(Number(key)) + 1;
  const say = (word: 'lifted' | 'over' | 'dropped') => (active: UniqueIdentifier, over: UniqueIdentifier) =>
    t(`order.say.${word}`, { name: nameOf(active), place: place(over), count: keys.length });
  return {
    onDragStart: ({ active }) => say('lifted')(active.id, active.id),
    onDragOver: ({ active, over }) => (over === null ? undefined : say('over')(active.id, over.id)),
    onDragEnd: ({ active, over }) => say('dropped')(active.id, over?.id ?? active.id),
    onDragCancel: ({ active }) => t('order.say.cancelled', { name: nameOf(active.id) }),
  };
}

/** Where a card stands, and how it is called and taken out. */
export type CardPlace = {
  id: number;
  /** From 1. */
  number: number;
  name: string;
  /** Not there when the card has to stay. */
  remove?: () => void;
};

/** What a card of a {@link SortableList} gets. */
export type CardProps<Value> = CardPlace & {
  value: Value;
  set: (next: (value: Value) => Value) => void;
};

/**
 * Cards in an order of their own, moved by dragging or with the keyboard, with a button that adds one.
 *
 * @param nameOf name of a card by its value and its number from 1
 * @param card draws a card; `set` changes its value
 */
export function SortableList<Value>({
  entries,
  most,
  least = 0,
  addLabel,
  newValue,
  nameOf,
  change,
  card,
}: {
  entries: readonly Keyed<Value>[];
  most: number;
  /** Cards that cannot be taken out. */
  least?: number;
  addLabel: string;
  newValue: (number: number) => Value;
  nameOf: (value: Value, number: number) => string;
  change: ChangeList<Value>;
  card: (card: CardProps<Value>) => ReactNode;
}) {
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const { t } = useTranslation('create');
  const keys = entries.map(({ key }) => key);
  const named = new Map(entries.map(({ key, value }, index) => [key, nameOf(value, index + 1)]));
  const announcements = useAnnouncements(keys, (key) => named.get(Number(key)) ?? '');
  const placeOf = (all: readonly Keyed<Value>[], key: UniqueIdentifier) =>
    all.findIndex((entry) => entry.key === key);
  const add = () =>
    change((all) => [
      ...all,
      { key: Math.max(0, ...all.map(({ key }) => key)) + 1, value: newValue(all.length + 1) },
    ]);
  return (
    <>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={{ announcements, screenReaderInstructions: { draggable: t('order.instructions') } }}
        onDragEnd={({ active, over }) => {
          if (over !== null) change((all) => move(all, placeOf(all, active.id), placeOf(all, over.id)));
        }}
      >
        <SortableContext items={keys} strategy={verticalListSortingStrategy}>
          <ol className="groups">
            {entries.map(({ key, value }, index) =>
              card({
                id: key,
                number: index + 1,
                name: named.get(key) ?? '',
                value,
                set: (next) =>
                  change((all) =>
                    changeAt(all, placeOf(all, key), (entry) => ({ ...entry, value: next(entry.value) })),
                  ),
                ...(entries.length > least && {
                  remove: () => change((all) => removeAt(all, placeOf(all, key))),
                }),
              }),
            )}
          </ol>
        </SortableContext>
      </DndContext>
      {entries.length < most && (
        <Button icon={<PlusOutlined />} onClick={add}>
          {addLabel}
        </Button>
      )}
    </>
  );
}

/** One card of a {@link SortableList}: a handle, its number, what names it, and its content. */
export function SortableCard({
  id,
  number,
  name,
  title,
  remove,
  children,
}: CardPlace & {
  /** Stands beside the number, mostly a field with the name. */
  title: ReactNode;
  children: ReactNode;
}) {
  const { t } = useTranslation('create');
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } =
    useSortable({ id });
  return (
    <li
      ref={setNodeRef}
      className={isDragging ? 'group-card group-card-lifted' : 'group-card'}
      style={{
        transform: transform === null ? undefined : `translate3d(0, ${transform.y}px, 0)`,
        transition,
      }}
    >
      <div className="group-head">
        <Tooltip title={t('order.drag')}>
          <Button
            ref={setActivatorNodeRef}
            type="text"
            icon={<HolderOutlined />}
            {...attributes}
            {...listeners}
            aria-label={t('order.move', { name })}
          />
        </Tooltip>
        <span className="group-number" aria-hidden="true">
          {number}
        </span>
        {title}
        {remove !== undefined && (
          <Button type="text" icon={<DeleteOutlined />} aria-label={t('remove', { name })} onClick={remove} />
        )}
      </div>
      {children}
    </li>
  );
}
