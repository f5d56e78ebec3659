import { InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';

/** A length in seconds under its name; null when none is given. */
export function SecondsField({
  label,
  value,
  min,
  max = 3600,
  step = 0.5,
  placeholder,
  change,
}: {
  label: string;
  value: number | null;
  min: number;
  max?: number;
  step?: number;
  /** What holds when none is given. */
  placeholder?: number;
  change: (seconds: number | null) => void;
}) {
  const { t } = useTranslation('create');
  return (
    <Field label={label}>
      {(id) => (
        <InputNumber
          id={id}
          min={min}
          max={max}
          step={step}
          suffix={t('seconds')}
          placeholder={placeholder === undefined ? '' : String(placeholder)}
          value={value}
          onChange={change}
        />
      )}
    </Field>
  );
}
