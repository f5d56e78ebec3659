import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { sessionQuery, signIn } from '../api/session.ts';
import { Problem } from '../parts/problem.tsx';
import { Command, SignInFrame } from './sign-in-frame.tsx';

type Key = { accessKeyId: string; accessKeySecret: string; securityToken?: string };

/** Signing in with an access key; the page that was asked for is shown afterwards. */
export function SignInPage({ hasEnded }: { hasEnded: boolean }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const enter = useMutation({
    mutationFn: (key: Key) => signIn(key),
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });
  return (
    <SignInFrame title={t('signIn.title')}>
      <p className="sign-in-lead">{hasEnded ? t('signIn.ended') : t('signIn.lead')}</p>
      {enter.error !== null && <Problem error={enter.error} />}
      <Form<Key> layout="vertical" requiredMark={false} onFinish={enter.mutate} disabled={enter.isPending}>
        <Form.Item
          name="accessKeyId"
          label={t('signIn.keyId')}
          rules={[{ required: true, whitespace: true, message: t('signIn.keyIdMissing') }]}
        >
          <Input autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus />
        </Form.Item>
        <Form.Item
          name="accessKeySecret"
          label={t('signIn.keySecret')}
          rules={[{ required: true, message: t('signIn.keySecretMissing') }]}
        >
          <Input.Password autoComplete="current-password" />
        </Form.Item>
        <details className="sign-in-help">
          <summary>{t('signIn.temporary')}</summary>
          <Form.Item name="securityToken" label={t('signIn.token')}>
            <Input.TextArea rows={2} autoComplete="off" spellCheck={false} />
          </Form.Item>
        </details>
        <Button type="primary" htmlType="submit" block size="large" loading={enter.isPending}>
          {t('signIn.submit')}
        </Button>
      </Form>
      <details className="sign-in-help">
        <summary>{t('signIn.whereTitle')}</summary>
        <p>{t('signIn.where')}</p>
        <Command>./reelmill keys</Command>
      </details>
    </SignInFrame>
  );
}
