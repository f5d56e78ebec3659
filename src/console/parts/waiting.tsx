import { Skeleton } from 'antd';
import { useTranslation } from 'react-i18next';

/** The shape of what is being loaded; screen readers hear that it is on its way. */
export function Waiting({ rows = 6 }: { rows?: number }) {
  const { t } = useTranslation();
  return (
    <div role="status" aria-label={t('wait')} className="waiting">
      <Skeleton active title={false} paragraph={{ rows }} />
    </div>
  );
}
