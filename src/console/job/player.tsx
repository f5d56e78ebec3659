import { type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Plays a video of this server; says so when the browser cannot. */
export function Player({
  path,
  cover,
  label,
  ref,
}: {
  path: string;
  cover: string | null;
  label: string;
  ref?: Ref<HTMLVideoElement>;
}) {
  const { t } = useTranslation('jobs');
  const [isBroken, setBroken] = useState(false);
  return (
    <>
      <video
        ref={ref}
        src={path}
        poster={cover ?? undefined}
        aria-label={label}
        controls
        playsInline
        preload={cover === null ? 'metadata' : 'none'}
        onError={() => setBroken(true)}
      />
      {isBroken && <p role="alert">{t('video.noPlayback')}</p>}
    </>
  );
}
