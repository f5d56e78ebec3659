import { SendOutlined } from '@ant-design/icons';
import { useMutation } from '@tanstack/react-query';
import { Button, Segmented, Tabs, Tag } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../parts/problem.tsx';
import { checkValue } from './check-value.ts';
import { CodeSamples } from './code-samples.tsx';
import { ExchangeView } from './exchange-view.tsx';
import { type Dialect, explore, type OperationInfo, type Values } from './operations.ts';
import { ParameterField } from './parameter-field.tsx';
import { Reference } from './reference.tsx';
import { useSentences } from './words/use-sentences.ts';

/** One operation: its parameters as a form, what came of a call, its code, and its reference. */
export function OperationPanel({
  operation,
  given,
}: {
  operation: OperationInfo;
  /** Values to begin with. */
  given: Values;
}) {
  const { t } = useTranslation('explorer');
  const { say } = useSentences();
  const [values, setValues] = useState<Values>(given);
  const [dialect, setDialect] = useState<Dialect>('acs3');
  const [tab, setTab] = useState('code');
  const [isChecked, setChecked] = useState(false);
  const { action, version, product, summary, own, ramAction, parameters } = operation;
  const call = useMutation({
    mutationFn: () => explore(operation, values, dialect),
    onSettled: () => setTab('exchange'),
  });
  const hasFault = parameters.some(
    (parameter) => checkValue(parameter, values[parameter.name] ?? '') !== null,
  );
  const send = () => {
    setChecked(true);
    if (!hasFault) call.mutate();
  };
  const sorted = parameters.toSorted((a, b) => Number(b.required) - Number(a.required));
  return (
    <article className="operation" aria-labelledby="operation-name">
      <header>
        <h2 id="operation-name">{action}</h2>
        <p>{say(summary)}</p>
        <div className="row">
          <Tag>
            {product} {version}
          </Tag>
          <Tag>{ramAction}</Tag>
          {own && <Tag color="processing">{t('own')}</Tag>}
        </div>
      </header>
      <form
        className="parameters"
        aria-label={t('parameters')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        {parameters.length === 0 && <p className="hint">{t('noParameters')}</p>}
        {sorted.map((parameter) => (
          <ParameterField
            key={parameter.name}
            parameter={parameter}
            value={values[parameter.name] ?? ''}
            isChecked={isChecked}
            change={(value) => setValues((all) => ({ ...all, [parameter.name]: value }))}
          />
        ))}
        <div className="row">
          <Button type="primary" htmlType="submit" icon={<SendOutlined />} loading={call.isPending}>
            {t('send')}
          </Button>
          <Segmented<Dialect>
            aria-label={t('signature')}
            value={dialect}
            onChange={setDialect}
            options={[
              { value: 'acs3', label: t('dialect.acs3') },
              { value: 'rpc', label: t('dialect.rpc') },
            ]}
          />
          {isChecked && hasFault && (
            <span className="field-fault" role="alert">
              {t('correct')}
            </span>
          )}
        </div>
        <p className="hint">
          {operation.access === 'get' || operation.access === 'list' ? t('reads') : t('changes')}
        </p>
      </form>
      <Tabs
        activeKey={tab}
        onChange={setTab}
        items={[
          {
            key: 'code',
            label: t('code'),
            children: <CodeSamples operation={operation} values={values} dialect={dialect} />,
          },
          {
            key: 'exchange',
            label: t('exchange'),
            children:
              call.error !== null ? (
                <Problem error={call.error} />
              ) : call.data === undefined ? (
                <p className="hint">{t('notSent')}</p>
              ) : (
                <ExchangeView exchange={call.data} />
              ),
          },
          { key: 'reference', label: t('reference'), children: <Reference operation={operation} /> },
        ]}
      />
    </article>
  );
}
