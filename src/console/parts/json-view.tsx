import type { ReactNode } from 'react';

const indent = '  ';

/** A value as indented JSON whose keys, texts and numbers differ in colour. */
function render(value: unknown, depth: number): ReactNode {
  if (typeof value === 'string') return <span className="json-text">{JSON.stringify(value)}</span>;
  if (typeof value !== 'object' || value === null) return <span className="json-plain">{String(value)}</span>;
  const isList = Array.isArray(value);
  const [open, close] = isList ? '[]' : '{}';
  const parts = isList ? value.map((part, index) => [index, part] as const) : Object.entries(value);
  if (parts.length === 0) return `${open}${close}`;
  return (
    <>
      {open}
      {parts.map(([key, part], index) => (
        <span key={key}>
          {`\n${indent.repeat(depth + 1)}`}
          {!isList && <span className="json-key">{JSON.stringify(key)}</span>}
          {!isList && ': '}
          {render(part, depth + 1)}
          {index < parts.length - 1 && ','}
        </span>
      ))}
      {`\n${indent.repeat(depth)}${close}`}
    </>
  );
}

/** JSON to read. It scrolls by itself, so the keyboard has to reach it. */
export function JsonView({ value, label }: { value: unknown; label: string }) {
  return (
    <section className="json" aria-label={label} tabIndex={0}>
      <pre>
        <code>{render(value, 0)}</code>
      </pre>
    </section>
  );
}
