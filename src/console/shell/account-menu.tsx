import { LogoutOutlined, UserOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Dropdown } from 'antd';
import { useTranslation } from 'react-i18next';
import { sessionQuery, signOut, useSession } from '../api/session.ts';
import { useProblemNotice } from '../parts/problem.tsx';

/** Who is signed in, and the way out. */
export function AccountMenu() {
  const { t } = useTranslation();
  const { user } = useSession();
  const client = useQueryClient();
  const notice = useProblemNotice();
  const leave = useMutation({
    mutationFn: signOut,
    onSuccess: () => {
      client.setQueryData(sessionQuery.queryKey, null);
      // What one person saw must not be there for the next one.
      client.removeQueries({ predicate: ({ queryKey: [name] }) => name !== sessionQuery.queryKey[0] });
    },
    onError: notice,
  });
  const facts = (
    <div className="account-facts">
      <strong>{user.name}</strong>
      <span>{t(`account.kind.${user.kind}`)}</span>
      <span>{t('account.number', { account: user.account })}</span>
      <span>{t('account.key', { key: user.accessKeyId })}</span>
    </div>
  );
  return (
    <Dropdown
      trigger={['click']}
      placement="bottomRight"
      menu={{
        items: [
          { key: 'facts', type: 'group', label: facts },
          { type: 'divider' },
          { key: 'leave', icon: <LogoutOutlined />, label: t('account.signOut') },
        ],
        onClick: ({ key }) => key === 'leave' && leave.mutate(),
      }}
    >
      <Button
        type="text"
        icon={<UserOutlined />}
        loading={leave.isPending}
        aria-haspopup="menu"
        aria-label={t('account.menu', { name: user.name })}
      >
        <span className="account-name">{user.name}</span>
      </Button>
    </Dropdown>
  );
}
