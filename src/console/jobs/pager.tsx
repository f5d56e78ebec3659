import { LeftOutlined, RightOutlined, VerticalRightOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { pageSizes } from './list-request.ts';

/** Goes through the pages of a list that knows only the way forward; `tokens` are those of the pages before. */
export function Pager({
  tokens,
  next,
  size,
  onTokens,
  onSize,
}: {
  tokens: readonly string[];
  next: string | undefined;
  size: number;
  onTokens: (tokens: readonly string[]) => void;
  onSize: (size: number) => void;
}) {
  const { t } = useTranslation('jobs');
  const isFirst = tokens.length === 0;
  return (
    <div className="pager">
      <Select
        size="small"
        aria-label={t('filter.size')}
        value={size}
        options={pageSizes.map((value) => ({ value, label: t('filter.sizeOf', { count: value }) }))}
        onChange={onSize}
      />
      <span className="pager-pages">
        <Button
          icon={<VerticalRightOutlined />}
          aria-label={t('page.first')}
          disabled={isFirst}
          onClick={() => onTokens([])}
        />
        <Button
          icon={<LeftOutlined />}
          aria-label={t('page.previous')}
          disabled={isFirst}
          onClick={() => onTokens(tokens.slice(0, -1))}
        />
        <span role="status">{t('page.number', { page: tokens.length + 1 })}</span>
        <Button
          icon={<RightOutlined />}
          aria-label={t('page.next')}
          disabled={next === undefined}
          onClick={() => next !== undefined && onTokens([...tokens, next])}
        />
      </span>
    </div>
  );
}
