import type { Media } from '../../db/schema.ts';
import type { ShotEvidence } from '../judge.ts';

/** What people wrote about a media of the library. */
type Written = Partial<Pick<Media, 'title' | 'description' | 'tags' | 'category'>>;

/** The end of a path or address that may say something: the file's name and its folder, without the extension. */
function nameIn(address: string): string {
  const path = address.replace(/^\w+:\/\/[^/]*\//, '').replace(/^([^?]*)\?.*$/, '$1');
  const decoded = path.replace(/(?:%[0-9a-f]{2})+/gi, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return encoded;
    }
  });
  const parts = decoded.split('/').filter((part) => part !== '');
  const name = (parts.at(-1) ?? '').replace(/\.[A-Za-z0-9]{1,5}$/, '');
  return [...parts.slice(-2, -1), name].join('/');
}

/** A title that the library gave, because nobody else did. */
const givenTitle = /^default_title_/;
/** A title that is the name of a file, as uploads have it: cameras' names and numbers say nothing there, too. */
const fileTitle = /\.(?:mp4|mov|mkv|webm|avi|m4v|flv|ts|mpe?g|wmv|jpe?g|png|webp|gif|bmp|heic)$/i;

function titleWords(title: string): ShotEvidence['words'][number] {
  if (givenTitle.test(title)) return { source: 'title', text: '' };
  return fileTitle.test(title)
    ? { source: 'fileName', text: nameIn(title) }
    : { source: 'title', text: title };
}

/**
 * The words of a material that hold for all of its shots.
 *
 * @param address object key or URL, percent-encoded or not; empty when unknown
 * @param media its row in the library, or null when it has none
 */
export function mediaWords(address: string, media: Written | null): ShotEvidence['words'] {
  const words: ShotEvidence['words'] = [
    titleWords(media?.title ?? ''),
    { source: 'description', text: media?.description ?? '' },
    { source: 'tags', text: media?.tags ?? '' },
    { source: 'category', text: media?.category ?? '' },
    { source: 'fileName', text: nameIn(address) },
  ];
  return words.filter(
    ({ source, text }, at) =>
      text.trim() !== '' && words.findIndex((other) => other.source === source && other.text === text) === at,
  );
}
