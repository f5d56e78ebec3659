import type { Operation } from './operation.ts';

const all: readonly Operation[] = [];

/** Every operation that the server knows, by action name. An operation exists once it is listed here. */
export const operations: ReadonlyMap<string, Operation> = new Map(
  all.map((operation) => [operation.action, operation]),
);
