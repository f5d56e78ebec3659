import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { HearButton } from './hear-button.tsx';
import { TextList } from './text-list.tsx';

/** Longest text that is spoken (batch.md 7.7). */
const longestText = 1000;

/** How texts are spoken: ids of voices with commas between, a language, a rate from -500 to 500. */
export const Voice = createContext({ voices: '', language: 'zh', rate: 0 });

/** Voice-over texts, each of which can be heard as the voices will speak it. */
export function SpeechTexts({
  label,
  texts,
  change,
}: {
  label: string;
  texts: readonly string[];
  change: (texts: string[]) => void;
}) {
  const { t } = useTranslation('create');
  const { voices, language, rate } = useContext(Voice);
  const voice = voices.split(',', 1)[0]?.trim() ?? '';
  return (
    <TextList
      label={label}
      addLabel={t('speech.add')}
      texts={texts}
      change={change}
      maxLength={longestText}
      rows={2}
      beside={(text) => <HearButton spoken={{ text, voice, language, rate }} />}
    />
  );
}
