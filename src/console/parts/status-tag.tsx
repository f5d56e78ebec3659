import {
  CheckCircleFilled,
  ClockCircleOutlined,
  CloseCircleFilled,
  StopOutlined,
  SyncOutlined,
} from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** States of batches and of videos. */
export type JobState = 'Init' | 'Processing' | 'Finished' | 'Success' | 'Failed' | 'Cancelled';

const icons: Record<JobState, ReactNode> = {
  Init: <ClockCircleOutlined />,
  Processing: <SyncOutlined />,
  Finished: <CheckCircleFilled />,
  Success: <CheckCircleFilled />,
  Failed: <CloseCircleFilled />,
  Cancelled: <StopOutlined />,
};

/** A state as a word with a sign: colour is never the only difference. */
export function StatusTag({ state }: { state: JobState }) {
  const { t } = useTranslation('jobs');
  return (
    <span className={`status status-${state.toLowerCase()}`}>
      <span aria-hidden="true">{icons[state]}</span>
      {t(`state.${state}`)}
    </span>
  );
}
