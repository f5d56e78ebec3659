import { DeleteOutlined, HolderOutlined } from '@ant-design/icons';
import { useSortable } from '@dnd-kit/sortable';
import { Button, Input, InputNumber, Select, Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import type { Group } from './form.ts';
import { addNew } from './lists.ts';
import { MaterialsField } from './materials-field.tsx';
import { SpeechTexts } from './speech-texts.tsx';

/** One group: its name, its clips, and, where groups speak, its texts or its length. */
export function GroupCard({
  id,
  number,
  group,
  hasSpeech,
  change,
  remove,
}: {
  id: number;
  number: number;
  group: Group;
  hasSpeech: boolean;
  change: (change: (group: Group) => Group) => void;
  remove?: () => void;
}) {
  const { t } = useTranslation('create');
  const { setNodeRef, setActivatorNodeRef, attributes, listeners, transform, transition, isDragging } =
    useSortable({ id });
  const name = group.GroupName || t('groups.name', { number });
  const set = (part: Partial<Group>) => change((current) => ({ ...current, ...part }));
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
        <Tooltip title={t('groups.drag')}>
          <Button
            ref={setActivatorNodeRef}
            type="text"
            icon={<HolderOutlined />}
            {...attributes}
            {...listeners}
            aria-label={t('groups.move', { name })}
          />
        </Tooltip>
        <span className="group-number" aria-hidden="true">
          {number}
        </span>
        <Input
          value={group.GroupName}
          maxLength={50}
          variant="filled"
          aria-label={t('groups.nameOf', { number })}
          onChange={({ target }) => set({ GroupName: target.value })}
        />
        {remove !== undefined && (
          <Button type="text" icon={<DeleteOutlined />} aria-label={t('remove', { name })} onClick={remove} />
        )}
      </div>
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
    </li>
  );
}
