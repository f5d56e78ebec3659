import { type MediaLook, mediaLook, useMediaById } from '../api/media.ts';
import { objectPath } from '../api/object-path.ts';

const mediaId = /^[0-9a-f]{32}$/i;

/** What of a material is shown: the media, or what its address tells. */
export type MaterialLook = Pick<MediaLook, 'title' | 'cover' | 'duration' | 'type' | 'file'>;

function lookOfAddress(address: string): MaterialLook {
  const name = address.split('?', 1)[0]?.split('/').at(-1) ?? address;
  const path = objectPath(address);
  const isImage = /\.(png|jpe?g|webp|gif|bmp)$/i.test(name);
  const title = name === '' ? address : name;
  return { title, cover: isImage ? path : null, duration: 0, type: isImage ? 'image' : '', file: path };
}

/** Looks of materials by their names, as far as the library knows them. */
export function useMaterials(materials: readonly string[]): (material: string) => MaterialLook {
  const ids = [...new Set(materials)].filter((material) => mediaId.test(material)).toSorted();
  const found = useMediaById(ids);
  return (material) => {
    const media = found.get(material);
    return media === undefined ? lookOfAddress(material) : mediaLook(media);
  };
}
