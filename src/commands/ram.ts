import { connect } from './connection.ts';

/** Options that every command about access has. */
export type AccessOptions = { json?: boolean; endpoint?: string };

/** Calls an operation of RAM with the root key. */
export type RamCall = <Answer = unknown>(
  action: string,
  parameters?: Record<string, unknown>,
) => Promise<Answer & { RequestId: string }>;

/** Opens a caller of the RAM API of the server. */
export async function connectRam({ endpoint }: AccessOptions): Promise<RamCall> {
  const { client } = await connect(endpoint);
  return (action, parameters) => client.call(action, parameters, 'RAM');
}

/** Reads a whole list of RAM, part by part. */
export async function readAll<Item>(
  call: RamCall,
  action: string,
  items: (answer: Record<string, unknown>) => Item[],
): Promise<Item[]> {
  const all: Item[] = [];
  let marker: string | undefined;
  do {
    const answer = await call<{ Marker?: string }>(action, { MaxItems: 1000, Marker: marker });
    all.push(...items(answer));
    marker = answer.Marker;
  } while (marker !== undefined);
  return all;
}

/** Prints a value as JSON. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Prints names and values, one a line. */
export function printPairs(pairs: Record<string, string>): void {
  for (const [name, value] of Object.entries(pairs)) process.stdout.write(`${name.padEnd(16)} ${value}\n`);
}
