import { ReloadOutlined } from '@ant-design/icons';
import { Alert, App, Button } from 'antd';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { type ApiFailure, asFailure } from '../api/failure.ts';
import { adviceKey } from './advice.ts';
import { CopyButton } from './copy-button.tsx';

/** What goes into a report of a failure. */
function reportOf({ status, code, message, requestId }: ApiFailure): string {
  return JSON.stringify({ Code: code, Message: message, RequestId: requestId, HttpStatus: status }, null, 2);
}

/** What to do about a failure, the server's own words, and what a report needs. */
function ProblemText({ failure }: { failure: ApiFailure }) {
  const { t } = useTranslation();
  const { t: problems } = useTranslation('problems');
  return (
    <div className="problem">
      <p>{problems(`${adviceKey(failure)}.advice`)}</p>
      {failure.message !== '' && <p className="problem-message">{failure.message}</p>}
      <p className="problem-facts">
        <span>
          {t('problem.code')} <code>{failure.code}</code>
        </span>
        {failure.requestId !== '' && (
          <span>
            {t('problem.requestId')} <code>{failure.requestId}</code>
          </span>
        )}
        <CopyButton text={reportOf(failure)} label={t('copyReport')} />
      </p>
    </div>
  );
}

/** A failure in the place of what could not be shown: what happened, what to do, and a way to try again. */
export function Problem({ error, retry }: { error: unknown; retry?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const { t: problems } = useTranslation('problems');
  const failure = asFailure(error);
  return (
    <Alert
      type="error"
      role="alert"
      title={problems(`${adviceKey(failure)}.title`)}
      description={<ProblemText failure={failure} />}
      action={
        retry !== undefined && (
          <Button size="small" icon={<ReloadOutlined />} onClick={retry}>
            {t('retry')}
          </Button>
        )
      }
    />
  );
}

/** Shows failures of what a person did (a button, an upload) above the page; they stay until they are closed. */
export function useProblemNotice(): (error: unknown) => void {
  const { notification } = App.useApp();
  const { t } = useTranslation('problems');
  return useCallback(
    (error: unknown) => {
      const failure = asFailure(error);
      notification.error({
        title: t(`${adviceKey(failure)}.title`),
        description: <ProblemText failure={failure} />,
        duration: 0,
        role: 'alert',
      });
    },
    [notification, t],
  );
}
