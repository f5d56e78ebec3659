import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import type { Group } from './form.ts';
import { addNew } from './lists.ts';
import { MaterialsField } from './materials-field.tsx';
import { SortableCard } from './sortable.tsx';
import { SpeechTexts } from './speech-texts.tsx';

/** One group: its name, its clips, and, where groups speak, its texts or its length. */
export function GroupCard({
  id,
  number,
  name,
  group,
  hasSpeech,
  set: change,
  remove,
}: {
  id: number;
  number: number;
  name: string;
  group: Group;
  hasSpeech: boolean;
  set: (change: (group: Group) => Group) => void;
  remove?: () => void;
}) {
  const { t } = useTranslation('create');
  const set = (part: Partial<Group>) => change((current) => ({ ...current, ...part }));
  return (
    <SortableCard
      id={id}
      number={number}
      name={name}
      remove={remove}
      title={
        <Input
          value={group.GroupName}
          maxLength={50}
          variant="filled"
          aria-label={t('groups.nameOf', { number })}
          onChange={({ target }) => set({ GroupName: target.value })}
        />
      }
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
          <Field label={t('groups.duration')}>
            {(id) => (
              <InputNumber
                id={id}
                min={0.1}
                max={3600}
                suffix={t('seconds')}
                value={group.Duration}
                onChange={(Duration) => set({ Duration })}
              />
            )}
          </Field>
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
    </SortableCard>
  );
}
