import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Group } from './form.ts';
import { addNew } from './lists.ts';
import { MaterialsField } from './materials-field.tsx';
import { NamedCard } from './named-card.tsx';
import { SecondsField } from './seconds-field.tsx';
import type { CardProps } from './sortable.tsx';
import { SpeechTexts } from './speech-texts.tsx';

/** One group: its name, its clips, and, where groups speak, its texts or its length. */
export function GroupCard({
  value: group,
  hasSpeech,
  set: change,
  ...place
}: CardProps<Group> & { hasSpeech: boolean }) {
  const { t } = useTranslation('create');
  const { id, number, name } = place;
  const set = (part: Partial<Group>) => change((current) => ({ ...current, ...part }));
  return (
    <NamedCard
      place={place}
      label={t('groups.nameOf', { number })}
      value={group.GroupName}
      change={(GroupName) => set({ GroupName })}
    >
      <MaterialsField
        label={t('groups.clipsOf', { name })}
        materials={group.MediaArray}
        types={['video', 'image']}
        change={(MediaArray) => set({ MediaArray })}
        add={(ids) => change((current) => ({ ...current, MediaArray: addNew(current.MediaArray, ids) }))}
      />
      {hasSpeech && (
        <SpeechTexts
          label={t('speech.textOf', { name })}
          texts={group.SpeechTextArray}
          change={(SpeechTextArray) => set({ SpeechTextArray })}
        />
      )}
      <div className="fields">
        {hasSpeech && group.SpeechTextArray.length === 0 && (
          <SecondsField
            label={t('groups.duration')}
            min={0.1}
            step={1}
            value={group.Duration}
            change={(Duration) => set({ Duration })}
          />
        )}
        <div className="field">
          <span id={`split-${id}`}>{t('groups.split')}</span>
          <Select
            aria-labelledby={`split-${id}`}
            value={group.SplitMode || 'AverageSplit'}
            options={[
              { value: 'AverageSplit', label: t('groups.splitAverage') },
              { value: 'NoSplit', label: t('groups.splitNot') },
            ]}
            onChange={(SplitMode) => set({ SplitMode: SplitMode === 'AverageSplit' ? '' : SplitMode })}
          />
        </div>
      </div>
    </NamedCard>
  );
}
