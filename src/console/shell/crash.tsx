import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { Page } from '../parts/page.tsx';
import { Problem } from '../parts/problem.tsx';

/** In the place of a page that threw: the rest of the console goes on. */
export function Crash() {
  const { t } = useTranslation();
  const error = useRouteError();
  // Pages of an older build are gone once the server has a new one.
  const isOutdated = error instanceof TypeError && /module/i.test(error.message);
  return (
    <Page
      title={t(isOutdated ? 'newVersion.title' : 'crash.title')}
      lead={t(isOutdated ? 'newVersion.advice' : 'crash.advice')}
      actions={
        <Button type="primary" onClick={() => location.reload()}>
          {t('crash.reload')}
        </Button>
      }
    >
      {!isOutdated && <Problem error={error} />}
    </Page>
  );
}
