import { CopyButton } from '../parts/copy-button.tsx';
import './code-block.css';

/** A text in a type of equal widths, with a button to copy it. */
export function CodeBlock({
  text,
  label,
  hasCopy = true,
}: {
  text: string;
  label: string;
  hasCopy?: boolean;
}) {
  return (
    <div className="code-block">
      {hasCopy && <CopyButton text={text} className="code-copy" />}
      <section tabIndex={0} aria-label={label}>
        <pre>{text}</pre>
      </section>
    </div>
  );
}
