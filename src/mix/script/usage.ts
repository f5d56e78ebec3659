import type { Grid } from './footage.ts';

/** One cell of a grid: what "the same shot" means when outputs are compared. */
export type Pick = { grid: Grid; cell: number; group: number };

/** Name of a shot; equal for the same cell in different groups. */
export function pickKey({ grid, cell }: { grid: Grid; cell: number }): string {
  return `${grid.key}\n${cell}`;
}

/** How often shots and materials have been shown so far, and in which outputs. */
export type Usage = {
  shots: Map<string, number>;
  /** Outputs that show a material, by material. */
  outputs: Map<string, number[]>;
};

/** Usage before the first output. */
export function noUsage(): Usage {
  return { shots: new Map(), outputs: new Map() };
}

/** Counts the shots of a finished output. */
export function countOutput(usage: Usage, output: number, picks: readonly Pick[]): void {
  for (const pick of picks) {
    const key = pickKey(pick);
    usage.shots.set(key, (usage.shots.get(key) ?? 0) + 1);
    const { media } = pick.grid;
    const outputs = usage.outputs.get(media);
    if (outputs === undefined) usage.outputs.set(media, [output]);
    else outputs.push(output);
  }
}
