import { z } from 'zod';
import type { Caller } from '../access/principal.ts';
import { apiError } from '../errors/api-error.ts';
import type { ErrorCode } from '../errors/catalogue.ts';
import { showValue } from './fields.ts';
import type { Services } from './services.ts';

/** What an operation does to a resource; policies are written in these words (gateway.md 4.5). */
export type AccessLevel = 'list' | 'get' | 'create' | 'update' | 'delete';

/** HTTP methods under which an operation may be called. */
export type HttpMethod = 'GET' | 'POST';

/** The products whose operations are served, each with its API version and its name in policies. */
export const products = {
  ICE: { version: '2020-11-09', ramCode: 'ice' },
  RAM: { version: '2015-05-01', ramCode: 'ram' },
  STS: { version: '2015-04-01', ramCode: 'sts' },
} as const;

/** A product by its name. */
export type Product = keyof typeof products;

/** What a handler knows about the call besides its parameters. */
export type OperationContext = {
  /** Account that owns what the call reads and makes: 16 digits. */
  account: string;
  caller: Caller;
  /** Upper-case UUID of the call. */
  requestId: string;
  services: Services;
};

/** One API action as the gateway, the docs and the console see it. */
export type Operation = {
  action: string;
  product: Product;
  /** API version of the product. */
  version: string;
  access: AccessLevel;
  /** An operation that only Reelmill has. */
  own: boolean;
  /** One sentence for the docs. */
  summary: string;
  methods: readonly HttpMethod[];
  /** Parameters by name; made with `fields.ts`, from which their documentation is read. */
  input: z.ZodObject;
  /** Answer without `RequestId`. */
  output: z.ZodObject;
  /** Codes of its own; the codes of the gateway can occur in every operation. */
  errors: readonly ErrorCode[];
  /**
   * What a call concerns, in the words of policies: each has to be allowed. Null is everything of the account, as with
   * all operations of ICE (gateway.md 4.5); an empty list opens the operation to every caller.
   *
   * @param parameters not yet validated: permission is checked before them (gateway.md 1.5)
   */
  resources(caller: Caller, parameters: Readonly<Record<string, unknown>>): readonly string[] | null;
  /**
   * Validates the parameters, runs the handler and brings its answer into the documented types.
   *
   * @param parameters by name; values are text, or nested values when they came flattened or as JSON
   * @throws ApiError `Missing{Name}` or `InvalidParameter` for parameters, and what the handler throws
   */
  run(context: OperationContext, parameters: Record<string, unknown>): Promise<Record<string, unknown>>;
};

/** The declaration of an operation: what {@link defineOperation} takes. */
export type OperationDeclaration<Input extends z.ZodObject, Output extends z.ZodObject> = Omit<
  Operation,
  'input' | 'output' | 'run' | 'product' | 'version' | 'methods' | 'resources' | 'own'
> & {
  input: Input;
  output: Output;
  /** ICE when left out. */
  product?: Product;
  /** False when left out. */
  own?: boolean;
  resources?: Operation['resources'];
  methods?: readonly HttpMethod[];
  /** Does the work. May return what `output` accepts: its keys with `undefined` are left out of the answer. */
  handler(context: OperationContext, input: z.output<Input>): Promise<z.input<Output>> | z.input<Output>;
};

/**
 * Declares an operation once; dispatch, validation and docs follow from it.
 *
 * @example
 * export const GetThing = defineOperation({
 *   action: 'GetThing', access: 'get', summary: 'Returns one thing.',
 *   input: z.object({ ThingId: text({ description: 'Id of the thing.', example: '7b01', max: 64 }) }),
 *   output: z.object({ Thing: z.object({ ThingId: z.string() }) }),
 *   errors: [],
 *   handler: async ({ account, services }, { ThingId }) => ({ Thing: await services.things.get(account, ThingId) }),
 * });
 */
export function defineOperation<Input extends z.ZodObject, Output extends z.ZodObject>(
  declaration: OperationDeclaration<Input, Output>,
): Operation {
  const { handler, product = 'ICE', ...described } = declaration;
  return {
    product,
    version: products[product].version,
    methods: ['GET', 'POST'],
    own: false,
    resources: () => null,
    ...described,
    async run(context, parameters) {
      const input = readInput(declaration.input, parameters);
      const answer = await handler(context, input);
      return z.parse(declaration.output, answer) as Record<string, unknown>;
    },
  };
}

/** The name of an operation in policies: `ice:ListBatchMediaProducingJobs`. */
export function ramAction({ product, action }: Pick<Operation, 'product' | 'action'>): string {
  return `${products[product].ramCode}:${action}`;
}

/** Operations by {@link operationKey}: products may have actions of the same name. */
export function indexOperations(all: readonly Operation[]): ReadonlyMap<string, Operation> {
  return new Map(all.map((operation) => [operationKey(operation.version, operation.action), operation]));
}

/** What an operation is found by. */
export function operationKey(version: string, action: string): string {
  return `${version} ${action}`;
}

/** Reads the parameters; the first one that does not fit is the error. An empty value counts as not given. */
function readInput<Input extends z.ZodObject>(
  schema: Input,
  parameters: Record<string, unknown>,
): z.output<Input> {
  const given = Object.fromEntries(
    Object.entries(parameters).filter(([, value]) => value !== '' && value !== null && value !== undefined),
  );
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const name = String(issue?.path[0]);
  if (given[name] === undefined) throw apiError('Missing{Name}', { Name: name });
  const code = issue?.code === 'custom' ? (issue.params?.code as ErrorCode | undefined) : undefined;
  if (code !== undefined) throw apiError(code, { Name: name, Rule: issue?.message ?? '' });
  throw apiError('InvalidParameter', {
    Reason: `${name} must be ${issue?.message}, not ${showValue(given[name])}.`,
  });
}
