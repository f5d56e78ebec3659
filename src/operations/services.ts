import type { BatchService } from '../batch/service.ts';
import type { MediaLibrary } from '../media/library.ts';

/**
 * What operations may use: one entry a domain, filled by the composition root (`server.ts`). Operations reach the
 * database, the queue and the files only through these.
 */
export type Services = {
  batch: BatchService;
  media: MediaLibrary;
};
