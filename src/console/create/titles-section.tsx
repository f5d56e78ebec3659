import { useTranslation } from 'react-i18next';
import { type Form, newSubheading } from './form.ts';
import { changeAt } from './lists.ts';
import type { FrameSize } from './queries.ts';
import { Section } from './section.tsx';
import { StyleChoice } from './style-choice.tsx';
import { subheadingStyles, titleStyles } from './styles.ts';
import { TextList } from './text-list.tsx';

type Input = Form['InputConfig'];
type Editing = Form['EditingConfig'];

/** Longest title (batch.md 7.7). */
const longestTitle = 50;

/** Titles and sub-headings, each with its style. */
export function TitlesSection({
  input,
  editing,
  frame,
  changeInput,
  changeEditing,
}: {
  input: Input;
  editing: Editing;
  /** Size of the videos. */
  frame: FrameSize;
  changeInput: (part: Partial<Input>) => void;
  changeEditing: (part: Partial<Editing>) => void;
}) {
  const { t } = useTranslation('create');
  const { TitleArray, SubHeadingArray } = input;
  const at = Math.max(
    0,
    SubHeadingArray.findIndex(({ Level }) => Level === 1),
  );
  const subheading = SubHeadingArray[at] ?? newSubheading();
  const changeSubheadings = (texts: string[]) => {
    const next = { ...subheading, TitleArray: texts };
    const rest = SubHeadingArray.length === 0 ? [next] : changeAt(SubHeadingArray, at, () => next);
    changeInput({ SubHeadingArray: rest.filter((entry) => entry.TitleArray.length > 0) });
  };
  return (
    <Section title={t('titles.title')} hint={t('titles.hint')}>
      <TextList
        label={t('titles.text')}
        addLabel={t('titles.add')}
        texts={TitleArray}
        maxLength={longestTitle}
        change={(texts) => changeInput({ TitleArray: texts })}
      />
      {TitleArray.length > 0 && (
        <StyleChoice
          label={t('titles.style')}
          kind="title"
          presets={titleStyles}
          frame={frame}
          sample={TitleArray[0] || t('titles.sample')}
          style={editing.TitleConfig}
          change={(TitleConfig) => changeEditing({ TitleConfig })}
        />
      )}
      <h3>{t('subheadings.title')}</h3>
      <TextList
        label={t('subheadings.text')}
        addLabel={t('subheadings.add')}
        texts={subheading.TitleArray}
        maxLength={longestTitle}
        change={changeSubheadings}
      />
      {subheading.TitleArray.length > 0 && (
        <StyleChoice
          label={t('subheadings.style')}
          kind="subheading"
          presets={subheadingStyles}
          frame={frame}
          sample={subheading.TitleArray[0] || t('subheadings.sample')}
          style={editing.SubHeadingConfig[1]}
          change={(style) => changeEditing({ SubHeadingConfig: { ...editing.SubHeadingConfig, 1: style } })}
        />
      )}
    </Section>
  );
}
