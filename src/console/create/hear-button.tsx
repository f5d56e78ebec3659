import { LoadingOutlined, PauseOutlined, SoundOutlined } from '@ant-design/icons';
import { App, Button, Tooltip } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { voiceAddress } from './queries.ts';

/** Speaks a text with the server's voice. */
export function HearButton({
  spoken,
}: {
  spoken: { text: string; voice: string; language: string; rate: number };
}) {
  const { t } = useTranslation('create');
  const { message } = App.useApp();
  const sound = useRef<HTMLAudioElement | null>(null);
  const [state, setState] = useState<'still' | 'loading' | 'playing'>('still');
  useEffect(() => () => sound.current?.pause(), []);

  const stop = () => {
    sound.current?.pause();
    sound.current = null;
    setState('still');
  };
  const play = async () => {
    const audio = new Audio(voiceAddress(spoken));
    sound.current = audio;
    audio.addEventListener('ended', stop);
    setState('loading');
    try {
      await audio.play();
      setState('playing');
    } catch {
      // Stopping it before it began is no fault.
      if (sound.current === audio) message.error(t('speech.failed'));
      stop();
    }
  };
  const name = t(state === 'still' ? 'speech.hear' : 'speech.stop');
  return (
    <Tooltip title={name}>
      <Button
        disabled={spoken.text.trim() === ''}
        icon={
          state === 'still' ? (
            <SoundOutlined />
          ) : state === 'loading' ? (
            <LoadingOutlined />
          ) : (
            <PauseOutlined />
          )
        }
        aria-label={name}
        onClick={() => (state === 'still' ? void play() : stop())}
      />
    </Tooltip>
  );
}
