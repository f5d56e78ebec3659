import { access } from './access.ts';
import { create } from './create.ts';
import { explorer } from './explorer.ts';
import { health } from './health.ts';
import { jobs } from './jobs.ts';
import { library } from './library.ts';
import { problems } from './problems.ts';
import { shell } from './shell.ts';

/** All English messages by area; other languages have the same keys. */
export const messages = { shell, problems, jobs, library, create, explorer, access, health };
