import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { batchKey, batchListKey, jobCountsKey } from '../api/jobs.ts';
import { useProblemNotice } from '../parts/problem.tsx';

/**
 * What can be done to a batch or one of its videos. Cancelling asks first.
 *
 * @param batchId the batch that is on the screen
 */
export function useJobActions(batchId: string) {
  const { t } = useTranslation('jobs');
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const onError = useProblemNotice();
  const refresh = () =>
    Promise.all(
      [batchKey(batchId), batchListKey, jobCountsKey].map((queryKey) =>
        client.invalidateQueries({ queryKey }),
      ),
    );
  const onDone = (said: string) => () => {
    message.success(said);
    return refresh();
  };
  const cancelBatch = useMutation({
    mutationFn: () => call('CancelBatchMediaProducingJob', { JobId: batchId }),
    onSuccess: onDone(t('cancel.done')),
    onError,
  });
  const cancelVideo = useMutation({
    mutationFn: (JobId: string) => call('CancelMediaProducingJob', { JobId }),
    onSuccess: onDone(t('cancel.done')),
    onError,
  });
  const retry = useMutation({
    mutationFn: (JobId: string) => call('RetryMediaProducingJob', { JobId }),
    onSuccess: onDone(t('retry.done')),
    onError,
  });
  const ask = (title: string, content: string, onOk: () => Promise<unknown>) => {
    const buttons = {
      okText: t('cancel.confirm'),
      cancelText: t('cancel.keep'),
      okButtonProps: { danger: true },
    };
    // A failure was shown by then; the question is over either way.
    modal.confirm({ title, content, ...buttons, onOk: () => onOk().catch(() => {}) });
  };
  return {
    cancelBatch: () => ask(t('cancel.title'), t('cancel.text'), () => cancelBatch.mutateAsync()),
    cancelVideo: (id: string, number: number) =>
      ask(t('cancel.titleVideo', { number }), t('cancel.textVideo'), () => cancelVideo.mutateAsync(id)),
    retry: (id: string) => retry.mutate(id),
    /** The id that is being retried, or undefined. */
    retrying: retry.isPending ? retry.variables : undefined,
  };
}
