import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const program = fileURLToPath(new URL('engine-version-process.ts', import.meta.url));
let asked: Promise<string> | undefined;

/** Version of FFmpeg, such as `8.0`; asked for once. Empty when the engine cannot be loaded, which `doctor` explains. */
export function engineVersion(): Promise<string> {
  asked ??= promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', program]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
  return asked;
}
