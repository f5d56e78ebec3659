import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';

/**
 * A whole server for the fuzz test, in a process of its own because its memory is measured: run with `--expose-gc`. It
 * tells its address; asked, what it holds after collecting garbage and which defects it has logged; and ends with its
 * parent.
 */

const defects: string[] = [];
const isDefect = ({ level }: { level: number }) => level >= 50;
const logger = pino(
  { level: 'info' },
  {
    write(line: string) {
      if (isDefect(JSON.parse(line) as { level: number })) defects.push(line);
    },
  },
);
const server = await startServer(readConfig(process.env), logger);
process.on('message', async (message) => {
  if (message === 'measure') {
    // What is kept for a moment (records to write, sockets to close) is no growth.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    for (let round = 0; round < 4; round += 1) globalThis.gc?.();
    const { heapUsed, external, rss } = process.memoryUsage();
    process.send?.({ heapUsed, external, rss, defects });
  } else {
    await server.close();
    process.exit(0);
  }
});
process.once('disconnect', () => process.exit(1));
process.send?.({ url: server.url });
