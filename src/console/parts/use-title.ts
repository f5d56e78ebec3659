import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';

/** Names the tab after what it shows. */
export function useTitle(title: string) {
  const { t } = useTranslation();
  useEffect(() => {
    document.title = `${title} · ${t('name')}`;
  }, [title, t]);
}
