import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CutsSection } from './cuts-section.tsx';
import { FootageSection } from './footage-section.tsx';
import { type Form, type Group, newShot, type ShotScript } from './form.ts';
import { GroupList } from './group-list.tsx';
import type { Keyed } from './keyed.ts';
import type { JobKind } from './kind.ts';
import { OutputSection } from './output-section.tsx';
import { Section } from './section.tsx';
import type { ChangeList } from './sortable.tsx';
import { SoundSection } from './sound-section.tsx';
import { type SpeechMode, SpeechSection } from './speech-section.tsx';
import { Voice } from './speech-texts.tsx';
import { StickersSection } from './stickers-section.tsx';
import { Storyboard } from './storyboard.tsx';
import { TitlesSection } from './titles-section.tsx';

type Lists = { groups: readonly Keyed<Group>[]; shots: readonly Keyed<ShotScript>[] };

/** The mode that a payload means (batch.md 2.2, 2.3). */
function modeOf(kind: JobKind, form: Form, { groups, shots }: Lists): SpeechMode {
  if (form.InputConfig.SpeechTextArray.length > 0) return 'whole';
  if (kind === 'Smart_Mix') return shots.length > 0 ? 'story' : 'none';
  const isGrouped = groups.some(
    ({ value }) => value.SpeechTextArray.length > 0 || (value.Duration !== null && value.Duration > 0),
  );
  return isGrouped ? 'groups' : 'none';
}

/** A group as it has to be in a mode: only where groups speak may it have texts or a length. */
function groupIn(mode: SpeechMode, group: Group): Group {
  if (mode !== 'groups') return { ...group, SpeechTextArray: [], Duration: null };
  return group.SpeechTextArray.length > 0 ? group : { ...group, SpeechTextArray: [''] };
}

/** All parts of the form, from the clips to the videos. */
export function FormSections({
  kind,
  form,
  groups,
  shots,
  changeForm,
  changeGroups,
  changeShots,
}: Lists & {
  kind: JobKind;
  form: Form;
  changeForm: (change: (form: Form) => Form) => void;
  changeGroups: ChangeList<Group>;
  changeShots: ChangeList<ShotScript>;
}) {
  const { t } = useTranslation('create');
  const [mode, setMode] = useState(() => modeOf(kind, form, { groups, shots }));
  const { InputConfig: input, EditingConfig: editing, OutputConfig: output } = form;
  const changeInput = (change: (input: Form['InputConfig']) => Partial<Form['InputConfig']>) =>
    changeForm((all) => ({ ...all, InputConfig: { ...all.InputConfig, ...change(all.InputConfig) } }));
  const changeEditing = (part: Partial<Form['EditingConfig']>) =>
    changeForm((all) => ({ ...all, EditingConfig: { ...all.EditingConfig, ...part } }));
  const changeProcess = (part: Partial<Form['EditingConfig']['ProcessConfig']>) =>
    changeForm((all) => {
      const { EditingConfig } = all;
      const ProcessConfig = { ...EditingConfig.ProcessConfig, ...part };
      return { ...all, EditingConfig: { ...EditingConfig, ProcessConfig } };
    });

  /** A mode is what the payload says, so the texts of the other modes go. */
  const chooseMode = (next: SpeechMode) => {
    setMode(next);
    if (next !== 'whole') changeInput(() => ({ SpeechTextArray: [] }));
    else if (input.SpeechTextArray.length === 0) changeInput(() => ({ SpeechTextArray: [''] }));
    changeGroups((all) => all.map((entry) => ({ ...entry, value: groupIn(next, entry.value) })));
    if (next !== 'story') changeShots(() => []);
    else if (shots.length === 0)
      changeShots(() => [{ key: 1, value: newShot(t('story.name', { number: 1 })) }]);
    // Groups and storyboards are as long as their parts.
    if (next === 'groups' || next === 'story') {
      changeForm((all) => ({
        ...all,
        OutputConfig: { ...all.OutputConfig, FixedDuration: null, MaxDuration: null },
      }));
    }
  };
  const frame = { width: output.Width ?? 1080, height: output.Height ?? 1920 };
  const voice = {
    voices: editing.SpeechConfig.Voice,
    language: editing.SpeechConfig.SpeechLanguage || 'zh',
    rate: editing.SpeechConfig.SpeechRate ?? 0,
  };
  return (
    <Voice value={voice}>
      <div className="create-form">
        {kind === 'Script' ? (
          <Section title={t('groups.title')} hint={t('groups.hint')}>
            <GroupList groups={groups} hasSpeech={mode === 'groups'} change={changeGroups} />
          </Section>
        ) : (
          <FootageSection form={form} changeInput={changeInput} changeProcess={changeProcess} />
        )}
        <SpeechSection
          kind={kind}
          mode={mode}
          setMode={chooseMode}
          texts={input.SpeechTextArray}
          changeTexts={(SpeechTextArray) => changeInput(() => ({ SpeechTextArray }))}
          config={editing.SpeechConfig}
          frame={frame}
          change={(part) => changeEditing({ SpeechConfig: { ...editing.SpeechConfig, ...part } })}
        >
          {mode === 'story' && <Storyboard shots={shots} change={changeShots} />}
        </SpeechSection>
        <TitlesSection
          input={input}
          editing={editing}
          frame={frame}
          changeInput={(part) => changeInput(() => part)}
          changeEditing={changeEditing}
        />
        <StickersSection
          stickers={input.StickerArray}
          size={frame}
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
        <CutsSection process={editing.ProcessConfig} change={changeProcess} />
        <OutputSection
          output={output}
          speechMode={mode}
          change={(part) => changeForm((all) => ({ ...all, OutputConfig: { ...all.OutputConfig, ...part } }))}
        />
      </div>
    </Voice>
  );
}
