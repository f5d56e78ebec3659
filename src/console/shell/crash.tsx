import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';

/** In the place of a page that threw: the rest of the console goes on. */
export function Crash() {
  const { t } = useTranslation();
  const error = useRouteError();
  return (
    <Page
      title={t('crash.title')}
      lead={t('crash.advice')}
      actions={
        <Button type="primary" onClick={() => location.reload()}>
          {t('crash.reload')}
        </Button>
      }
    >
      <Problem error={error} />
    </Page>
  );
}
