import { type Command, Option } from 'commander';

/** Options that several commands share, made anew for each. */
export type SharedOptions = { json: () => Option; endpoint: () => Option };

const userOption = (description: string) => new Option('--user <name>', description);

/** Adds `users`, `keys`, `policies` and `accounts`: who may use the server, through its RAM API with the root key. */
export function addAccessCommands(program: Command, shared: SharedOptions): void {
  addUsers(program, shared);
  addKeys(program, shared);
  addPolicies(program, shared);
  addAccounts(program, shared);
}

function addUsers(program: Command, { json, endpoint }: SharedOptions): void {
  const users = program
    .command('users')
    .description('list users')
    .addOption(json())
    .addOption(endpoint())
    .action(async (options) => (await import('./users.ts')).listUsers(options));
  users
    .command('show')
    .description('show a user with its keys and policies')
    .argument('<name>')
    .action(async (name, _options, command) =>
      (await import('./users.ts')).showUser(name, command.optsWithGlobals()),
    );
  users
    .command('create')
    .description('make a user with a key, which is shown this once')
    .argument('<name>')
    .option('--policy <names...>', 'policies to attach, such as AliyunICEFullAccess')
    .option('--comments <text>', 'remark')
    .action(async (name, _options, command) =>
      (await import('./users.ts')).createUser(name, command.optsWithGlobals()),
    );
  users
    .command('delete')
    .description('delete a user with its keys')
    .argument('<name>')
    .action(async (name, _options, command) =>
      (await import('./users.ts')).deleteUser(name, command.optsWithGlobals()),
    );
}

function addKeys(program: Command, { json, endpoint }: SharedOptions): void {
  const keys = program
    .command('keys')
    .description('show the root key; it is made when there is none yet')
    .addOption(json())
    .addOption(endpoint())
    .option('--link', 'show a link that signs in to the console once')
    .action(async (options) => (await import('./keys.ts')).keys(options));
  keys
    .command('list')
    .description('list the keys of a user')
    .addOption(userOption('whose; those of the account itself when left out'))
    .action(async (_options, command) =>
      (await import('./user-keys.ts')).listKeys(command.optsWithGlobals()),
    );
  keys
    .command('create')
    .description('make a key, which is shown this once')
    .addOption(userOption('for whom; for the account itself when left out'))
    .action(async (_options, command) =>
      (await import('./user-keys.ts')).createKey(command.optsWithGlobals()),
    );
  const changes = { enable: 'switch a key on', disable: 'switch a key off', delete: 'delete a key' } as const;
  for (const [change, description] of Object.entries(changes)) {
    keys
      .command(change)
      .description(description)
      .argument('<id>', 'id of the key')
      .addOption(userOption('whose; of the account itself when left out'))
      .action(async (id, _options, command) =>
        (await import('./user-keys.ts')).changeKey(
          change as keyof typeof changes,
          id,
          command.optsWithGlobals(),
        ),
      );
  }
}

function addPolicies(program: Command, { json, endpoint }: SharedOptions): void {
  const policies = program
    .command('policies')
    .description('list policies')
    .addOption(json())
    .addOption(endpoint())
    .action(async (options) => (await import('./policies.ts')).listPolicies(options));
  policies
    .command('show')
    .description('show what a policy says, and who has it')
    .argument('<name>')
    .action(async (name, _options, command) =>
      (await import('./policies.ts')).showPolicy(name, command.optsWithGlobals()),
    );
  for (const change of ['create', 'update'] as const) {
    policies
      .command(change)
      .description(change === 'create' ? 'make a policy' : 'replace what a policy says by a new version')
      .argument('<name>')
      .argument('<file>', 'JSON of the policy')
      .action(async (name, file, _options, command) =>
        (await import('./policies.ts')).writePolicy(change, name, file, command.optsWithGlobals()),
      );
  }
  policies
    .command('delete')
    .description('delete a policy that nobody has, with its versions')
    .argument('<name>')
    .action(async (name, _options, command) =>
      (await import('./policies.ts')).deletePolicy(name, command.optsWithGlobals()),
    );
  for (const change of ['attach', 'detach'] as const) {
    policies
      .command(change)
      .description(change === 'attach' ? 'give a policy to a user or a role' : 'take a policy away')
      .argument('<name>')
      .addOption(userOption('the user'))
      .addOption(new Option('--role <name>', 'the role').conflicts('user'))
      .action(async (name, _options, command) =>
        (await import('./policies.ts')).changeHolder(change, name, command.optsWithGlobals()),
      );
  }
}

function addAccounts(program: Command, { json, endpoint }: SharedOptions): void {
  const accounts = program
    .command('accounts')
    .description('list the further accounts of this server')
    .addOption(json())
    .addOption(endpoint())
    .action(async (options) => (await import('./accounts.ts')).listAccounts(options));
  accounts
    .command('create')
    .description('make an account that sees nothing of the others, with a key that is shown this once')
    .argument('<name>')
    .option('--bucket <names...>', 'buckets that it gets (default: one of its own name)')
    .action(async (name, _options, command) =>
      (await import('./accounts.ts')).createAccount(name, command.optsWithGlobals()),
    );
}
