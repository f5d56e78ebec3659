import { queryOptions, useQuery } from '@tanstack/react-query';
import { ApiFailure } from './failure.ts';
import { request, setCsrf } from './http.ts';

/** Who is signed in. */
export type Session = {
  user: { name: string; accessKeyId: string; kind: 'root' | 'user' | 'role'; account: string };
  csrf: string;
  /** ISO time. */
  expires: string;
};

/** What a person signs in with: an access key, or the token of a one-time link. */
export type Credentials =
  | { accessKeyId: string; accessKeySecret: string /** Of a temporary key. */; securityToken?: string }
  | { link: string };

function keep(session: Session): Session {
  setCsrf(session.csrf);
  return session;
}

/** The session as a query; null when nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }): Promise<Session | null> => {
    try {
      return keep(await request<Session>('session', { signal }));
    } catch (error) {
      if (error instanceof ApiFailure && error.status === 401) return null;
      throw error;
    }
  },
  staleTime: 5 * 60_000,
});

/** The session of a page that is shown only to people who are signed in. */
export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('this page needs a session');
  return data;
}

/** @throws ApiFailure 401 when the key, its secret or the link is wrong */
export const signIn = async (credentials: Credentials): Promise<Session> =>
  keep(await request<Session>('session', { method: 'POST', body: credentials }));

/** Ends the session. */
export const signOut = (): Promise<void> => request('session', { method: 'DELETE' });
