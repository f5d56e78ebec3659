import { MultiBar, Presets, type SingleBar } from 'cli-progress';

/** One thing that makes progress. */
export type Item = { label: string; percent: number; state: string };

/** Shows how far each of several things is. */
export type ProgressView = {
  /** Shows the items as they are now; an item is known by its label. */
  show(items: Item[]): void;
  close(): void;
};

/** Percent between two plain lines about the same item. */
const lineStep = 25;

/** Bars on a terminal, plain lines (a new state, every 25 percent) anywhere else. */
export function openProgressView(): ProgressView {
  return process.stderr.isTTY ? openBars() : openLines();
}

function openBars(): ProgressView {
  const bars = new MultiBar(
    {
      format: '{label} {bar} {percentage} % {state}',
      stream: process.stderr,
      hideCursor: true,
      clearOnComplete: false,
      gracefulExit: false,
    },
    Presets.shades_classic,
  );
  const known = new Map<string, SingleBar>();
  return {
    show(items) {
      for (const { label, percent, state } of items) {
        const value = Math.floor(percent);
        const shown = { label: label.padEnd(18), state };
        const bar = known.get(label);
        if (bar === undefined) known.set(label, bars.create(100, value, shown));
        else bar.update(value, shown);
      }
    },
    close() {
      bars.stop();
    },
  };
}

function openLines(): ProgressView {
  const last = new Map<string, string>();
  return {
    show(items) {
      for (const { label, percent, state } of items) {
        const mark = `${state} ${Math.floor(percent / lineStep)}`;
        if (last.get(label) === mark) continue;
        last.set(label, mark);
        process.stderr.write(`${label}: ${state} ${Math.floor(percent)} %\n`);
      }
    },
    close() {},
  };
}
