import { PlusOutlined } from '@ant-design/icons';
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
import { SortableContext, sortableKeyboardCoordinates, verticalListSortingStrategy } from '@dnd-kit/sortable';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Group, newGroup } from './form.ts';
import { GroupCard } from './group-card.tsx';
import type { Keyed } from './keyed.ts';
import { changeAt, move, removeAt } from './lists.ts';

/** Most groups of a job (batch.md 3.1). */
const maxGroups = 40;

function useAnnouncements(groups: readonly Keyed<Group>[]): Announcements {
  const { t } = useTranslation('create');
  const name = (key: UniqueIdentifier) => groups.find((entry) => entry.key === key)?.value.GroupName ?? '';
  const place = (key: UniqueIdentifier) => groups.findIndex((entry) => entry.key === key) + 1;
  const say = (word: 'lifted' | 'over' | 'dropped') => (active: UniqueIdentifier, over: UniqueIdentifier) =>
    t(`groups.say.${word}`, { name: name(active), place: place(over), count: groups.length });
  return {
    onDragStart: ({ active }) => say('lifted')(active.id, active.id),
    onDragOver: ({ active, over }) => (over === null ? undefined : say('over')(active.id, over.id)),
    onDragEnd: ({ active, over }) => say('dropped')(active.id, over?.id ?? active.id),
    onDragCancel: ({ active }) => t('groups.say.cancelled', { name: name(active.id) }),
  };
}

/** The groups of clips, in the order in which a video shows them; moved by dragging or with the keyboard. */
export function GroupList({
  groups,
  hasSpeech,
  change,
}: {
  groups: readonly Keyed<Group>[];
  /** Whether each group has texts of its own. */
  hasSpeech: boolean;
  change: (change: (groups: readonly Keyed<Group>[]) => Keyed<Group>[]) => void;
}) {
  const { t } = useTranslation('create');
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 5 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const announcements = useAnnouncements(groups);
  const placeOf = (all: readonly Keyed<Group>[], key: UniqueIdentifier) =>
    all.findIndex((entry) => entry.key === key);
  const add = () =>
    change((all) => [
      ...all,
      {
        key: Math.max(0, ...all.map(({ key }) => key)) + 1,
        value: newGroup(t('groups.name', { number: all.length + 1 })),
      },
    ]);
  return (
    <>
      <DndContext
        sensors={sensors}
        collisionDetection={closestCenter}
        accessibility={{ announcements, screenReaderInstructions: { draggable: t('groups.instructions') } }}
        onDragEnd={({ active, over }) => {
          if (over !== null) change((all) => move(all, placeOf(all, active.id), placeOf(all, over.id)));
        }}
      >
        <SortableContext items={groups.map(({ key }) => key)} strategy={verticalListSortingStrategy}>
          <ol className="groups">
            {groups.map(({ key, value }, index) => (
              <GroupCard
                key={key}
                id={key}
                number={index + 1}
                group={value}
                hasSpeech={hasSpeech}
                change={(next) =>
                  change((all) =>
                    changeAt(all, placeOf(all, key), (entry) => ({ ...entry, value: next(entry.value) })),
                  )
                }
                {...(groups.length > 1 && {
                  remove: () => change((all) => removeAt(all, placeOf(all, key))),
                })}
              />
            ))}
          </ol>
        </SortableContext>
      </DndContext>
      {groups.length < maxGroups && (
        <Button icon={<PlusOutlined />} onClick={add}>
          {t('groups.add')}
        </Button>
      )}
    </>
  );
}
