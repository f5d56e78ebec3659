import type { ComponentType } from 'react';
import { createBrowserRouter, Navigate, type RouteObject } from 'react-router';
import { basePath } from './api/base-path.ts';
import { Waiting } from './parts/waiting.tsx';
import { Crash } from './shell/crash.tsx';
import { SessionGate } from './shell/session-gate.tsx';
import { LinkPage } from './sign-in/link-page.tsx';

/** Makes a route whose page is fetched when it is first gone to; `load` imports a module with the page as its default. */
function page(path: string, load: () => Promise<{ default: ComponentType }>): RouteObject {
  return {
    path,
    lazy: async () => ({ Component: (await load()).default }),
    errorElement: <Crash />,
  };
}

const home = `${basePath}/console`;
// `/` of the server shows the console, too; its pages have addresses below /console. Who goes past the proxy that gives
// the server a path sees them without it.
if (!location.pathname.startsWith(home)) {
  const { pathname, search } = location;
  const isPage = pathname.startsWith('/console/');
  history.replaceState(null, '', isPage ? basePath + pathname + search : `${home}/jobs`);
}

/** All pages, by their address below `/console`. */
export const router = createBrowserRouter(
  [
    { path: '/link/:token', element: <LinkPage /> },
    {
      path: '/',
      element: <SessionGate />,
      errorElement: <Crash />,
      hydrateFallbackElement: <Waiting rows={4} />,
      children: [
        { index: true, element: <Navigate to="/jobs" replace /> },
        page('jobs', () => import('./jobs/jobs-page.tsx')),
        page('jobs/:jobId', () => import('./job/job-page.tsx')),
        page('jobs/:jobId/videos/:videoId', () => import('./timeline/video-page.tsx')),
        page('create', () => import('./create/create-page.tsx')),
        page('explorer', () => import('./explorer/explorer-page.tsx')),
        page('access', () => import('./access/access-page.tsx')),
        // `/console/health` is where the server tells its figures.
        page('status', () => import('./health/health-page.tsx')),
        page('library', () => import('./library/library-page.tsx')),
        page('*', () => import('./shell/not-found-page.tsx')),
      ],
    },
  ],
  { basename: home },
);
