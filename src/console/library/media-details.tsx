import { DeleteOutlined, DownloadOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Checkbox, Drawer } from 'antd';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { type Answer, call } from '../api/call.ts';
import { mediaListKey, mediaLook, mediaQuery } from '../api/media.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Moment } from '../parts/moment.tsx';
import { clockTime } from '../parts/moments.ts';
import { Problem, useProblemNotice } from '../parts/problem.tsx';
import { useFormat } from '../parts/use-format.ts';
import { Waiting } from '../parts/waiting.tsx';
import { MediaPicture } from './media-tile.tsx';

type Media = Answer<'GetMediaInfo'>['MediaInfo'];

function Preview({ media }: { media: Media }) {
  const { t } = useTranslation('library');
  const look = mediaLook(media);
  if (look.file === null) return <p className="media-stage">{t('noPreview')}</p>;
  if (look.type === 'video') {
    const cover = look.cover ?? undefined;
    return (
      <video
        className="media-stage"
        src={look.file}
        poster={cover}
        controls
        playsInline
        aria-label={look.title}
      />
    );
  }
  if (look.type === 'audio')
    return <audio className="media-sound" src={look.file} controls aria-label={look.title} />;
  if (look.type === 'image') return <img className="media-stage" src={look.file} alt={look.title} />;
  return (
    <div className="media-stage">
      <MediaPicture media={look} isPlaying={false} />
    </div>
  );
}

function Rows({ rows }: { rows: [name: string, value: ReactNode][] }) {
  return (
    <dl className="media-facts">
      {rows
        .filter(([, value]) => value !== '' && value !== false && value !== undefined)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Facts({ media }: { media: Media }) {
  const { t } = useTranslation('library');
  const format = useFormat();
  const look = mediaLook(media);
  const basic = media.MediaBasicInfo;
  const file = media.FileInfoList[0];
  const picture = file?.VideoStreamInfoList[0];
  const sound = file?.AudioStreamInfoList[0];
  const rate = Number(picture?.AvgFPS || picture?.Fps) || 0;
  const words = (parts: (string | false | undefined)[]) => parts.filter(Boolean).join(' · ');
  const type = basic.MediaType as 'video' | 'image' | 'audio' | 'text';
  return (
    <Rows
      rows={[
        [t('details.status'), t(`statusName.${basic.Status as 'Normal'}`)],
        [t('details.type'), t(`typeName.${type}`)],
        [t('details.duration'), look.duration > 0 && type !== 'image' && clockTime(look.duration, true)],
        [t('details.picture'), look.width > 0 && `${look.width} × ${look.height}`],
        [t('details.size'), look.size > 0 && format.size(look.size)],
        [t('details.format'), file?.FileBasicInfo.FormatName],
        [
          t('details.video'),
          picture &&
            words([
              picture.CodecName,
              picture.PixFmt,
              rate > 0 && t('details.perSecond', { value: +rate.toFixed(3) }),
            ]),
        ],
        [
          t('details.audio'),
          sound &&
            words([
              sound.CodecName,
              sound.SampleRate && `${sound.SampleRate} Hz`,
              t('details.channels', { count: Number(sound.Channels) || 0 }),
            ]),
        ],
        [t('details.tags'), basic.MediaTags],
        [t('details.description'), basic.Description],
        [t('details.created'), <Moment key="created" at={basic.CreateTime} />],
        [
          t('details.id'),
          <span key="id" className="copyable">
            <code>{media.MediaId}</code> <CopyButton text={media.MediaId} />
          </span>,
        ],
        [
          t('details.url'),
          <span key="url" className="copyable">
            <code>{basic.InputURL}</code> <CopyButton text={basic.InputURL} />
          </span>,
        ],
      ]}
    />
  );
}

/** Asks, and deletes a media from the library. */
function useRemoval(onRemoved: () => void) {
  const { t } = useTranslation('library');
  const { modal, message } = App.useApp();
  const client = useQueryClient();
  const notice = useProblemNotice();
  const withFile = useRef(false);
  const { mutateAsync } = useMutation({
    mutationFn: ({ id }: { id: string; name: string }) =>
      call('DeleteMediaInfos', { MediaIds: [id], DeletePhysicalFiles: withFile.current }),
    onSuccess: (_, { name }) => {
      message.success(t('remove.done', { name }));
      onRemoved();
      return client.invalidateQueries({ queryKey: mediaListKey });
    },
    onError: notice,
  });
  return (media: { id: string; name: string }) => {
    withFile.current = false;
    modal.confirm({
      title: t('remove.title', { name: media.name }),
      content: (
        <>
          <p>{t('remove.text')}</p>
          <Checkbox
            onChange={({ target }) => {
              withFile.current = target.checked;
            }}
          >
            {t('remove.withFile')}
          </Checkbox>
        </>
      ),
      okText: t('remove.action'),
      okButtonProps: { danger: true },
      // A failure was shown by then.
      onOk: () => mutateAsync(media).catch(() => {}),
    });
  };
}

/** The details of a media beside the grid; closed when `id` is empty. */
export function MediaDetailsDrawer({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('library');
  const { t: shell } = useTranslation();
  const { data: media, error, refetch } = useQuery({ ...mediaQuery(id), enabled: id !== '' });
  const remove = useRemoval(onClose);
  const look = media && mediaLook(media);
  return (
    <Drawer
      open={id !== ''}
      onClose={onClose}
      size="min(480px, 100vw)"
      title={look?.title ?? shell('wait')}
      closable={{ 'aria-label': shell('close') }}
      footer={
        look && (
          <div className="drawer-actions">
            {look.file !== null && (
              <Button icon={<DownloadOutlined />} href={look.file} download>
                {t('details.download')}
              </Button>
            )}
            <Button
              danger
              icon={<DeleteOutlined />}
              onClick={() => remove({ id: look.id, name: look.title })}
            >
              {t('remove.action')}
            </Button>
          </div>
        )
      }
    >
      {error !== null && <Problem error={error} retry={() => void refetch()} />}
      {media === undefined && error === null && <Waiting rows={8} />}
      {media !== undefined && <Preview media={media} />}
      {media !== undefined && <Facts media={media} />}
    </Drawer>
  );
}
