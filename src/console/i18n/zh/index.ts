import type { messages as english } from '../en/index.ts';
import type { Translated } from '../translated.ts';
import { access } from './access.ts';
import { create } from './create.ts';
import { explorer } from './explorer.ts';
import { health } from './health.ts';
import { jobs } from './jobs.ts';
import { library } from './library.ts';
import { problems } from './problems.ts';
import { shell } from './shell.ts';

/** All Chinese messages by area. */
export const messages: Translated<typeof english> = {
  shell,
  problems,
  jobs,
  library,
  create,
  explorer,
  access,
  health,
};
