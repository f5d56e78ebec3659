import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { type RunningServer, startServer } from '../../src/server.ts';

/**
 * A server in a process of its own, for tests that kill it: tells its address or why it could not start, closes on
 * SIGTERM. It ends with its test, whatever becomes of it.
 */
const config = readConfig(process.env);
let server: RunningServer;
try {
  server = await startServer(config, pino({ level: config.logLevel }, pino.destination(2)));
} catch (error) {
  process.send?.({ fault: String(error) });
  process.exit(1);
}
const stop = () => server.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('disconnect', stop);
process.send?.({ url: server.url });
