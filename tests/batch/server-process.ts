import { pino } from 'pino';
import { readConfig } from '../../src/config.ts';
import { startServer } from '../../src/server.ts';

/**
 * A server in a process of its own, for tests that kill it: prints its address, closes on SIGTERM. It ends with its test,
 * whatever becomes of it.
 */
const config = readConfig(process.env);
const server = await startServer(config, pino({ level: config.logLevel }, pino.destination(2)));
process.send?.({ url: server.url });
const stop = () => server.close().then(() => process.exit(0));
process.once('SIGTERM', stop);
process.once('disconnect', stop);
