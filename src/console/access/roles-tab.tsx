import { useQuery } from '@tanstack/react-query';
import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { useSession } from '../api/session.ts';
import { NameList } from './name-list.tsx';
import { rolesQuery, useChange } from './queries.ts';
import { RoleDetails } from './role-details.tsx';

/** A trust policy that lets everybody of an account assume the role who may call AssumeRole. */
const trustOf = (account: string) =>
  JSON.stringify(
    {
      Version: '1',
      Statement: [
        { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { RAM: [`acs:ram::${account}:root`] } },
      ],
    },
    null,
    2,
  );

type NewRole = { RoleName: string; Description?: string; AssumeRolePolicyDocument: string };

function AddRole({ close, done }: { close: () => void; done: (name: string) => void }) {
  const { t } = useTranslation('access');
  const { user } = useSession();
  const [form] = Form.useForm<NewRole>();
  const create = useChange(
    (role: NewRole) => call('CreateRole', role),
    ({ Role }) => done(Role.RoleName),
  );
  return (
    <Modal
      open
      width={640}
      title={t('roles.add')}
      okText={t('roles.add')}
      confirmLoading={create.isPending}
      onCancel={close}
      onOk={() => form.submit()}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ AssumeRolePolicyDocument: trustOf(user.account) }}
        onFinish={(role) => create.mutate(role)}
      >
        <Form.Item
          name="RoleName"
          label={t('roles.name')}
          extra={t('nameRule')}
          rules={[{ required: true, pattern: /^[\w.@-]{1,64}$/, message: t('nameRule') }]}
        >
          <Input autoFocus autoComplete="off" />
        </Form.Item>
        <Form.Item name="Description" label={t('description')}>
          <Input autoComplete="off" maxLength={1024} />
        </Form.Item>
        <Form.Item name="AssumeRolePolicyDocument" label={t('roles.trust')} rules={[{ required: true }]}>
          <Input.TextArea className="code-input" spellCheck={false} autoSize={{ minRows: 8, maxRows: 20 }} />
        </Form.Item>
      </Form>
    </Modal>
  );
}

/** All roles, and what one of them has. */
export function RolesTab() {
  const { t } = useTranslation('access');
  const query = useQuery(rolesQuery);
  const [wanted, setWanted] = useState<string | null>(null);
  const [isAdding, setAdding] = useState(false);
  const role = query.data?.find(({ RoleName }) => RoleName === wanted) ?? query.data?.[0];
  return (
    <>
      <NameList
        label={t('roles.title')}
        query={query}
        nameOf={({ RoleName }) => RoleName}
        noteOf={({ Description }) => Description}
        chosen={role?.RoleName ?? null}
        choose={setWanted}
        addLabel={t('roles.add')}
        add={() => setAdding(true)}
        emptyText={t('roles.empty')}
      >
        {role !== undefined && <RoleDetails key={role.RoleName} role={role} />}
      </NameList>
      {isAdding && (
        <AddRole
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
