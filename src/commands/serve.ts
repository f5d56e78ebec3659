import { pino } from 'pino';
import { readConfig } from '../config.ts';
import { startServer } from '../server.ts';
import { aborted, stopSignal } from './stop-signal.ts';

/**
 * Runs the server until SIGTERM or Ctrl-C. Standard output gets one line, `listening on http://…`; the log goes to
 * standard error.
 */
export async function serve(): Promise<void> {
  const stop = stopSignal();
  const config = readConfig(process.env);
  const logger = pino({ level: config.logLevel }, pino.destination(2));
  const server = await startServer(config, logger);
  process.stdout.write(`listening on ${server.url}\n`);
  // The first start builds the pages of the console, beside everything else.
  void server.prepareConsole();
  await aborted(stop);
  await server.close();
  process.exit(0);
}
