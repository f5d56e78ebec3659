import { ColumnWidthOutlined, ZoomInOutlined, ZoomOutOutlined } from '@ant-design/icons';
import { Button, Space } from 'antd';
import { type KeyboardEvent, memo, type PointerEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockTime } from '../parts/moments.ts';
import { ClipView } from './clip-view.tsx';
import { fitScale, limitScale, rulerMarks } from './scale.ts';
import type { DrawnTimeline } from './tracks.ts';

/** Seconds by which keys move the playhead. */
const keySteps: Readonly<Record<string, number>> = {
  ArrowLeft: -0.2,
  ArrowRight: 0.2,
  ArrowDown: -0.2,
  ArrowUp: 0.2,
  PageDown: -2,
  PageUp: 2,
};
/** Room after the end, so that the last number of the ruler is whole. */
const roomAfter = 44;

type Seek = (seconds: number) => void;

const Tracks = memo(function Tracks({
  timeline,
  scale,
  onSeek,
}: {
  timeline: DrawnTimeline;
  scale: number;
  onSeek: Seek;
}) {
  return timeline.tracks.map(({ id, kind, clips }) => (
    <div key={id} className={`track track-${kind}`}>
      {clips.map((clip) => (
        <ClipView key={clip.id} clip={clip} scale={scale} onSeek={onSeek} />
      ))}
    </div>
  ));
});

function Ruler({
  duration,
  scale,
  time,
  onSeek,
}: {
  duration: number;
  scale: number;
  time: number;
  onSeek: Seek;
}) {
  const { t } = useTranslation('jobs');
  const seekTo = (event: PointerEvent<HTMLDivElement>) => {
    if (event.type === 'pointermove' && event.buttons === 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    onSeek((event.clientX - event.currentTarget.getBoundingClientRect().left) / scale);
  };
  const move = (event: KeyboardEvent) => {
    const step = keySteps[event.key];
    const target = event.key === 'Home' ? 0 : event.key === 'End' ? duration : undefined;
    if (step === undefined && target === undefined) return;
    event.preventDefault();
    onSeek(target ?? time + (step ?? 0));
  };
  return (
    <div
      className="ruler"
      role="slider"
      tabIndex={0}
      aria-label={t('timeline.seek')}
      aria-valuemin={0}
      aria-valuemax={Math.round(duration * 100) / 100}
      aria-valuenow={Math.round(time * 100) / 100}
      aria-valuetext={t('timeline.at', { time: clockTime(time, true), total: clockTime(duration, true) })}
      onPointerDown={seekTo}
      onPointerMove={seekTo}
      onKeyDown={move}
    >
      {rulerMarks(duration, scale).map((mark) => (
        <span key={mark} style={{ left: mark * scale }}>
          {clockTime(mark, mark % 1 !== 0)}
        </span>
      ))}
    </div>
  );
}

/** Width that the drawing may have without scrolling. */
function useWidth() {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useLayoutEffect(() => {
    const element = place.current;
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => entry && setWidth(entry.contentRect.width));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return { place, width };
}

/** A timeline to scale, with a playhead that can be moved. */
export function TimelineView({
  timeline,
  time,
  onSeek,
}: {
  timeline: DrawnTimeline;
  /** Seconds. */
  time: number;
  /** Gets seconds within the video; keep its identity, so that moving the playhead draws no clip anew. */
  onSeek: Seek;
}) {
  const { t } = useTranslation('jobs');
  const { place, width } = useWidth();
  const [zoom, setZoom] = useState(1);
  const { duration } = timeline;
  const scale = limitScale(fitScale(duration, Math.max(120, width - roomAfter)) * zoom);
  return (
    <section className="timeline" aria-label={t('timeline.label')}>
      <header>
        <span className="timeline-time">
          {t('timeline.at', { time: clockTime(time, true), total: clockTime(duration, true) })}
        </span>
        <Space.Compact aria-label={t('timeline.zoom')}>
          <Button
            icon={<ZoomOutOutlined />}
            aria-label={t('timeline.zoomOut')}
            disabled={zoom <= 1}
            onClick={() => setZoom(Math.max(1, zoom / 1.6))}
          />
          <Button
            icon={<ColumnWidthOutlined />}
            aria-label={t('timeline.zoomFit')}
            onClick={() => setZoom(1)}
          />
          <Button
            icon={<ZoomInOutlined />}
            aria-label={t('timeline.zoomIn')}
            onClick={() => setZoom(zoom * 1.6)}
          />
        </Space.Compact>
      </header>
      <div className="timeline-body">
        <div className="track-names">
          <span className="ruler-name" />
          {timeline.tracks.map(({ id, kind }) => (
            <span key={id} className={`track-name track-${kind}`}>
              {t(`timeline.track.${kind}`)}
            </span>
          ))}
        </div>
        <div className="timeline-scroll" ref={place}>
          <div className="timeline-sheet" style={{ width: duration * scale + roomAfter }}>
            <Ruler duration={duration} scale={scale} time={time} onSeek={onSeek} />
            <Tracks timeline={timeline} scale={scale} onSeek={onSeek} />
            <div className="playhead" style={{ transform: `translateX(${time * scale}px)` }} />
          </div>
        </div>
      </div>
    </section>
  );
}
