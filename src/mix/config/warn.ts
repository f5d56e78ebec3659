import type { Warning } from '../../errors/warning.ts';

/** Notes something odd that was accepted. */
export type Warn = (code: string, message: string) => void;

/** A collector of warnings and the function that fills it. */
export function collectWarnings(): { warnings: Warning[]; warn: Warn } {
  const warnings: Warning[] = [];
  return { warnings, warn: (Code, Message) => warnings.push({ Code, Message }) };
}
