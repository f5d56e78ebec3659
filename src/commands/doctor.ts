import { readConfig } from '../config.ts';
import { examine, type Finding } from './doctor/check.ts';
import { machineChecks } from './doctor/machine.ts';
import { modelChecks } from './doctor/models.ts';
import { productionChecks } from './doctor/production.ts';

const marks = { ok: 'ok  ', warning: 'WARN', failed: 'FAIL' };

/** Checks this machine; the exit code is 1 when something does not work. */
export async function doctor(options: { json?: boolean }): Promise<void> {
  const findings: Finding[] = [];
  const config = readConfig(process.env);
  for (const check of [...machineChecks(config), ...productionChecks(config), ...modelChecks(config)]) {
    const finding = await examine(check);
    findings.push(finding);
    if (!options.json) process.stdout.write(lineOf(finding));
  }
  const healthy = findings.every(({ state }) => state !== 'failed');
  if (options.json) process.stdout.write(`${JSON.stringify({ healthy, findings }, null, 2)}\n`);
  else
    process.stdout.write(
      healthy ? 'All that is needed works.\n' : 'Something needs your attention, see above.\n',
    );
  if (!healthy) process.exitCode = 1;
}

function lineOf({ name, state, detail, advice }: Finding): string {
  const line = `${marks[state]}  ${name.padEnd(13)} ${detail}\n`;
  return advice === '' ? line : `${line}      ${' '.repeat(13)} -> ${advice}\n`;
}
