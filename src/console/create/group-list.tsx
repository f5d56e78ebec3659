import { useTranslation } from 'react-i18next';
import { type Group, newGroup } from './form.ts';
import { GroupCard } from './group-card.tsx';
import type { Keyed } from './keyed.ts';
import { type ChangeList, SortableList } from './sortable.tsx';

/** Most groups of a job (batch.md 3.1). */
const maxGroups = 40;

/** The groups of clips, in the order in which a video shows them. */
export function GroupList({
  groups,
  hasSpeech,
  change,
}: {
  groups: readonly Keyed<Group>[];
  /** Whether each group has texts of its own. */
  hasSpeech: boolean;
  change: ChangeList<Group>;
}) {
  const { t } = useTranslation('create');
  return (
    <SortableList
      entries={groups}
      least={1}
      most={maxGroups}
      addLabel={t('groups.add')}
      newValue={(number) => newGroup(t('groups.name', { number }))}
      nameOf={({ GroupName }, number) => GroupName || t('groups.name', { number })}
      change={change}
      card={(card) => <GroupCard key={card.id} {...card} hasSpeech={hasSpeech} />}
    />
  );
}
