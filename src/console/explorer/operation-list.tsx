import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OperationInfo } from './operations.ts';
import { useSentences } from './words/use-sentences.ts';

const products = ['ICE', 'RAM', 'STS'] as const;

/** All operations by product, with a search. */
export function OperationList({
  operations,
  chosen,
  choose,
}: {
  operations: readonly OperationInfo[];
  chosen: string;
  choose: (action: string) => void;
}) {
  const { t } = useTranslation('explorer');
  const { say } = useSentences();
  const [search, setSearch] = useState('');
  const word = search.trim().toLowerCase();
  const found = operations.filter(({ action, summary }) =>
    `${action} ${summary} ${say(summary)}`.toLowerCase().includes(word),
  );
  return (
    <nav className="operations" aria-label={t('operations')}>
      <Input
        allowClear
        value={search}
        placeholder={t('search')}
        aria-label={t('search')}
        onChange={({ target }) => setSearch(target.value)}
      />
      {found.length === 0 && <p className="hint">{t('noneFound')}</p>}
      {products.map((product) => {
        const entries = found.filter((operation) => operation.product === product);
        if (entries.length === 0) return null;
        return (
          <section key={product}>
            <h2>{t(`product.${product}`)}</h2>
            <ul>
              {entries.map(({ action, own }) => (
                <li key={action}>
                  <button
                    type="button"
                    aria-current={action === chosen ? 'page' : undefined}
                    onClick={() => choose(action)}
                  >
                    {action}
                    {own && <small>{t('own')}</small>}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </nav>
  );
}
