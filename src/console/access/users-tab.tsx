import { useQuery } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { NameList } from './name-list.tsx';
import { useChange, usersQuery } from './queries.ts';
import { UserDetails } from './user-details.tsx';

type NewUser = { UserName: string; DisplayName?: string };

function AddUser({ close, done }: { close: () => void; done: (name: string) => void }) {
  const { t } = useTranslation('access');
  const [form] = Form.useForm<NewUser>();
  const create = useChange(
    (user: NewUser) => call('CreateUser', user),
    ({ User }) => done(User.UserName),
  );
  return (
    <Modal
      open
      title={t('users.add')}
      okText={t('users.add')}
      confirmLoading={create.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form form={form} layout="vertical" onFinish={(user) => create.mutate(user)}>
        <Form.Item
          name="UserName"
          label={t('users.name')}
          extra={t('nameRule')}
          rules={[{ required: true, pattern: /^[\w.@-]{1,64}$/, message: t('nameRule') }]}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="DisplayName" label={t('users.display')}>
          <Input autoComplete="off" maxLength={128} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** All users, and what one of them has. */
export function UsersTab() {
  const { t } = useTranslation('access');
  const query = useQuery(usersQuery);
  const [wanted, setWanted] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const user = query.data?.find(({ UserName }) => UserName === wanted) ?? query.data?.[0];
  return (
    <>
      <NameList
        label={t('users.title')}
        query={query}
        nameOf={({ UserName }) => UserName}
        noteOf={({ DisplayName }) => DisplayName}
        chosen={user?.UserName ?? null}
        choose={setWanted}
        addLabel={t('users.add')}
        add={() => setAdding(true)}
        emptyText={t('users.empty')}
      >
        {user !== undefined && <UserDetails key={user.UserName} user={user} />}
      </NameList>
      {isAdding && (
        <AddUser
          close={() => setAdding(false)}
          done={(name) => {
            setAdding(false);
            setWanted(name);
          }}
        />
      )}
    </>
  );
}
