import { InfoCircleOutlined } from '@ant-design/icons';
import { Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import { newShot, type ShotScript } from './form.ts';
import type { Keyed } from './keyed.ts';
import { NamedCard } from './named-card.tsx';
import { SecondsField } from './seconds-field.tsx';
import { isShotEmpty } from './shots.ts';
import { type CardProps, type ChangeList, SortableList } from './sortable.tsx';
import { SpeechTexts } from './speech-texts.tsx';

/** Pictures that the form lets one add; a payload may have more. */
const maxShots = 100;

function ShotCard({ value: shot, set: change, ...place }: CardProps<ShotScript>) {
  const { t } = useTranslation('create');
  const { number, name } = place;
  const set = (part: Partial<ShotScript>) => change((current) => ({ ...current, ...part }));
  return (
    <NamedCard
      place={place}
      label={t('story.nameOf', { number })}
      value={shot.ShotName}
      change={(ShotName) => set({ ShotName })}
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
          <SecondsField
            label={t('story.duration')}
            min={0.2}
            placeholder={3}
            value={shot.Duration}
            change={(Duration) => set({ Duration })}
          />
        </div>
      )}
      {isShotEmpty(shot) && (
        <p className="hint" role="status">
          <InfoCircleOutlined aria-hidden="true" /> {t('story.lacking')}
        </p>
      )}
    </NamedCard>
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
