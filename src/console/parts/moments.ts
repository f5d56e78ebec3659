/** A UTC time of the API, `2026-06-05T15:59:59Z`, in the time zone of the browser. */
export function localTime(at: string, language: string): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(new Date(at));
}

/** The same as UTC, spelled so that it can be compared with logs: `2026-06-05 15:59:59 UTC`. */
export function utcTime(at: string): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

/** A length in seconds as `0:07`, `1:23` or `1:02:03`; tenths only where `isExact`. */
export function clockTime(seconds: number, isExact = false): string {
  const units = isExact ? 10 : 1;
  const total = Math.max(0, Math.round(seconds * units)) / units;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  const rest = isExact ? (total % 60).toFixed(1).padStart(4, '0') : two(total % 60);
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** A length in seconds in words of the language: `2 min 5 sec`. */
export function spanInWords(seconds: number, language: string): string {
  const say = (value: number, unit: 'hour' | 'minute' | 'second') =>
    new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'short' }).format(value);
  const total = Math.max(0, Math.round(seconds));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  if (hours > 0) return `${say(hours, 'hour')} ${say(minutes, 'minute')}`;
  if (minutes > 0) return `${say(minutes, 'minute')} ${say(total % 60, 'second')}`;
  return say(total, 'second');
}

/** A number of bytes: `1.4 MB`. */
export function sizeInWords(bytes: number, language: string): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const;
  const step = Math.min(units.length - 1, bytes < 1000 ? 0 : Math.floor(Math.log10(bytes) / 3));
  const value = bytes / 1000 ** step;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: units[step] ?? 'byte',
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && step > 0 ? 1 : 0,
  }).format(value);
}
