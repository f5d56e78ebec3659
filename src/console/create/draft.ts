import type { Form } from './form.ts';
import { isFault, parsePayload, payloadText } from './payload.ts';

const storageKey = 'reelmill.create.draft';

/** The form as it was left; null when there is none. A draft is kept for the tab: two tabs make two jobs. */
export function readDraft(): Form | null {
  const stored = sessionStorage.getItem(storageKey);
  if (stored === null) return null;
  const form = parsePayload(stored);
  return isFault(form) ? null : form;
}

/** Keeps the form for when the page is left and come back to. */
export const keepDraft = (form: Form) => sessionStorage.setItem(storageKey, payloadText(form));

/** Forgets the draft. */
export const dropDraft = () => sessionStorage.removeItem(storageKey);
