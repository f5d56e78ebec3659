import { CloseOutlined, PlusOutlined } from '@ant-design/icons';
import { Button, Input } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { changeAt, removeAt } from './lists.ts';

/**
 * Alternatives of a text, one of which is drawn for each video.
 *
 * @param label name of one field, such as "Title", to which its number is added
 * @param beside shown beside each text
 */
export function TextList({
  label,
  addLabel,
  texts,
  change,
  maxLength,
  rows = 1,
  beside,
}: {
  label: string;
  addLabel: string;
  texts: readonly string[];
  change: (texts: string[]) => void;
  maxLength: number;
  rows?: number;
  beside?: (text: string) => ReactNode;
}) {
  const { t } = useTranslation('create');
  return (
    <div className="texts">
      {texts.map((text, index) => {
        const name = `${label} ${index + 1}`;
        const field = {
          value: text,
          maxLength,
          'aria-label': name,
          placeholder: name,
          onChange: ({ target }: { target: { value: string } }) =>
            change(changeAt(texts, index, () => target.value)),
        };
        return (
          <div className="text-row" key={name}>
            {rows > 1 ? (
              <Input.TextArea {...field} autoSize={{ minRows: rows, maxRows: 8 }} />
            ) : (
              <Input {...field} />
            )}
            {beside?.(text)}
            <Button
              type="text"
              icon={<CloseOutlined />}
              aria-label={t('remove', { name })}
              onClick={() => change(removeAt(texts, index))}
            />
          </div>
        );
      })}
      <Button type="dashed" icon={<PlusOutlined />} onClick={() => change([...texts, ''])}>
        {addLabel}
      </Button>
    </div>
  );
}
