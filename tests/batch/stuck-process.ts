import { tmpdir } from 'node:os';
import { assembleBench } from './harness.ts';

/** A worker on a PostgreSQL server whose renders never end: it tells when it has taken one, and waits to be killed. */
const [databaseUrl = ''] = process.argv.slice(2);
const bench = await assembleBench(tmpdir(), databaseUrl, {
  render: () => {
    process.send?.('rendering');
    return new Promise(() => {});
  },
});
await bench.work();
process.once('disconnect', () => process.exit(1));
