import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CutsSection } from './cuts-section.tsx';
import type { Form, Group } from './form.ts';
import { GroupList } from './group-list.tsx';
import type { Keyed } from './keyed.ts';
import { OutputSection } from './output-section.tsx';
import { Section } from './section.tsx';
import { SoundSection } from './sound-section.tsx';
import { type SpeechMode, SpeechSection } from './speech-section.tsx';
import { Voice } from './speech-texts.tsx';
import { StickersSection } from './stickers-section.tsx';
import { TitlesSection } from './titles-section.tsx';

/** The mode that a payload means (batch.md 2.2). */
function modeOf(form: Form, groups: readonly Keyed<Group>[]): SpeechMode {
  if (form.InputConfig.SpeechTextArray.length > 0) return 'whole';
  const isGrouped = groups.some(
    ({ value }) => value.SpeechTextArray.length > 0 || (value.Duration !== null && value.Duration > 0),
  );
  return isGrouped ? 'groups' : 'none';
}

/** All parts of the form, from the clips to the videos. */
export function FormSections({
  form,
  groups,
  changeForm,
  changeGroups,
}: {
  form: Form;
  groups: readonly Keyed<Group>[];
  changeForm: (change: (form: Form) => Form) => void;
  changeGroups: (change: (groups: readonly Keyed<Group>[]) => Keyed<Group>[]) => void;
}) {
  const { t } = useTranslation('create');
  const [mode, setMode] = useState(() => modeOf(form, groups));
  const { InputConfig: input, EditingConfig: editing, OutputConfig: output } = form;
  const changeInput = (change: (input: Form['InputConfig']) => Partial<Form['InputConfig']>) =>
    changeForm((all) => ({ ...all, InputConfig: { ...all.InputConfig, ...change(all.InputConfig) } }));
  const changeEditing = (part: Partial<Form['EditingConfig']>) =>
    changeForm((all) => ({ ...all, EditingConfig: { ...all.EditingConfig, ...part } }));

  /** A mode is what the payload says, so the texts of the other modes go. */
  const chooseMode = (next: SpeechMode) => {
    setMode(next);
    if (next !== 'whole') changeInput(() => ({ SpeechTextArray: [] }));
    else if (input.SpeechTextArray.length === 0) changeInput(() => ({ SpeechTextArray: [''] }));
    changeGroups((all) =>
      all.map((entry) => {
        if (next === 'groups') {
          const { SpeechTextArray } = entry.value;
          return {
            ...entry,
            value: { ...entry.value, SpeechTextArray: SpeechTextArray.length > 0 ? SpeechTextArray : [''] },
          };
        }
        return { ...entry, value: { ...entry.value, SpeechTextArray: [], Duration: null } };
      }),
    );
    if (next === 'groups') {
      changeForm((all) => ({
        ...all,
        OutputConfig: { ...all.OutputConfig, FixedDuration: null, MaxDuration: null },
      }));
    }
  };
  const voice = {
    voices: editing.SpeechConfig.Voice,
    language: editing.SpeechConfig.SpeechLanguage || 'zh',
    rate: editing.SpeechConfig.SpeechRate ?? 0,
  };
  return (
    <Voice value={voice}>
      <div className="create-form">
        <Section title={t('groups.title')} hint={t('groups.hint')}>
          <GroupList groups={groups} hasSpeech={mode === 'groups'} change={changeGroups} />
        </Section>
        <SpeechSection
          mode={mode}
          setMode={chooseMode}
          texts={input.SpeechTextArray}
          changeTexts={(SpeechTextArray) => changeInput(() => ({ SpeechTextArray }))}
          config={editing.SpeechConfig}
          change={(part) => changeEditing({ SpeechConfig: { ...editing.SpeechConfig, ...part } })}
        />
        <TitlesSection
          input={input}
          editing={editing}
          changeInput={(part) => changeInput(() => part)}
          changeEditing={changeEditing}
        />
        <StickersSection
          stickers={input.StickerArray}
          size={{ width: output.Width ?? 1080, height: output.Height ?? 1920 }}
          change={(change) => changeInput(({ StickerArray }) => ({ StickerArray: change(StickerArray) }))}
        />
        <SoundSection
          music={input.BackgroundMusicArray}
          editing={editing}
          changeMusic={(change) =>
            changeInput(({ BackgroundMusicArray }) => ({
              BackgroundMusicArray: change(BackgroundMusicArray),
            }))
          }
          change={changeEditing}
        />
        <CutsSection
          process={editing.ProcessConfig}
          change={(part) => changeEditing({ ProcessConfig: { ...editing.ProcessConfig, ...part } })}
        />
        <OutputSection
          output={output}
          speechMode={mode}
          change={(part) => changeForm((all) => ({ ...all, OutputConfig: { ...all.OutputConfig, ...part } }))}
        />
      </div>
    </Voice>
  );
}
