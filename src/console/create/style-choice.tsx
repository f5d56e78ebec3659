import { useQuery } from '@tanstack/react-query';
import { InputNumber, Select, Slider } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { useDebounced } from '../parts/use-debounced.ts';
import { Field } from './field.tsx';
import { type Style, wireStyle } from './form.ts';
import { catalogueQuery, type FrameSize, type SampleText, textPreview } from './queries.ts';
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

/** Characters of a sample seen from near, and in its place in the frame. */
const nearLength = 24;
const frameLength = 60;

/** The frame of the videos with the text in its style where it will be. */
function InFrame({ sample, frame }: { sample: SampleText; frame: FrameSize }) {
  const { t } = useTranslation('create');
  // An address is text: the picture is asked for only when what it shows has changed.
  const address = useDebounced(textPreview(sample, frame), 500);
  return (
    <figure className={frame.width > frame.height ? 'style-frame style-frame-wide' : 'style-frame'}>
      <img
        src={address}
        alt={t('style.preview')}
        style={{ aspectRatio: `${frame.width} / ${frame.height}` }}
        loading="lazy"
      />
      <figcaption>{t('style.inFrame')}</figcaption>
    </figure>
  );
}

/** Choice of a style of letters: presets as the server draws them, the single settings, and the text in its place. */
export function StyleChoice({
  label,
  kind,
  presets,
  sample,
  frame,
  style,
  change,
}: {
  label: string;
  kind: SampleText['kind'];
  presets: readonly StylePreset[];
  /** Text of the previews. */
  sample: string;
  /** Size of the videos. */
  frame: FrameSize;
  style: Style;
  change: (style: Style) => void;
}) {
  const { t } = useTranslation('create');
  const { data } = useQuery(catalogueQuery);
  const id = useId();
  const text = useDebounced(sample.slice(0, nearLength), 800);
  const set = (part: Partial<Style>) => change({ ...style, ...part });
  return (
    <div className="style-choice">
      <div className="style-looks">
        <ul className="styles" aria-label={label}>
          {presets.map((preset) => (
            <li key={preset.name}>
              <button
                type="button"
                className="style-card"
                aria-pressed={isPreset(style, preset)}
                onClick={() => change(applyPreset(style, preset))}
              >
                <img src={textPreview({ kind, text, style: preset.style })} alt="" loading="lazy" />
                <span>{t(`style.preset.${preset.name}`)}</span>
              </button>
            </li>
          ))}
        </ul>
        <InFrame
          sample={{ kind, text: sample.slice(0, frameLength), style: wireStyle(style) }}
          frame={frame}
        />
      </div>
      <details>
        <summary>{t('style.more')}</summary>
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
