import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Modal, Switch } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../api/call.ts';
import { CopyButton } from '../parts/copy-button.tsx';
import { Moment } from '../parts/moment.tsx';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { DeleteButton } from './delete-button.tsx';
import { type AccessKey, keysQuery, useChange } from './queries.ts';

function KeyRow({ userName, accessKey }: { userName: string; accessKey: AccessKey }) {
  const { t } = useTranslation('access');
  const { AccessKeyId, Status, CreateDate } = accessKey;
  const change = useChange((isActive: boolean) =>
    call('UpdateAccessKey', {
      UserName: userName,
      UserAccessKeyId: AccessKeyId,
      Status: isActive ? 'Active' : 'Inactive',
    }),
  );
  const remove = useChange(() =>
    call('DeleteAccessKey', { UserName: userName, UserAccessKeyId: AccessKeyId }),
  );
  return (
    <li className="key-row">
      <code>{AccessKeyId}</code>
      <CopyButton text={AccessKeyId} />
      <Moment at={CreateDate} />
      <Switch
        checked={Status === 'Active'}
        loading={change.isPending}
        aria-label={t('keys.active', { key: AccessKeyId })}
        checkedChildren={t('keys.on')}
        unCheckedChildren={t('keys.off')}
        onChange={(isActive) => change.mutate(isActive)}
      />
      <DeleteButton
        name={AccessKeyId}
        text={t('keys.deleteText')}
        act={() => remove.mutateAsync(undefined)}
      />
    </li>
  );
}

/** The keys of a user; the secret of a new one is shown once. */
export function Keys({ userName }: { userName: string }) {
  const { t } = useTranslation('access');
  const { data, error, isPending, refetch } = useQuery(keysQuery(userName));
  const [made, setMade] = useState<{ AccessKeyId: string; AccessKeySecret: string } | null>(null);
  const create = useChange(
    () => call('CreateAccessKey', { UserName: userName }),
    ({ AccessKey }) => setMade(AccessKey),
  );
  return (
    <section className="details-part" aria-label={t('keys.title')}>
      <h3>{t('keys.title')}</h3>
      {error !== null && <Problem error={error} retry={() => void refetch()} />}
      {isPending && <Waiting rows={2} />}
      {data?.length === 0 && <p className="hint">{t('keys.none')}</p>}
      <ul className="rows">
        {data?.map((accessKey) => (
          <KeyRow key={accessKey.AccessKeyId} userName={userName} accessKey={accessKey} />
        ))}
      </ul>
      <Button icon={<PlusOutlined />} loading={create.isPending} onClick={() => create.mutate(undefined)}>
        {t('keys.add')}
      </Button>
      {made !== null && (
        <Modal
          open
          title={t('keys.made')}
          onCancel={() => setMade(null)}
          footer={
            <Button type="primary" onClick={() => setMade(null)}>
              {t('keys.kept')}
            </Button>
          }
        >
          <Alert type="warning" title={t('keys.once')} />
          <dl className="secret">
            <dt>AccessKeyId</dt>
            <dd>
              <code>{made.AccessKeyId}</code> <CopyButton text={made.AccessKeyId} />
            </dd>
            <dt>AccessKeySecret</dt>
            <dd>
              <code>{made.AccessKeySecret}</code> <CopyButton text={made.AccessKeySecret} />
            </dd>
          </dl>
        </Modal>
      )}
    </section>
  );
}
