import { CloseOutlined, FolderOpenOutlined, UploadOutlined } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Button, Tooltip } from 'antd';
import { type DragEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type MediaType, mediaListKey } from '../api/media.ts';
import { clockTime } from '../parts/moments.ts';
import { clearDone, uploadFiles } from '../uploads/upload-store.ts';
import { LibraryPicker } from './library-picker.tsx';
import { removeAt } from './lists.ts';
import './materials.css';
import { useMaterials } from './materials.ts';
import { Thumbnail } from './thumbnail.tsx';

const accepted: Record<MediaType, string> = {
  video: 'video/*',
  image: 'image/*',
  audio: 'audio/*',
  text: 'text/*',
};

/**
 * Materials of one place of the payload: their pictures, with ways to add more (files dropped or chosen, media of the
 * library) and to take them out.
 *
 * @param add gets ids of media; of an upload only when it is done, which may be after the field has moved
 */
export function MaterialsField({
  label,
  materials,
  types,
  change,
  add,
}: {
  label: string;
  materials: readonly string[];
  types: readonly MediaType[];
  change: (materials: string[]) => void;
  add: (ids: string[]) => void;
}) {
  const { t } = useTranslation('create');
  const [isPicking, setPicking] = useState(false);
  const [isOver, setOver] = useState(false);
  const [pending, setPending] = useState(0);
  const client = useQueryClient();
  const chooser = useRef<HTMLInputElement>(null);
  const lookOf = useMaterials(materials);

  const upload = (files: readonly File[]) => {
    setPending((count) => count + files.length);
    for (const upload of uploadFiles(files)) {
      void upload.then((media) => {
        setPending((count) => count - 1);
        if (media === null || media.id === '') return;
        add([media.id]);
        // It shows in the form from now on, so it need not stay among the uploads, which lie over the plan.
        clearDone();
        void client.invalidateQueries({ queryKey: mediaListKey });
      });
    }
  };
  const onDragOver = (event: DragEvent) => {
    if (!event.dataTransfer.types.includes('Files')) return;
    event.preventDefault();
    setOver(true);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    upload([...event.dataTransfer.files]);
  };

  return (
    <fieldset
      aria-label={label}
      className={isOver ? 'materials materials-over' : 'materials'}
      onDragOver={onDragOver}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      {materials.length > 0 && (
        <ul className="tiles" aria-label={label}>
          {materials.map((material, index) => {
            const look = lookOf(material);
            return (
              <li key={`${material}#${materials.indexOf(material) === index ? 0 : index}`} className="tile">
                <Thumbnail look={look} />
                <span className="tile-name" title={look.title}>
                  {look.title}
                </span>
                {look.duration > 0 && <span className="tile-note">{clockTime(look.duration)}</span>}
                <Tooltip title={t('remove', { name: look.title })}>
                  <Button
                    className="tile-remove"
                    size="small"
                    shape="circle"
                    icon={<CloseOutlined />}
                    aria-label={t('remove', { name: look.title })}
                    onClick={() => change(removeAt(materials, index))}
                  />
                </Tooltip>
              </li>
            );
          })}
        </ul>
      )}
      <div className="materials-add">
        <Button icon={<UploadOutlined />} onClick={() => chooser.current?.click()}>
          {t('materials.upload')}
        </Button>
        <Button icon={<FolderOpenOutlined />} onClick={() => setPicking(true)}>
          {t('materials.library')}
        </Button>
        <span className="hint" role="status">
          {pending > 0 ? t('materials.pending', { count: pending }) : t('materials.drop')}
        </span>
      </div>
      <input
        ref={chooser}
        type="file"
        hidden
        multiple
        accept={types.map((type) => accepted[type]).join(',')}
        aria-label={t('materials.chooser', { label })}
        onChange={({ target }) => {
          upload([...(target.files ?? [])]);
          target.value = '';
        }}
      />
      {isPicking && (
        <LibraryPicker
          types={types}
          close={() => setPicking(false)}
          choose={(ids) => {
            setPicking(false);
            add(ids);
          }}
        />
      )}
    </fieldset>
  );
}
