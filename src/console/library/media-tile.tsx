import {
  CustomerServiceOutlined,
  FileOutlined,
  PictureOutlined,
  VideoCameraOutlined,
} from '@ant-design/icons';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { MediaLook } from '../api/media.ts';
import { clockTime } from '../parts/moments.ts';
import { useFormat } from '../parts/use-format.ts';

/** A pointer that only passes by starts nothing. */
const hoverMilliseconds = 250;

const icons: Record<string, ReactNode> = {
  video: <VideoCameraOutlined />,
  image: <PictureOutlined />,
  audio: <CustomerServiceOutlined />,
};

/** The sign of a type of media. */
export const mediaIcon = (type: string): ReactNode => icons[type] ?? <FileOutlined />;

/** The picture of a media; a video plays without sound while `isPlaying`. */
export function MediaPicture({ media, isPlaying }: { media: MediaLook; isPlaying: boolean }) {
  const { t } = useTranslation('library');
  const [isBroken, setBroken] = useState(false);
  const preview = media.type === 'video' && isPlaying && media.file !== null;
  return (
    <span className="media-picture">
      {media.cover !== null && !isBroken ? (
        <img src={media.cover} alt="" loading="lazy" decoding="async" onError={() => setBroken(true)} />
      ) : (
        <span className="media-icon" aria-hidden="true">
          {mediaIcon(media.type)}
        </span>
      )}
      {preview && <video src={media.file ?? ''} muted autoPlay loop playsInline />}
      {media.status === 'PrepareFail' && <span className="media-flag media-flag-bad">{t('broken')}</span>}
      {(media.status === 'Preparing' || media.status === 'Init') && (
        <span className="media-flag">{t('preparing')}</span>
      )}
      {media.duration > 0 && media.type !== 'image' && (
        <span className="media-length">{clockTime(media.duration)}</span>
      )}
    </span>
  );
}

/** A media in the grid: pressing it opens its details, resting on it plays it. */
export function MediaTile({ media, onOpen }: { media: MediaLook; onOpen: (id: string) => void }) {
  const { t } = useTranslation('library');
  const format = useFormat();
  const [isHeld, setHeld] = useState(false);
  const [isPlaying, setPlaying] = useState(false);
  useEffect(() => {
    if (!isHeld) return setPlaying(false);
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const timer = setTimeout(() => setPlaying(true), hoverMilliseconds);
    return () => clearTimeout(timer);
  }, [isHeld]);
  const type = media.type in icons ? (media.type as 'video' | 'image' | 'audio') : 'text';
  const figures = [t(`typeName.${type}`), media.size > 0 && format.size(media.size)];
  return (
    <button
      type="button"
      className="media-tile"
      onClick={() => onOpen(media.id)}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <MediaPicture media={media} isPlaying={isPlaying} />
      <span className="media-name" title={media.title}>
        {media.title}
      </span>
      <span className="media-note">{figures.filter(Boolean).join(' · ')}</span>
    </button>
  );
}
