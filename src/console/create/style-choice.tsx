import { useQuery } from '@tanstack/react-query';
import { InputNumber, Select, Slider } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebounced } from '../parts/use-debounced.ts';
import { Field } from './field.tsx';
import { type Style, wireStyle } from './form.ts';
import { captionPreview, catalogueQuery } from './queries.ts';
import { applyPreset, isPreset, type StylePreset } from './styles.ts';

function Colour({ label, value, change }: { label: string; value: string; change: (value: string) => void }) {
  return (
    <Field label={label}>
      {(id) => (
        <input
          id={id}
          type="color"
          className="colour"
          value={/^#[0-9a-f]{6}$/i.test(value) ? value : '#ffffff'}
          onChange={({ target }) => change(target.value.toUpperCase())}
        />
      )}
    </Field>
  );
}

/** Choice of a style of letters: presets as the server draws them, and the single settings. */
export function StyleChoice({
  label,
  presets,
  sample,
  style,
  change,
}: {
  label: string;
  presets: readonly StylePreset[];
  /** Text of the previews. */
  sample: string;
  style: Style;
  change: (style: Style) => void;
}) {
  const { t } = useTranslation('create');
  const { data } = useQuery(catalogueQuery);
  const id = useId();
  const text = useDebounced(sample.slice(0, 24), 800);
  const own = useDebounced(style, 500);
  const set = (part: Partial<Style>) => change({ ...style, ...part });
  return (
    <div className="style-choice">
      <ul className="styles" aria-label={label}>
        {presets.map((preset) => (
          <li key={preset.name}>
            <button
              type="button"
              className="style-card"
              aria-pressed={isPreset(style, preset)}
              onClick={() => change(applyPreset(style, preset))}
            >
              <img src={captionPreview(preset.style, text)} alt="" loading="lazy" />
              <span>{t(`style.preset.${preset.name}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <details>
        <summary>{t('style.more')}</summary>
        <img className="style-own" src={captionPreview(wireStyle(own), text)} alt={t('style.preview')} />
        <div className="fields">
          <div className="field field-wide">
            <span id={`${id}-font`}>{t('style.font')}</span>
            <Select
              showSearch
              allowClear
              aria-labelledby={`${id}-font`}
              placeholder={t('style.anyFont')}
              value={style.Font || undefined}
              onChange={(Font: string | undefined) => set({ Font: Font ?? '' })}
              options={(data?.fonts ?? []).map(({ name }) => ({ value: name, label: name }))}
            />
          </div>
          <Field label={t('style.size')}>
            {(id) => (
              <InputNumber
                id={id}
                min={8}
                max={400}
                value={style.FontSize}
                onChange={(FontSize) => set({ FontSize })}
              />
            )}
          </Field>
          <Colour
            label={t('style.colour')}
            value={style.FontColor}
            change={(FontColor) => set({ FontColor })}
          />
          <Field label={t('style.outline')}>
            {(id) => (
              <InputNumber
                id={id}
                min={0}
                max={40}
                value={style.Outline}
                onChange={(Outline) => set({ Outline })}
              />
            )}
          </Field>
          <Colour
            label={t('style.outlineColour')}
            value={style.OutlineColour}
            change={(OutlineColour) => set({ OutlineColour })}
          />
          <div className="field">
            <span id={`${id}-place`}>{t('style.place')}</span>
            <Slider
              ariaLabelledByForHandle={`${id}-place`}
              min={0}
              max={100}
              tooltip={{ formatter: (value) => `${value} %` }}
              value={Math.round((style.Y !== null && style.Y < 1 ? style.Y : 0) * 100)}
              onChange={(percent) => set({ Y: percent / 100 })}
            />
          </div>
          <div className="field">
            <span id={`${id}-in`}>{t('style.motionIn')}</span>
            <Select
              allowClear
              aria-labelledby={`${id}-in`}
              placeholder={t('style.noMotion')}
              value={style.AaiMotionInEffect || undefined}
              onChange={(effect: string | undefined) => set({ AaiMotionInEffect: effect ?? '' })}
              options={(data?.motions.in ?? []).map((value) => ({ value, label: value }))}
            />
          </div>
        </div>
      </details>
    </div>
  );
}
