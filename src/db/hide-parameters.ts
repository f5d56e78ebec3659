import type { Logger } from 'pino';

/**
 * A logger that leaves the values of a failed statement out: the errors of the embedded database carry them, and they may
 * be what users keep to themselves.
 */
export function hideParameters(logger: Logger): Logger {
  return logger.child(
    {},
    { redact: { paths: ['err.params', 'err.aggregateErrors[*].params'], remove: true } },
  );
}
