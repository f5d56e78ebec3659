import { CustomerServiceOutlined, FileImageOutlined, PlayCircleOutlined } from '@ant-design/icons';
import type { MaterialLook } from './materials.ts';

/** The picture of a material, or a sign for its type while there is none. */
export function Thumbnail({ look: { cover, type } }: { look: Pick<MaterialLook, 'cover' | 'type'> }) {
  if (cover !== null) return <img className="tile-picture" src={cover} alt="" loading="lazy" />;
  const Icon =
    type === 'audio' ? CustomerServiceOutlined : type === 'image' ? FileImageOutlined : PlayCircleOutlined;
  return (
    <span className="tile-picture tile-blank">
      <Icon aria-hidden="true" />
    </span>
  );
}
