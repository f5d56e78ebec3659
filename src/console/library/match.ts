import type { MediaRow } from '../api/media.ts';

/** Whether a media has every word that was searched for, in its name, its tags, its description, its address or its id. */
export function matches(media: MediaRow, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return true;
  const { Title, MediaTags, Description, InputURL, Category } = media.MediaBasicInfo;
  const fileName = media.FileInfoList[0]?.FileBasicInfo.FileName ?? '';
  const text = [Title, MediaTags, Description, InputURL, Category, fileName, media.MediaId]
    .join('\n')
    .toLowerCase();
  return words.every((word) => text.includes(word));
}
