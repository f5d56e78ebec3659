/** What a check found. */
export type Finding = {
  name: string;
  state: 'ok' | 'warning' | 'failed';
  /** What was seen. */
  detail: string;
  /** What to do about it; empty when all is well. */
  advice: string;
};

/** Something that works but may not for long. */
export class Caution extends Error {
  override readonly name = 'Caution';
}

/** One look at the machine. */
export type Check = {
  name: string;
  /** What to do when it fails. */
  advice: string;
  /**
   * Returns what was seen when all is well.
   *
   * @throws Caution for what should be looked at, any other error for what does not work
   */
  look(): Promise<string>;
};

/** Runs a check; it never throws. */
export async function examine({ name, advice, look }: Check): Promise<Finding> {
  try {
    return { name, state: 'ok', detail: await look(), advice: '' };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { name, state: error instanceof Caution ? 'warning' : 'failed', detail, advice };
  }
}
