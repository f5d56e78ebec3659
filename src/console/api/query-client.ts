import { QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './failure.ts';
import { whenSignedOut } from './http.ts';
import { sessionQuery } from './session.ts';

const maxRetries = 2;

/** Only what may pass by itself is tried again: no answer, or a server that is busy. */
function mayRetry(failures: number, error: Error): boolean {
  if (failures >= maxRetries || !(error instanceof ApiFailure)) return false;
  return error.status === 0 || error.status === 429 || error.status >= 502;
}

/**
 * Makes the store of everything that came from the server. Pages are told of changes by the server's events, so nothing
 * is asked for again just because time has passed.
 */
export function createQueryClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: { retry: mayRetry, staleTime: 30_000, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  });
  whenSignedOut(() => client.setQueryData(sessionQuery.queryKey, null));
  return client;
}
