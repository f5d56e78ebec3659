/** Times of the API: UTC, whole seconds, `yyyy-MM-ddTHH:mm:ssZ` (gateway.md 1.1 and 5.5). */

const pattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/;

/** Writes a moment as the API does; a part of a second is dropped. */
export function formatTime(moment: Date): string {
  return `${moment.toISOString().slice(0, 19)}Z`;
}

/** Reads a time of the API; null when the text has another form or names a day or an hour that does not exist. */
export function parseTime(text: string): Date | null {
  if (!pattern.test(text)) return null;
  const moment = new Date(text);
  // Date rolls 30 February over to March, so only a text that comes back the same names a real day.
  return Number.isNaN(moment.getTime()) || formatTime(moment) !== text ? null : moment;
}
