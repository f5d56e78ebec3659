import type { Pair } from './percent.ts';

/**
 * Parameters by name. `Foo.1=a&Foo.2.Bar=b` becomes `Foo: ['a', { Bar: 'b' }]` and `Foo.Bar=c` becomes
 * `Foo: { Bar: 'c' }` (gateway.md 5.7). The first of equal names wins; a plain `Foo` wins over its flattened parts.
 */
export function collectParameters(pairs: readonly Pair[]): Record<string, unknown> {
  const root: Branch = new Map();
  for (const [name, value] of pairs) {
    const path = name.split('.');
    // A deeper name can only be an attack on the stack: it is kept as one plain, unknown name.
    insert(root, path.length > maxDepth || path.includes('') ? [name] : path, value);
  }
  return Object.fromEntries([...root].map(([name, node]) => [name, build(node)]));
}

const maxDepth = 16;

type Branch = Map<string, string | Branch>;

function insert(branch: Branch, path: readonly string[], value: string): void {
  const [head = '', ...rest] = path;
  const present = branch.get(head);
  if (rest.length === 0) {
    if (typeof present !== 'string') branch.set(head, value);
  } else if (present === undefined) {
    const child: Branch = new Map();
    branch.set(head, child);
    insert(child, rest, value);
  } else if (typeof present !== 'string') {
    insert(present, rest, value);
  }
}

function build(node: string | Branch): unknown {
  if (typeof node === 'string') return node;
  const entries = [...node].map(([name, child]) => [name, build(child)] as const);
  if (!entries.every(([name]) => /^[1-9]\d{0,8}$/.test(name))) return Object.fromEntries(entries);
  return entries.sort(([a], [b]) => Number(a) - Number(b)).map(([, child]) => child);
}
