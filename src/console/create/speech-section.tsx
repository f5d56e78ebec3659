import { useQuery } from '@tanstack/react-query';
import { Segmented, Select, Slider } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Form } from './form.ts';
import type { JobKind } from './kind.ts';
import { catalogueQuery, type FrameSize } from './queries.ts';
import { Section } from './section.tsx';
import { SpeechTexts } from './speech-texts.tsx';
import { StyleChoice } from './style-choice.tsx';
import { captionStyles } from './styles.ts';

/**
 * Where the voice-over comes from: nowhere, texts of the whole video, texts of each group, or a storyboard, whose
 * pictures may each have texts.
 */
export type SpeechMode = 'none' | 'whole' | 'groups' | 'story';

const modes: Record<JobKind, readonly SpeechMode[]> = {
  Script: ['whole', 'groups', 'none'],
  Smart_Mix: ['whole', 'story', 'none'],
};

type SpeechConfig = Form['EditingConfig']['SpeechConfig'];

/** Voice-over: texts of the whole video, the voices, and the captions. */
export function SpeechSection({
  kind,
  mode,
  setMode,
  texts,
  changeTexts,
  config,
  frame,
  change,
  children,
}: {
  kind: JobKind;
  mode: SpeechMode;
  setMode: (mode: SpeechMode) => void;
  texts: readonly string[];
  changeTexts: (texts: string[]) => void;
  config: SpeechConfig;
  /** Size of the videos. */
  frame: FrameSize;
  change: (part: Partial<SpeechConfig>) => void;
  /** Where a mode has its texts in a part of its own. */
  children?: ReactNode;
}) {
  const { t, i18n } = useTranslation('create');
  const { data } = useQuery(catalogueQuery);
  const language = config.SpeechLanguage || 'zh';
  const languageNames = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const languages = [...new Set(['zh', 'en', ...(data?.voices ?? []).map((voice) => voice.language)])];
  const chosen = config.Voice.split(',').flatMap((voice) => voice.trim() || []);
  const voices = (data?.voices ?? []).map(({ id, gender, language: spoken }) => ({
    value: id,
    label: `${id} · ${languageNames.of(spoken) ?? spoken} · ${t(`speech.gender.${gender as 'female'}`, { defaultValue: gender })}`,
    isFirst: spoken === language,
  }));
  return (
    <Section title={t('speech.title')} hint={t(kind === 'Script' ? 'speech.hint' : 'speech.smartHint')}>
      <Segmented<SpeechMode>
        aria-label={t('speech.title')}
        value={mode}
        onChange={setMode}
        options={modes[kind].map((value) => ({
          value,
          label: t(`speech.mode.${value}`),
        }))}
      />
      {mode === 'whole' && <SpeechTexts label={t('speech.text')} texts={texts} change={changeTexts} />}
      {mode === 'groups' && <p className="hint">{t('speech.inGroups')}</p>}
      {children}
      {mode !== 'none' && (
        <>
          <div className="fields">
            <div className="field">
              <span id="speech-language">{t('speech.language')}</span>
              <Select
                aria-labelledby="speech-language"
                value={language}
                onChange={(SpeechLanguage) => change({ SpeechLanguage })}
                options={languages.map((value) => ({ value, label: languageNames.of(value) ?? value }))}
              />
            </div>
            <div className="field field-wide">
              <span id="speech-voices">{t('speech.voices')}</span>
              <Select
                mode="tags"
                allowClear
                aria-labelledby="speech-voices"
                placeholder={t('speech.anyVoice')}
                value={chosen}
                onChange={(ids: string[]) => change({ Voice: ids.join(',') })}
                options={voices.toSorted((a, b) => Number(b.isFirst) - Number(a.isFirst))}
              />
            </div>
            <div className="field">
              <span id="speech-rate">{t('speech.rate')}</span>
              <Slider
                ariaLabelledByForHandle="speech-rate"
                min={-500}
                max={500}
                step={50}
                marks={{ '-500': '½×', 0: '1×', 500: '2×' }}
                value={config.SpeechRate ?? 0}
                onChange={(SpeechRate) => change({ SpeechRate: SpeechRate === 0 ? null : SpeechRate })}
              />
            </div>
          </div>
          <h3>{t('captions.title')}</h3>
          <StyleChoice
            label={t('captions.title')}
            kind="caption"
            presets={captionStyles}
            frame={frame}
            sample={texts[0] || t('captions.sample')}
            style={config.AsrConfig}
            change={(AsrConfig) => change({ AsrConfig })}
          />
        </>
      )}
    </Section>
  );
}
