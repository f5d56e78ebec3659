import { useQuery } from '@tanstack/react-query';
import { Button, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { CodeBlock } from './code-block.tsx';
import { type Dialect, type OperationInfo, sign, type Values } from './operations.ts';
import { samples } from './samples/all.ts';
import { curl } from './samples/curl.ts';
import type { SampleCall } from './samples/sample-call.ts';

function callOf({ action, version, product, parameters }: OperationInfo, values: Values): SampleCall {
  return {
    action,
    version,
    product,
    endpoint: location.origin,
    parameters: parameters
      .map((parameter) => ({ ...parameter, value: values[parameter.name] ?? '' }))
      .filter(({ value }) => value !== '')
      .map(({ name, value, type, in: place }) => ({ name, value, in: place, isJson: type === 'json' })),
  };
}

/** A command with a signature of the session's key; it is signed when it is asked for. */
function Curl({
  operation,
  values,
  dialect,
}: {
  operation: OperationInfo;
  values: Values;
  dialect: Dialect;
}) {
  const { t } = useTranslation('explorer');
  const { data, error, refetch } = useQuery({
    queryKey: ['signed', operation.action, values, dialect],
    queryFn: () => sign(operation, values, dialect),
    staleTime: 0,
    gcTime: 0,
  });
  if (error !== null) return <Problem error={error} retry={() => void refetch()} />;
  if (data === undefined) return <Waiting rows={4} />;
  return (
    <>
      <CodeBlock text={curl(data)} label="curl" />
      <div className="row">
        <span className="hint">{t('curlHint')}</span>
        <Button size="small" onClick={() => void refetch()}>
          {t('signAgain')}
        </Button>
      </div>
    </>
  );
}

/** Ready code for the values of the form, in eight languages. */
export function CodeSamples({
  operation,
  values,
  dialect,
}: {
  operation: OperationInfo;
  values: Values;
  dialect: Dialect;
}) {
  const { t } = useTranslation('explorer');
  const [language, setLanguage] = useState('TypeScript');
  const sample = samples.find(({ name }) => name === language);
  return (
    <div className="samples">
      <div className="samples-choice">
        <Segmented
          aria-label={t('language')}
          value={language}
          onChange={setLanguage}
          options={[...samples.map(({ name }) => name), 'curl']}
        />
      </div>
      {sample === undefined ? (
        <Curl operation={operation} values={values} dialect={dialect} />
      ) : (
        <>
          <CodeBlock text={sample.write(callOf(operation, values))} label={language} />
          <p className="hint">{t('keyHint')}</p>
        </>
      )}
    </div>
  );
}
