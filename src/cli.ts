import { readFileSync } from 'node:fs';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { addAccessCommands } from './commands/access-program.ts';
import { sentenceOf } from './commands/failure.ts';

/** Exit code of a call that could not be understood; everything else that fails has 1. */
const usageExitCode = 2;

const endpointOption = () =>
  new Option('--endpoint <url>', 'server to talk to (default: REELMILL_PUBLIC_URL, or the local port)');
const jsonOption = () => new Option('--json', 'print JSON instead of a table');

function whole(from: number, to: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (Number.isInteger(value) && value >= from && value <= to) return value;
    throw new InvalidArgumentError(`It must be a whole number from ${from} to ${to}.`);
  };
}

/** The version that package.json states. */
function ownVersion(): string {
  const file = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}

/** Commands load what they need when they run, so that the small ones start at once. */
function createProgram(): Command {
  const program = new Command('reelmill')
    .description('Makes batches of distinct, finished videos from clips, texts, titles and music.')
    .version(ownVersion(), '--version', 'print the version')
    .exitOverride()
    .configureHelp({ showGlobalOptions: true });

  program
    .command('serve')
    .description('run the server; settings come from REELMILL_… environment variables')
    .action(async () => (await import('./commands/serve.ts')).serve());

  program
    .command('demo')
    .description('make sample material and six videos of it on a server of its own')
    .option('--keep', 'leave the server running at the end')
    .option('--out <folder>', 'copy the finished videos to this folder')
    .action(async (options) => (await import('./commands/demo.ts')).demo(options));

  program
    .command('submit')
    .description('submit a batch job; local files in it are copied to the server on this machine')
    .argument(
      '<file>',
      'JSON with InputConfig, EditingConfig, OutputConfig, UserData, ClientToken; Action for highlights',
    )
    .option('--watch', 'wait for the videos and show their progress')
    .addOption(jsonOption())
    .addOption(endpointOption())
    .action(async (file, options) => (await import('./commands/submit.ts')).submit(file, options));

  program
    .command('list')
    .description('list batch jobs')
    .addOption(new Option('--status <status>').choices(['Init', 'Processing', 'Finished', 'Failed']))
    .option('--type <type>', 'job type, such as Script')
    .option('--start <time>', 'created at or after, such as 2026-06-01T00:00:00Z')
    .option('--end <time>', 'created at or before')
    .addOption(new Option('--sort <order>', 'by creation time').choices(['desc', 'asc']))
    .option('--max <count>', 'jobs in a page, 1 to 100', whole(1, 100))
    .option('--all', 'all pages')
    .addOption(jsonOption())
    .addOption(endpointOption())
    .action(async (options) => (await import('./commands/list.ts')).list(options));

  program
    .command('get')
    .description('show a batch job and its videos')
    .argument('<id>', 'id of the job')
    .addOption(jsonOption())
    .addOption(endpointOption())
    .action(async (id, options) => (await import('./commands/get.ts')).get(id, options));

  program
    .command('watch')
    .description('follow the videos of a batch job until all have ended')
    .argument('<id>', 'id of the job')
    .addOption(endpointOption())
    .action(async (id, options) => (await import('./commands/watch.ts')).watch(id, options));

  program
    .command('explain')
    .description('show why each picture of a Smart_Mix job was chosen, and what else was considered')
    .argument('<id>', 'id of the job')
    .addOption(jsonOption())
    .addOption(endpointOption())
    .action(async (id, options) => (await import('./commands/explain.ts')).explain(id, options));

  program
    .command('render')
    .description('render a timeline to a file, without a server')
    .argument('<timeline>', 'timeline JSON; its MediaURL are paths from the folder of this file')
    .argument('<output>', 'MP4 file to write')
    .option('--width <pixels>', 'default: FECanvas of the timeline, or 1080', whole(128, 4096))
    .option('--height <pixels>', 'default: FECanvas of the timeline, or 1920', whole(128, 4096))
    .option('--fps <number>', 'frames a second', whole(1, 120), 25)
    .option('--crf <number>', 'quality, 0 is best', whole(0, 51), 23)
    .action(async (timeline, output, options) =>
      (await import('./commands/render.ts')).render(timeline, output, options),
    );

  program
    .command('callbacks')
    .description('show the attempts to deliver callbacks, newest first')
    .argument('[job]', 'only those of this batch job or sub job')
    .option('--max <count>', 'attempts in a page, 1 to 100', whole(1, 100))
    .option('--all', 'all pages')
    .addOption(jsonOption())
    .addOption(endpointOption())
    .action(async (job, options) => (await import('./commands/callbacks.ts')).callbacks(job, options));

  program
    .command('audit')
    .description('show the calls of the account, refused ones too, newest first')
    .option('--action <name>', 'only calls of this operation')
    .option('--key <id>', 'only calls with this access key')
    .option('--code <code>', 'only calls that ended with this error, such as NoPermission')
    .option('--start <time>', 'at or after, such as 2026-06-01T00:00:00Z')
    .option('--end <time>', 'at or before')
    .option('--max <count>', 'calls in a page, 1 to 100', whole(1, 100))
    .option('--all', 'all pages')
    .addOption(jsonOption())
    .addOption(endpointOption())
    .action(async (options) => (await import('./commands/audit.ts')).audit(options));

  addAccessCommands(program, { json: jsonOption, endpoint: endpointOption });

  program
    .command('doctor')
    .description('check this machine and say what to do about what is wrong')
    .addOption(jsonOption())
    .action(async (options) => (await import('./commands/doctor.ts')).doctor(options));

  return program;
}

/** Runs one command; every failure ends as one sentence on stderr and an exit code. */
async function main(): Promise<void> {
  try {
    await createProgram().parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : usageExitCode;
      return;
    }
    process.stderr.write(`reelmill: ${sentenceOf(error)}\n`);
    if (process.env.REELMILL_LOG_LEVEL === 'debug') console.error(error);
    process.exitCode = 1;
  }
}

await main();
