import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useParams } from 'react-router';
import { ApiFailure } from '../api/failure.ts';
import { sessionQuery, signIn } from '../api/session.ts';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { Command, SignInFrame } from './sign-in-frame.tsx';

/** Signs in with the token of a one-time link, `/console/link/TOKEN`. */
export function LinkPage() {
  const { t } = useTranslation();
  const { token = '' } = useParams();
  const client = useQueryClient();
  const navigate = useNavigate();
  const enter = useMutation({
    mutationFn: () => signIn({ link: token }),
    onSuccess: (session) => {
      client.setQueryData(sessionQuery.queryKey, session);
      // The token has been used: it does not belong into the history.
      void navigate('/jobs', { replace: true });
    },
  });
  const isSent = useRef(false);
  const { mutate, error } = enter;
  useEffect(() => {
    // Once: a second try with the same token would fail.
    if (isSent.current) return;
    isSent.current = true;
    mutate();
  }, [mutate]);
  if (error === null) {
    return (
      <SignInFrame title={t('signIn.linkTitle')}>
        <Waiting rows={2} />
      </SignInFrame>
    );
  }
  const isUsed = error instanceof ApiFailure && error.status === 401;
  return (
    <SignInFrame title={t('signIn.linkFailed')}>
      {isUsed ? <p>{t('signIn.linkAdvice')}</p> : <Problem error={error} />}
      {isUsed && <Command>./reelmill keys --link</Command>}
      <Button type="primary" block size="large" onClick={() => void navigate('/jobs', { replace: true })}>
        {t('signIn.toSignIn')}
      </Button>
    </SignInFrame>
  );
}
