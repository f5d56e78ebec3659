import { type Answer, call } from './call.ts';

/** A media with its file and streams. */
export type MediaDetails = Answer<'BatchGetMediaInfos'>['MediaInfos'][number];

type Wish = PromiseWithResolvers<MediaDetails | null>;

/** The operation takes this many ids at once. */
const maxIds = 20;

let wishes = new Map<string, Wish>();

async function fulfil(part: readonly (readonly [string, Wish])[]): Promise<void> {
  const MediaIds = part.map(([id]) => id);
  try {
    const { MediaInfos } = await call('BatchGetMediaInfos', { MediaIds, AdditionType: 'FileInfo' });
    const found = new Map(MediaInfos.map((media) => [media.MediaId, media]));
    for (const [id, { resolve }] of part) resolve(found.get(id) ?? null);
  } catch (error) {
    for (const [, { reject }] of part) reject(error);
  }
}

function send() {
  const all = [...wishes];
  wishes = new Map();
  for (let begin = 0; begin < all.length; begin += maxIds) void fulfil(all.slice(begin, begin + maxIds));
}

/**
 * Loads a media by its id, null when there is none. What the parts of a page ask for at the same time goes into one call,
 * so that each can ask for its own.
 *
 * @throws ApiFailure
 */
export function loadMedia(id: string): Promise<MediaDetails | null> {
  if (wishes.size === 0) setTimeout(send);
  const wish: Wish = wishes.get(id) ?? Promise.withResolvers();
  wishes.set(id, wish);
  return wish.promise;
}
