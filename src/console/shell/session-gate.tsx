import { useQuery } from '@tanstack/react-query';
import { useRef } from 'react';
import { sessionQuery } from '../api/session.ts';
import { Problem } from '../parts/problem.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { SignInPage } from '../sign-in/sign-in-page.tsx';
import { Shell } from './shell.tsx';

/** Shows the pages to people who are signed in; all others sign in at the same address and stay there. */
export function SessionGate() {
  const { data, error, isPending, refetch } = useQuery(sessionQuery);
  const wasSignedIn = useRef(false);
  if (data) wasSignedIn.current = true;
  if (isPending) return <Waiting rows={4} />;
  if (data === undefined) return <Problem error={error} retry={() => void refetch()} />;
  if (data === null) return <SignInPage hasEnded={wasSignedIn.current} />;
  return <Shell />;
}
