import { Input, Segmented, Select } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../parts/moments.ts';
import { Field, SwitchField } from './field.tsx';
import { type Form, payload } from './form.ts';
import { filmScene, isFilm } from './kind.ts';
import { addNew } from './lists.ts';
import { useMaterials } from './materials.ts';
import { MaterialsField } from './materials-field.tsx';
import { Section } from './section.tsx';

type InputConfig = Form['InputConfig'];
type Process = Form['EditingConfig']['ProcessConfig'];

/** Seconds of video that a job may take its shots from (batch.md 3.3). */
const mostSeconds = 2 * 3600;
/** The library of all media of an account. */
const wholeLibrary = 'ims-default-search-lib';
const noSearch = payload.empty().InputConfig.MediaSearchInput;

function Pile({ materials, change }: { materials: readonly string[]; change: ChangeInput }) {
  const { t } = useTranslation('create');
  const lookOf = useMaterials(materials);
  const seconds = materials.reduce((sum, material) => sum + lookOf(material).duration, 0);
  return (
    <>
      <MaterialsField
        label={t('footage.pile')}
        materials={materials}
        types={['video', 'image']}
        change={(MediaArray) => change(() => ({ MediaArray }))}
        add={(ids) => change(({ MediaArray }) => ({ MediaArray: addNew(MediaArray, ids) }))}
      />
      {seconds > 0 && (
        <p className={seconds > mostSeconds ? 'hint bad' : 'hint'} role="status">
          {t('footage.length', { length: clockTime(seconds), most: clockTime(mostSeconds) })}
        </p>
      )}
    </>
  );
}

function Search({ search, change }: { search: InputConfig['MediaSearchInput']; change: ChangeInput }) {
  const { t } = useTranslation('create');
  const { LibSearchCondition: condition } = search;
  const set = (part: Partial<typeof condition>) =>
    change(({ MediaSearchInput }) => ({
      MediaSearchInput: {
        ...MediaSearchInput,
        LibSearchCondition: { ...MediaSearchInput.LibSearchCondition, ...part },
      },
    }));
  return (
    <div className="fields">
      <Field label={t('footage.topic')} isWide>
        {(id) => (
          <Input
            id={id}
            value={condition.SearchText}
            placeholder={t('footage.topicHint')}
            onChange={({ target }) => set({ SearchText: target.value })}
          />
        )}
      </Field>
      <div className="field field-wide">
        <span id="search-libs">{t('footage.libraries')}</span>
        <Select
          mode="tags"
          allowClear
          aria-labelledby="search-libs"
          placeholder={t('footage.wholeLibrary')}
          value={condition.SearchLibs}
          options={[{ value: wholeLibrary, label: t('footage.wholeLibrary') }]}
          onChange={(SearchLibs: string[]) => set({ SearchLibs })}
        />
      </div>
    </div>
  );
}

type ChangeInput = (change: (input: InputConfig) => Partial<InputConfig>) => void;

/** The footage of a Smart_Mix job: a pile of media or a search, the kind of footage, and how shots may be chosen. */
export function FootageSection({
  form,
  changeInput,
  changeProcess,
}: {
  form: Form;
  changeInput: ChangeInput;
  changeProcess: (part: Partial<Process>) => void;
}) {
  const { t } = useTranslation('create');
  const { InputConfig: input, EditingConfig } = form;
  const { SearchText, SearchLibs } = input.MediaSearchInput.LibSearchCondition;
  const [isSearch, setSearch] = useState(
    input.MediaArray.length === 0 && (SearchText !== '' || SearchLibs.length > 0),
  );
  const hasFilm = isFilm(form);
  const process = EditingConfig.ProcessConfig;
  /** What the source that is not chosen had, so that a look at the other one costs nothing. */
  const aside = useRef({ MediaArray: [] as string[], MediaSearchInput: noSearch });
  /** One source of footage excludes the other. */
  const chooseSource = (search: boolean) => {
    if (search === isSearch) return;
    const { MediaArray, MediaSearchInput } = aside.current;
    aside.current = { MediaArray: input.MediaArray, MediaSearchInput: input.MediaSearchInput };
    setSearch(search);
    changeInput(() => ({ MediaArray, MediaSearchInput }));
  };
  const chooseScene = (Scene: string) => {
    changeInput(({ SceneInfo }) => ({ SceneInfo: { ...SceneInfo, Scene } }));
    // Films are not searched for.
    if (Scene === filmScene) chooseSource(false);
    else changeProcess({ EnableClipDetection: null, EnableTemporalOpt: null });
  };
  return (
    <Section title={t('footage.title')} hint={t('footage.hint')}>
      <div className="row">
        <Segmented<'General' | typeof filmScene>
          aria-label={t('footage.scene')}
          value={hasFilm ? filmScene : 'General'}
          onChange={chooseScene}
          options={(['General', filmScene] as const).map((value) => ({
            value,
            label: t(`footage.scenes.${value}`),
          }))}
        />
        {!hasFilm && (
          <Segmented<boolean>
            aria-label={t('footage.source')}
            value={isSearch}
            onChange={chooseSource}
            options={[
              { value: false, label: t('footage.fromFiles') },
              { value: true, label: t('footage.fromSearch') },
            ]}
          />
        )}
      </div>
      {isSearch && !hasFilm ? (
        <Search search={input.MediaSearchInput} change={changeInput} />
      ) : (
        <Pile materials={input.MediaArray} change={changeInput} />
      )}
      {hasFilm && (
        <>
          <SwitchField
            label={t('footage.detect')}
            isOn={process.EnableClipDetection ?? true}
            change={(on) => changeProcess({ EnableClipDetection: on ? null : false })}
          />
          <SwitchField
            label={t('footage.inOrder')}
            isOn={process.EnableTemporalOpt === true}
            change={(on) => changeProcess({ EnableTemporalOpt: on ? true : null })}
          />
        </>
      )}
      <SwitchField
        label={t('footage.repeat')}
        isOn={process.AllowDuplicateMatch === true}
        change={(on) => changeProcess({ AllowDuplicateMatch: on ? true : null })}
      />
    </Section>
  );
}
