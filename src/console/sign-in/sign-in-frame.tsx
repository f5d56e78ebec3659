import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Mark } from '../look/mark.tsx';
import { useTitle } from '../parts/use-title.ts';
import { AppearanceChoice, LanguageChoice } from '../shell/choices.tsx';
import './sign-in.css';

/** The frame of the pages for people who are not signed in. */
export function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  const { t } = useTranslation();
  useTitle(title);
  return (
    <div className="sign-in">
      <div className="sign-in-choices">
        <LanguageChoice />
        <AppearanceChoice />
      </div>
      <main className="sign-in-card">
        <div className="sign-in-brand">
          <Mark size={44} />
          <span>{t('name')}</span>
        </div>
        <h1>{title}</h1>
        {children}
      </main>
    </div>
  );
}

/** A command for the machine of the server. */
export function Command({ children }: { children: string }) {
  return (
    <pre className="command">
      <code>{children}</code>
    </pre>
  );
}
