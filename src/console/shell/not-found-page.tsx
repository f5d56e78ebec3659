import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Page } from '../parts/page.tsx';

/** For an address that no page has. */
export default function NotFoundPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('notFound.title')}>
      <p>{t('notFound.advice')}</p>
      <Link to="/jobs">
        <Button type="primary">{t('notFound.home')}</Button>
      </Link>
    </Page>
  );
}
