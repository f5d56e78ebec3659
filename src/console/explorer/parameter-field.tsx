import { Input, Select } from 'antd';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { checkValue } from './check-value.ts';
import type { Parameter } from './operations.ts';
import { useSentences } from './words/use-sentences.ts';

/** What is typed or chosen for a parameter; always text, as on the wire. */
function Control({
  parameter: { type, example, enum: choices = [] },
  value,
  change,
  ...aria
}: {
  parameter: Parameter;
  value: string;
  change: (value: string) => void;
  id: string;
  status: '' | 'error';
  'aria-describedby': string;
  'aria-invalid': boolean;
}) {
  if (type === 'choice' || type === 'boolean') {
    const words = type === 'boolean' ? ['true', 'false'] : choices;
    return (
      <Select
        {...aria}
        allowClear
        placeholder={example}
        value={value === '' ? undefined : value}
        onChange={(word: string | undefined) => change(word ?? '')}
        options={words.map((word) => ({ value: word, label: word }))}
      />
    );
  }
  const field = {
    ...aria,
    value,
    placeholder: example,
    spellCheck: false,
    onChange: ({ target }: { target: { value: string } }) => change(target.value),
  };
  if (type === 'json')
    return <Input.TextArea {...field} className="code-input" autoSize={{ minRows: 2, maxRows: 16 }} />;
  return <Input {...field} inputMode={type === 'integer' || type === 'number' ? 'decimal' : 'text'} />;
}

/** A parameter with its documentation; what is wrong with its value shows while it is typed. */
export function ParameterField({
  parameter,
  value,
  isChecked,
  change,
}: {
  parameter: Parameter;
  value: string;
  /** Whether a call was tried, so that what is missing shows, too. */
  isChecked: boolean;
  change: (value: string) => void;
}) {
  const { t } = useTranslation('explorer');
  const { say } = useSentences();
  const id = useId();
  const { name, type, required, description, rule } = parameter;
  const fault = checkValue(parameter, value);
  const isShown = fault !== null && (fault.kind !== 'missing' || isChecked);
  const said = parameter.enum === undefined ? say(rule) : t('oneOf', { choices: parameter.enum.join(', ') });
  const normal = parameter.default === undefined ? '' : String(parameter.default);
  return (
    <div className="parameter">
      <div className="parameter-head">
        <label htmlFor={id}>{name}</label>
        <span className="parameter-type">{t(`type.${type}`)}</span>
        {required && <span className="parameter-required">{t('required')}</span>}
        {normal !== '' && <span className="parameter-type">{t('default', { value: normal })}</span>}
      </div>
      <p className="hint" id={`${id}-hint`}>
        {say(description)} {rule !== 'text' && <span>{t('rule', { rule: said })}</span>}
      </p>
      <Control
        id={id}
        parameter={parameter}
        value={value}
        change={change}
        status={isShown ? 'error' : ''}
        aria-describedby={isShown ? `${id}-hint ${id}-fault` : `${id}-hint`}
        aria-invalid={isShown}
      />
      {isShown && (
        <p className="field-fault" id={`${id}-fault`}>
          {t(`fault.${fault.kind}`, { ...fault })}
        </p>
      )}
    </div>
  );
}
