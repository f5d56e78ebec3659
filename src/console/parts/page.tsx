import type { ReactNode } from 'react';
import { useTitle } from './use-title.ts';

/** The frame of a page: its heading, which is also the title of the tab, what can be done there, and the content. */
export function Page({
  title,
  above,
  lead,
  actions,
  children,
}: {
  title: string;
  /** A line over the heading, such as the way back. */
  above?: ReactNode;
  /** A line under the heading. */
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  useTitle(title);
  return (
    <div className="page">
      <header className="page-head">
        <div className="page-title">
          {above}
          <h1 tabIndex={-1}>{title}</h1>
          {lead !== undefined && <div className="page-lead">{lead}</div>}
        </div>
        {actions !== undefined && <div className="page-actions">{actions}</div>}
      </header>
      {children}
    </div>
  );
}
