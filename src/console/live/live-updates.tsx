import { useQueryClient } from '@tanstack/react-query';
import { Tooltip } from 'antd';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { createEventReceiver } from './apply-events.ts';
import { followEvents } from './follow-events.ts';

const IsLive = createContext(false);

/** Keeps what is below it up to date with the server's events. */
export function LiveUpdates({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [isLive, setLive] = useState(false);
  useEffect(() => {
    const receiver = createEventReceiver(client, setLive);
    const stop = followEvents(receiver);
    return () => {
      stop();
      receiver.stop();
    };
  }, [client]);
  return <IsLive value={isLive}>{children}</IsLive>;
}

/** Says whether changes show by themselves. */
export function LiveState() {
  const { t } = useTranslation();
  const isLive = useContext(IsLive);
  return (
    <Tooltip title={isLive ? t('live.onHint') : t('live.offHint')}>
      <span className={isLive ? 'live live-on' : 'live'} role="status">
        <i aria-hidden="true" />
        <span>{isLive ? t('live.on') : t('live.off')}</span>
      </span>
    </Tooltip>
  );
}
