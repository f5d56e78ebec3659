import {
  CheckCircleFilled,
  CloseOutlined,
  DeleteOutlined,
  PauseOutlined,
  PlayCircleOutlined,
} from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Progress, Tooltip } from 'antd';
import { useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { mediaListKey } from '../api/media.ts';
import { adviceKey } from '../parts/advice.ts';
import { useFormat } from '../parts/use-format.ts';
import { isUnderWay, shareSent, type UploadItem } from './upload.ts';
import { clearDone, dropUpload, pauseUpload, resumeUpload, uploadStore } from './upload-store.ts';
import './uploads.css';

/** All files that were chosen in this tab, newest last. */
export const useUploads = (): readonly UploadItem[] =>
  useSyncExternalStore(uploadStore.subscribe, uploadStore.read);

function Actions({ item: { id, name, state } }: { item: UploadItem }) {
  const { t } = useTranslation('library');
  if (state === 'done') return <CheckCircleFilled className="good" aria-label={t('upload.done')} />;
  const goesOn = state === 'paused' || state === 'failed';
  const toggle = t(goesOn ? 'upload.resume' : 'upload.pause', { name });
  return (
    <span>
      <Tooltip title={toggle}>
        <Button
          type="text"
          size="small"
          icon={goesOn ? <PlayCircleOutlined /> : <PauseOutlined />}
          aria-label={toggle}
          onClick={() => (goesOn ? resumeUpload(id) : pauseUpload(id))}
        />
      </Tooltip>
      <Tooltip title={t('upload.drop', { name })}>
        <Button
          type="text"
          size="small"
          icon={<DeleteOutlined />}
          aria-label={t('upload.drop', { name })}
          onClick={() => dropUpload(id)}
        />
      </Tooltip>
    </span>
  );
}

function Row({ item }: { item: UploadItem }) {
  const { t } = useTranslation('library');
  const format = useFormat();
  const { t: problems } = useTranslation('problems');
  const percent = item.size === 0 ? 0 : Math.floor((item.sent / item.size) * 100);
  return (
    <li>
      <div className="upload-row">
        <span className="upload-name" title={item.name}>
          {item.name}
        </span>
        <Actions item={item} />
      </div>
      {item.state !== 'done' && (
        <Progress
          percent={percent}
          size="small"
          showInfo={false}
          status={item.state === 'failed' ? 'exception' : item.state === 'sending' ? 'active' : 'normal'}
          aria-label={item.name}
        />
      )}
      <div className="upload-note">
        {item.failure !== null
          ? `${problems(`${adviceKey(item.failure)}.title`)} (${item.failure.code}). ${item.failure.message}`
          : t(`upload.${item.state}`, {
              sent: format.size(item.sent),
              size: format.size(item.size),
              percent,
            })}
      </div>
    </li>
  );
}

/** The uploads of this tab, in a corner of every page, as long as there are any. */
export function UploadTray() {
  const { t } = useTranslation('library');
  const client = useQueryClient();
  const items = useUploads();
  const done = items.filter(({ state }) => state === 'done').length;
  const left = items.filter(isUnderWay).length;
  useEffect(() => {
    if (done > 0) void client.invalidateQueries({ queryKey: mediaListKey });
  }, [done, client]);
  if (items.length === 0) return null;
  return (
    <section className="upload-tray" aria-label={t('upload.title')}>
      <header>
        <strong role="status">
          {left > 0
            ? t('upload.running', { count: left, percent: Math.floor(shareSent(items) * 100) })
            : t('upload.finished', { count: done })}
        </strong>
        {done > 0 && (
          <Button type="text" size="small" icon={<CloseOutlined />} onClick={clearDone}>
            {t('upload.clear')}
          </Button>
        )}
      </header>
      <ul>
        {items.map((item) => (
          <Row key={item.id} item={item} />
        ))}
      </ul>
    </section>
  );
}
