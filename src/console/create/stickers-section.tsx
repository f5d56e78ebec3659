import { DeleteOutlined } from '@ant-design/icons';
import { Button, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from './field.tsx';
import { newSticker, type Sticker } from './form.ts';
import { changeAt, removeAt } from './lists.ts';
import { type MaterialLook, useMaterials } from './materials.ts';
import { MaterialsField } from './materials-field.tsx';
import { Section } from './section.tsx';
import { Thumbnail } from './thumbnail.tsx';

const materialOf = ({ MediaId, MediaURL }: Sticker) => MediaId || MediaURL;
const places = ['X', 'Y', 'Width', 'Height'] as const;

/** A place or size as a share of the frame. */
function shareOf(value: number | null, side: number): number | null {
  return value === null || value < 1 ? value : value / side;
}

/** The frame with the stickers where they will be. */
function Frame({
  stickers,
  lookOf,
  width,
  height,
}: {
  stickers: readonly Sticker[];
  lookOf: (material: string) => MaterialLook;
  width: number;
  height: number;
}) {
  const { t } = useTranslation('create');
  const percent = (value: number | null, side: number) => {
    const share = shareOf(value, side);
    return share === null ? undefined : `${share * 100}%`;
  };
  return (
    <div
      className="sticker-frame"
      style={{ aspectRatio: `${width} / ${height}` }}
      role="img"
      aria-label={t('stickers.frame')}
    >
      {stickers.map((sticker, index) => {
        const { cover } = lookOf(materialOf(sticker));
        const style = {
          left: percent(sticker.X ?? 0, width),
          top: percent(sticker.Y ?? 0, height),
          width: percent(sticker.Width, width) ?? '20%',
          height: percent(sticker.Height, height),
          opacity: sticker.Opacity ?? 1,
        };
        const key = `${materialOf(sticker)}-${index + 1}`;
        return cover === null ? (
          <span key={key} className="sticker-blank" style={style} />
        ) : (
          <img key={key} src={cover} alt="" style={style} />
        );
      })}
    </div>
  );
}

/** Pictures that lie over every video, with their places. */
export function StickersSection({
  stickers,
  size: { width, height },
  change,
}: {
  stickers: readonly Sticker[];
  size: { width: number; height: number };
  change: (change: (stickers: readonly Sticker[]) => Sticker[]) => void;
}) {
  const { t } = useTranslation('create');
  const lookOf = useMaterials(stickers.map(materialOf));
  return (
    <Section title={t('stickers.title')} hint={t('stickers.hint')}>
      {stickers.length > 0 && (
        <div className="stickers">
          <Frame stickers={stickers} lookOf={lookOf} width={width} height={height} />
          <ul>
            {stickers.map((sticker, index) => {
              const look = lookOf(materialOf(sticker));
              const set = (part: Partial<Sticker>) =>
                change((all) => changeAt(all, index, (current) => ({ ...current, ...part })));
              return (
                <li key={`${materialOf(sticker)}-${index + 1}`} className="sticker-row">
                  <Thumbnail look={look} />
                  <div className="fields">
                    {places.map((key) => {
                      const side = key === 'X' || key === 'Width' ? width : height;
                      const share = shareOf(sticker[key], side);
                      return (
                        <Field key={key} label={t(`stickers.${key}`)}>
                          {(id) => (
                            <InputNumber
                              id={id}
                              min={0}
                              max={99}
                              suffix="%"
                              value={share === null ? null : Math.round(share * 100)}
                              onChange={(percent) => set({ [key]: percent === null ? null : percent / 100 })}
                            />
                          )}
                        </Field>
                      );
                    })}
                  </div>
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t('remove', { name: look.title })}
                    onClick={() => change((all) => removeAt(all, index))}
                  />
                </li>
              );
            })}
          </ul>
        </div>
      )}
      <MaterialsField
        label={t('stickers.title')}
        materials={[]}
        types={['image']}
        change={() => {}}
        add={(ids) => change((all) => [...all, ...ids.map(newSticker)])}
      />
    </Section>
  );
}
