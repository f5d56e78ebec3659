import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import type { messages } from '../i18n/en/index.ts';
import { videoAdvice } from '../parts/advice.ts';
import { readExtend } from './extend.ts';

type WarningCode = keyof (typeof messages)['jobs']['warning'];

/** Why a job failed, and what was done differently than asked, in words. */
export function JobOutcome({ extend }: { extend: string }) {
  const { t, i18n } = useTranslation('jobs');
  const { t: problems } = useTranslation('problems');
  const { fault, warnings } = readExtend(extend);
  const count = warnings.reduce((sum, { messages: sentences }) => sum + sentences.length, 0);
  const nameOf = (code: string) => {
    const key = `warning.${code}`;
    return t(i18n.exists(key, { ns: 'jobs' }) ? `warning.${code as WarningCode}` : 'warning.other');
  };
  return (
    <>
      {fault !== null && (
        <Alert
          type="error"
          title={t('job.failedTitle')}
          description={
            <div className="problem">
              <p>{problems(`${videoAdvice(fault.code)}.advice`)}</p>
              <p className="problem-message">{fault.message}</p>
              <code>{fault.code}</code>
            </div>
          }
        />
      )}
      {count > 0 && (
        <Alert
          type="warning"
          title={t('job.warnings', { count })}
          description={
            <ul className="warnings">
              {warnings.map(({ code, messages: sentences }) => (
                <li key={code}>
                  <strong>{nameOf(code)}</strong> <code>{code}</code>
                  {sentences.map((sentence) => (
                    <p key={sentence}>{sentence}</p>
                  ))}
                </li>
              ))}
            </ul>
          }
        />
      )}
    </>
  );
}
