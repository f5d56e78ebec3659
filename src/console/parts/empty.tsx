import type { ReactNode } from 'react';

/** In the place of a list that has nothing: why, and what to do. */
export function Empty({ title, advice, action }: { title: string; advice: string; action?: ReactNode }) {
  return (
    <div className="empty">
      <svg viewBox="0 0 64 48" width="72" height="54" aria-hidden="true">
        <rect x="3" y="3" width="58" height="42" rx="6" fill="none" stroke="currentColor" strokeWidth="2" />
        <path
          d="M3 13h58M3 35h58M14 3v10M25 3v10M36 3v10M47 3v10M14 35v10M25 35v10M36 35v10M47 35v10"
          stroke="currentColor"
          strokeWidth="2"
        />
      </svg>
      <h2>{title}</h2>
      <p>{advice}</p>
      {action}
    </div>
  );
}
