import { Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Form } from './form.ts';
import { addNew } from './lists.ts';
import { MaterialsField } from './materials-field.tsx';
import { Section } from './section.tsx';

type Editing = Form['EditingConfig'];

/** A volume; its name is also the id of its label. */
function Volume({
  name,
  value,
  normal,
  change,
}: {
  name: 'music' | 'voice' | 'clips';
  value: number | null;
  /** What the server takes when none is given. */
  normal: number;
  change: (value: number) => void;
}) {
  const { t } = useTranslation('create');
  return (
    <div className="field">
      <span id={`volume-${name}`}>{t(`sound.${name}`)}</span>
      <Slider
        ariaLabelledByForHandle={`volume-${name}`}
        min={0}
        max={2}
        step={0.05}
        value={value ?? normal}
        tooltip={{ formatter: (volume) => `${Math.round((volume ?? 0) * 100)} %` }}
        onChange={change}
      />
    </div>
  );
}

/** Music, and how loud everything is. */
export function SoundSection({
  music,
  editing,
  changeMusic,
  change,
}: {
  music: readonly string[];
  editing: Editing;
  changeMusic: (change: (music: readonly string[]) => string[]) => void;
  change: (part: Partial<Editing>) => void;
}) {
  const { t } = useTranslation('create');
  const { MediaConfig, SpeechConfig, BackgroundMusicConfig } = editing;
  return (
    <Section title={t('sound.title')} hint={t('sound.hint')}>
      <MaterialsField
        label={t('sound.music')}
        materials={music}
        types={['audio']}
        change={(materials) => changeMusic(() => materials)}
        add={(ids) => changeMusic((all) => addNew(all, ids))}
      />
      <div className="fields">
        {music.length > 0 && (
          <Volume
            name="music"
            normal={0.2}
            value={BackgroundMusicConfig.Volume}
            change={(Volume) => change({ BackgroundMusicConfig: { ...BackgroundMusicConfig, Volume } })}
          />
        )}
        <Volume
          name="voice"
          normal={1}
          value={SpeechConfig.Volume}
          change={(Volume) => change({ SpeechConfig: { ...SpeechConfig, Volume } })}
        />
        <Volume
          name="clips"
          normal={0}
          value={MediaConfig.Volume}
          change={(Volume) => change({ MediaConfig: { ...MediaConfig, Volume } })}
        />
      </div>
    </Section>
  );
}
