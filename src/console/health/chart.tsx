import { useTranslation } from 'react-i18next';
import { areaPath, axisTop, linePath, plotPoints, plotSize } from './plot.ts';

/** A figure over time. Screen readers hear the last and the highest value. */
export function Chart({
  title,
  values,
  times,
}: {
  title: string;
  values: readonly number[];
  times: readonly (string | number)[];
}) {
  const { t, i18n } = useTranslation('health');
  const number = (value: number) =>
    new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 1 }).format(value);
  const clock = (time: string | number | undefined) =>
    time === undefined
      ? ''
      : new Intl.DateTimeFormat(i18n.language, { timeStyle: 'short' }).format(new Date(time));
  if (values.length < 2) {
    return (
      <figure className="chart">
        <figcaption>{title}</figcaption>
        <p className="hint">{t('noSeries')}</p>
      </figure>
    );
  }
  const peak = Math.max(...values);
  const top = axisTop(peak);
  const points = plotPoints(values, top);
  const latest = number(values.at(-1) ?? 0);
  const from = clock(times[0]);
  const to = clock(times.at(-1));
  const { width, height } = plotSize;
  return (
    <figure className="chart">
      <figcaption>
        {title}
        <small>
          {t('latest', { value: latest })} · {t('peak', { value: number(peak) })}
        </small>
      </figcaption>
      <svg
        viewBox={`0 0 ${width} ${height}`}
        preserveAspectRatio="none"
        role="img"
        aria-label={t('chart', { title, latest, peak: number(peak), from, to })}
      >
        {[0, 0.5, 1].map((share) => (
          <line
            key={share}
            className="chart-grid"
            x1={0}
            x2={width}
            y1={share * height}
            y2={share * height}
          />
        ))}
        <path className="chart-area" d={areaPath(points)} />
        <path className="chart-line" d={linePath(points)} />
      </svg>
      <div className="chart-axis" aria-hidden="true">
        <span>{from}</span>
        <span>{to}</span>
      </div>
      <span className="chart-top" aria-hidden="true">
        {number(top)}
      </span>
    </figure>
  );
}
