import type { Ram } from '../access/ram.ts';
import type { SessionTokens } from '../access/sessions.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { BatchService } from '../batch/service.ts';
import type { MediaLibrary } from '../media/library.ts';
import type { CallbackService } from '../notify/callbacks.ts';

/**
 * What operations may use: one entry a domain, filled by the composition root (`server.ts`). Operations reach the
 * database, the queue and the files only through these.
 */
export type Services = {
  /** The record of calls. */
  audit: Pick<AuditLog, 'list'>;
  batch: BatchService;
  media: MediaLibrary;
  callbacks: CallbackService;
  /** Users, keys, policies and roles. */
  ram: Ram;
  /** Temporary keys. */
  sessions: SessionTokens;
  /** The account whose own key manages accounts: 16 digits. */
  rootAccount: string;
};
