/** A timeline as it is drawn: tracks from top to bottom, each with clips whose times are known. Pure. */

export type TrackKind = 'text' | 'overlay' | 'main' | 'background' | 'speech' | 'music' | 'sound';

export type DrawnClip = {
  /** Unique in the timeline. */
  id: string;
  kind: 'video' | 'image' | 'sound' | 'speech' | 'text';
  /** Seconds in the video. */
  start: number;
  end: number;
  /** The words of a text or speech, or the name of the file. */
  label: string;
  mediaId: string | null;
  mediaUrl: string | null;
  /** Seconds in the source at which the clip begins and ends. */
  sourceIn: number;
  sourceOut: number;
  speed: number;
  /** The transition to the next clip. */
  transition: { name: string; duration: number } | null;
};

export type DrawnTrack = { id: string; kind: TrackKind; clips: DrawnClip[] };

/** All tracks, and the length of the whole in seconds. */
export type DrawnTimeline = { tracks: DrawnTrack[]; duration: number };

type Fields = Record<string, unknown>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.map(fieldsOf) : []);
const numberOf = (value: unknown): number | null => {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : null;
};
const wordOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Codes of line breaks and styles inside a text are not for reading. */
const plainText = (text: string): string =>
  text
    .replace(/<[^>]*>|\{[^}]*\}/g, '')
    .replace(/\\[Nn]/g, ' ')
    .trim();

const fileName = (url: string): string => {
  const name = url.split(/[?#]/, 1)[0]?.split('/').at(-1) ?? '';
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
};

const clipKinds: Readonly<Record<string, DrawnClip['kind']>> = {
  Image: 'image',
  GlobalImage: 'image',
  AI_TTS: 'speech',
  Audio: 'sound',
  Text: 'text',
};

function transitionOf(clip: Fields): DrawnClip['transition'] {
  const effect = listOf(clip.Effects).find(({ Type }) => Type === 'Transition');
  const duration = numberOf(effect?.Duration);
  return duration === null ? null : { name: wordOf(effect?.SubType), duration };
}

/** Draws the clips of a track; a clip without times follows the one before and lasts as long as its source, or the whole. */
function drawClips(id: string, clips: Fields[], usual: DrawnClip['kind'], whole: number): DrawnClip[] {
  let cursor = 0;
  return clips.map((clip, index) => {
    const sourceIn = numberOf(clip.In) ?? 0;
    const speed = numberOf(clip.Speed) ?? 1;
    const start = numberOf(clip.TimelineIn) ?? cursor;
    const ofSource = numberOf(clip.Out) === null ? null : ((numberOf(clip.Out) ?? 0) - sourceIn) / speed;
    const isLooped = clip.LoopMode === true || clip.Type === 'GlobalImage';
    const length = isLooped ? null : (numberOf(clip.Duration) ?? ofSource);
    const end = numberOf(clip.TimelineOut) ?? (length === null ? whole : start + length);
    cursor = end;
    const mediaUrl = wordOf(clip.MediaURL) || null;
    const mediaId = wordOf(clip.MediaId) || null;
    return {
      id: `${id}.${index}`,
      kind: clipKinds[wordOf(clip.Type)] ?? usual,
      start,
      end: Math.max(start, end),
      label: plainText(wordOf(clip.Content)) || fileName(mediaUrl ?? '') || (mediaId ?? ''),
      mediaId,
      mediaUrl,
      sourceIn,
      sourceOut: sourceIn + (Math.max(start, end) - start) * speed,
      speed,
      transition: transitionOf(clip),
    };
  });
}

/** Last moment that any clip names. */
function lastMoment(tracks: Fields[][]): number {
  const ends = tracks.flat().flatMap(({ TimelineOut }) => numberOf(TimelineOut) ?? []);
  return Math.max(0, ...ends);
}

function pictureKind(track: Fields, index: number, main: number): TrackKind {
  const isBackground = listOf(track.VideoTrackClips).every(({ Type }) => Type === 'GlobalImage');
  if (index === main) return 'main';
  return isBackground || index < main ? 'background' : 'overlay';
}

function soundKind(clips: DrawnClip[], track: Fields): TrackKind {
  if (clips.some(({ kind }) => kind === 'speech')) return 'speech';
  return listOf(track.AudioTrackClips).some(({ LoopMode }) => LoopMode === true) ? 'music' : 'sound';
}

/**
 * Brings a timeline (the JSON of an editing project) into the form in which it is drawn: texts above pictures, the topmost
 * picture track first, then voice and music. Tolerates what it does not know.
 *
 * @param known length of the video in seconds, or 0
 */
export function drawTimeline(timeline: unknown, known = 0): DrawnTimeline {
  const { VideoTracks, AudioTracks, SubtitleTracks } = fieldsOf(timeline);
  const [pictures, sounds, texts] = [listOf(VideoTracks), listOf(AudioTracks), listOf(SubtitleTracks)];
  const clipsOf = (track: Fields, name: string) => listOf(track[name]);
  const named = lastMoment([
    ...pictures.map((track) => clipsOf(track, 'VideoTrackClips')),
    ...sounds.map((track) => clipsOf(track, 'AudioTrackClips')),
  ]);
  const duration = known > 0 ? known : named;
  const flagged = pictures.findIndex(({ MainTrack }) => MainTrack === true);
  const main = Math.max(0, flagged);
  const drawn = (kind: TrackKind, id: string, clips: DrawnClip[]): DrawnTrack => ({ id, kind, clips });
  const textTracks = texts.map((track, index) => {
    const id = `text${index}`;
    return drawn('text', id, drawClips(id, clipsOf(track, 'SubtitleTrackClips'), 'text', duration));
  });
  const pictureTracks = pictures.map((track, index) => {
    const id = `picture${index}`;
    const clips = drawClips(id, clipsOf(track, 'VideoTrackClips'), 'video', duration);
    return drawn(pictureKind(track, index, main), id, clips);
  });
  const soundTracks = sounds.map((track, index) => {
    const id = `sound${index}`;
    const clips = drawClips(id, clipsOf(track, 'AudioTrackClips'), 'sound', duration);
    return drawn(soundKind(clips, track), id, clips);
  });
  const tracks = [...textTracks.toReversed(), ...pictureTracks.toReversed(), ...soundTracks];
  return { tracks: tracks.filter(({ clips }) => clips.length > 0).flatMap(separate), duration };
}

/** Clips that overlap for more than a transition are drawn in rows of their own, so that each can be seen. */
function separate(track: DrawnTrack): DrawnTrack[] {
  if (track.kind === 'main') return [track];
  const rows: DrawnClip[][] = [];
  for (const clip of track.clips) {
    const row = rows.find((clips) => (clips.at(-1)?.end ?? 0) <= clip.start + 1e-6);
    if (row === undefined) rows.push([clip]);
    else row.push(clip);
  }
  return rows.map((clips, index) => ({
    ...track,
    id: index === 0 ? track.id : `${track.id}-${index}`,
    clips,
  }));
}
