import { MenuOutlined } from '@ant-design/icons';
import { Button, Drawer } from 'antd';
import { Suspense, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Outlet, useLocation, useNavigation } from 'react-router';
import { LiveState, LiveUpdates } from '../live/live-updates.tsx';
import { Mark } from '../look/mark.tsx';
import { Waiting } from '../parts/waiting.tsx';
import { UploadTray } from '../uploads/upload-tray.tsx';
import { AccountMenu } from './account-menu.tsx';
import { AppearanceChoice, LanguageChoice } from './choices.tsx';
import { Navigation } from './navigation.tsx';
import './shell.css';

function Brand() {
  const { t } = useTranslation();
  return (
    <Link to="/jobs" className="brand">
      <Mark />
      <span>{t('name')}</span>
    </Link>
  );
}

/** Moves the focus to the heading of a page that was gone to, so that it is read out and the keyboard goes on from there. */
function useFocusOnNewPage() {
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    scrollTo(0, 0);
    document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
  }, [pathname]);
}

/** What stands around every page: navigation, choices, who is signed in, uploads, and whether the page is live. */
export function Shell() {
  const { t } = useTranslation();
  const { state } = useNavigation();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const closeMenu = () => setMenuOpen(false);
  useFocusOnNewPage();
  return (
    <LiveUpdates>
      <a href="#content" className="skip">
        {t('skip')}
      </a>
      <div className="shell">
        <aside className="side">
          <Brand />
          <Navigation />
        </aside>
        <header className="bar">
          <div className="bar-start">
            <Button
              type="text"
              className="menu-button"
              icon={<MenuOutlined />}
              aria-label={t('openMenu')}
              onClick={() => setMenuOpen(true)}
            />
            <span className="bar-brand">
              <Brand />
            </span>
          </div>
          <div className="bar-end">
            <LiveState />
            <LanguageChoice />
            <AppearanceChoice />
            <AccountMenu />
          </div>
        </header>
        <main id="content" tabIndex={-1} aria-busy={state === 'loading'}>
          {state === 'loading' && <div className="page-wait" role="progressbar" aria-label={t('wait')} />}
          <Suspense fallback={<Waiting rows={8} />}>
            <Outlet />
          </Suspense>
        </main>
      </div>
      <UploadTray />
      <Drawer
        open={isMenuOpen}
        onClose={closeMenu}
        placement="left"
        size={264}
        title={t('name')}
        closable={{ 'aria-label': t('closeMenu') }}
      >
        <Navigation onNavigate={closeMenu} />
      </Drawer>
    </LiveUpdates>
  );
}
