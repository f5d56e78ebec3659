import { Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import { newShot, type ShotScript } from './form.ts';
import type { Keyed } from './keyed.ts';
import { type ChangeList, SortableCard, SortableList } from './sortable.tsx';
import { SpeechTexts } from './speech-texts.tsx';

/** Pictures that the form lets one add; a payload may have more. */
const maxShots = 100;

function ShotCard({
  id,
  number,
  name,
  value: shot,
  set: change,
  remove,
}: {
  id: number;
  number: number;
  name: string;
  value: ShotScript;
  set: (change: (shot: ShotScript) => ShotScript) => void;
  remove?: () => void;
}) {
  const { t } = useTranslation('create');
  const set = (part: Partial<ShotScript>) => change((current) => ({ ...current, ...part }));
  return (
    <SortableCard
      id={id}
      number={number}
      name={name}
      remove={remove}
      title={
        <Input
          value={shot.ShotName}
          maxLength={50}
          variant="filled"
          aria-label={t('story.nameOf', { number })}
          onChange={({ target }) => set({ ShotName: target.value })}
        />
      }
    >
      <Field label={t('story.shows')} isWide>
        {(id) => (
          <Input.TextArea
            id={id}
            autoSize={{ minRows: 2, maxRows: 6 }}
            value={shot.ScriptText}
            placeholder={t('story.showsHint')}
            onChange={({ target }) => set({ ScriptText: target.value })}
          />
        )}
      </Field>
      <SpeechTexts
        label={t('speech.textOf', { name })}
        texts={shot.SpeechTextArray}
        change={(SpeechTextArray) => set({ SpeechTextArray })}
      />
      {shot.SpeechTextArray.length === 0 && (
        <div className="fields">
          <Field label={t('story.duration')}>
            {(id) => (
              <InputNumber
                id={id}
                min={0.2}
                max={3600}
                step={0.5}
                suffix={t('seconds')}
                placeholder="3"
                value={shot.Duration}
                onChange={(Duration) => set({ Duration })}
              />
            )}
          </Field>
        </div>
      )}
    </SortableCard>
  );
}

/** The pictures of a video in their order: what each shows, and what is said meanwhile. */
export function Storyboard({
  shots,
  change,
}: {
  shots: readonly Keyed<ShotScript>[];
  change: ChangeList<ShotScript>;
}) {
  const { t } = useTranslation('create');
  return (
    <SortableList
      entries={shots}
      least={1}
      most={maxShots}
      addLabel={t('story.add')}
      newValue={(number) => newShot(t('story.name', { number }))}
      nameOf={({ ShotName }, number) => ShotName || t('story.name', { number })}
      change={change}
      card={(card) => <ShotCard key={card.id} {...card} />}
    />
  );
}
