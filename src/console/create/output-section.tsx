import { Input, InputNumber, Segmented, Select, Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import type { Form } from './form.ts';
import { Section } from './section.tsx';
import type { SpeechMode } from './speech-section.tsx';

type Output = Form['OutputConfig'];

/** Sizes that are offered: shape and pixels. */
const sizes = [
  { shape: '9:16', width: 1080, height: 1920 },
  { shape: '9:16', width: 720, height: 1280 },
  { shape: '3:4', width: 1080, height: 1440 },
  { shape: '1:1', width: 1080, height: 1080 },
  { shape: '16:9', width: 1920, height: 1080 },
  { shape: '16:9', width: 1280, height: 720 },
];
const keyOf = ({ width, height }: { width: number | null; height: number | null }) => `${width}x${height}`;

/** Which of the two lengths a request has; they exclude each other. */
function Length({ output, change }: { output: Output; change: (part: Partial<Output>) => void }) {
  const { t } = useTranslation('create');
  const kind = output.FixedDuration !== null ? 'fixed' : output.MaxDuration !== null ? 'max' : 'free';
  const seconds = output.FixedDuration ?? output.MaxDuration;
  const set = (wanted: typeof kind, value: number | null) =>
    change({
      FixedDuration: wanted === 'fixed' ? value : null,
      MaxDuration: wanted === 'max' ? value : null,
    });
  return (
    <div className="field field-wide">
      <span>{t('output.length')}</span>
      <div className="row">
        <Segmented<typeof kind>
          aria-label={t('output.length')}
          value={kind}
          options={(['free', 'max', 'fixed'] as const).map((value) => ({
            value,
            label: t(`output.lengths.${value}`),
          }))}
          onChange={(wanted) => set(wanted, seconds ?? 15)}
        />
        {kind !== 'free' && (
          <InputNumber
            min={0.2}
            max={3600}
            suffix={t('seconds')}
            aria-label={t('output.seconds')}
            value={seconds}
            onChange={(value) => set(kind, value)}
          />
        )}
      </div>
    </div>
  );
}

/** How many videos, their size and length, and where they go. */
export function OutputSection({
  output,
  speechMode,
  change,
}: {
  output: Output;
  speechMode: SpeechMode;
  change: (part: Partial<Output>) => void;
}) {
  const { t } = useTranslation('create');
  const { Video } = output;
  const key = keyOf({ width: output.Width, height: output.Height });
  return (
    <Section title={t('output.title')} hint={t('output.hint')}>
      <ul className="sizes" aria-label={t('output.size')}>
        {sizes.map((size) => (
          <li key={keyOf(size)}>
            <button
              type="button"
              className="size-card"
              aria-pressed={key === keyOf(size)}
              onClick={() => change({ Width: size.width, Height: size.height })}
            >
              <i aria-hidden="true" style={{ aspectRatio: `${size.width} / ${size.height}` }} />
              <strong>{size.shape}</strong>
              <span>
                {size.width} × {size.height}
              </span>
            </button>
          </li>
        ))}
      </ul>
      <div className="fields">
        <div className="field field-wide">
          <span id="output-count">{t('output.count')}</span>
          <div className="row">
            <Slider
              className="grow"
              ariaLabelledByForHandle="output-count"
              min={1}
              max={100}
              value={output.Count ?? 1}
              onChange={(Count) => change({ Count })}
            />
            <InputNumber
              min={1}
              max={100}
              precision={0}
              aria-label={t('output.count')}
              value={output.Count}
              onChange={(Count) => change({ Count })}
            />
          </div>
        </div>
        {speechMode !== 'groups' && speechMode !== 'story' && <Length output={output} change={change} />}
        <Field label={t('output.url')} isWide>
          {(id) => (
            <>
              <Input
                id={id}
                value={output.MediaURL}
                onChange={({ target }) => change({ MediaURL: target.value })}
              />
              <small className="hint">{t('output.urlHint', { index: '{index}' })}</small>
            </>
          )}
        </Field>
      </div>
      <details>
        <summary>{t('output.more')}</summary>
        <div className="fields">
          <Field label={t('output.width')}>
            {(id) => (
              <InputNumber
                id={id}
                min={128}
                max={4096}
                step={2}
                value={output.Width}
                onChange={(Width) => change({ Width })}
              />
            )}
          </Field>
          <Field label={t('output.height')}>
            {(id) => (
              <InputNumber
                id={id}
                min={128}
                max={4096}
                step={2}
                value={output.Height}
                onChange={(Height) => change({ Height })}
              />
            )}
          </Field>
          <Field label={t('output.fps')}>
            {(id) => (
              <InputNumber
                id={id}
                min={1}
                max={120}
                placeholder="25"
                value={Video.Fps}
                onChange={(Fps) => change({ Video: { ...Video, Fps } })}
              />
            )}
          </Field>
          <Field label={t('output.crf')}>
            {(id) => (
              <InputNumber
                id={id}
                min={0}
                max={51}
                placeholder="23"
                value={Video.Crf}
                onChange={(Crf) => change({ Video: { ...Video, Crf } })}
              />
            )}
          </Field>
          <div className="field">
            <span id="output-codec">{t('output.codec')}</span>
            <Select
              aria-labelledby="output-codec"
              value={Video.Codec || 'H.264'}
              options={['H.264', 'H.265'].map((value) => ({ value, label: value }))}
              onChange={(Codec) => change({ Video: { ...Video, Codec: Codec === 'H.264' ? '' : Codec } })}
            />
          </div>
        </div>
      </details>
    </Section>
  );
}
