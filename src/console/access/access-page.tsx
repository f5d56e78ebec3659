import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Page } from '../parts/page.tsx';
import './access.css';
import { PoliciesTab } from './policies-tab.tsx';
import { RolesTab } from './roles-tab.tsx';
import { SimulatorTab } from './simulator-tab.tsx';
import { UsersTab } from './users-tab.tsx';

/** The page of who may do what: users with their keys, policies, roles, and a simulator. */
export default function AccessPage() {
  const { t } = useTranslation('access');
  const [search, setSearch] = useSearchParams();
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Tabs
        activeKey={search.get('tab') ?? 'users'}
        onChange={(tab) => setSearch({ tab })}
        destroyOnHidden
        items={[
          { key: 'users', label: t('users.title'), children: <UsersTab /> },
          { key: 'policies', label: t('policies.title'), children: <PoliciesTab /> },
          { key: 'roles', label: t('roles.title'), children: <RolesTab /> },
          { key: 'simulator', label: t('simulator.title'), children: <SimulatorTab /> },
        ]}
      />
    </Page>
  );
}
