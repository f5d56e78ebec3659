/** A call that code is written for. */
export type SampleCall = {
  action: string;
  version: string;
  product: 'ICE' | 'RAM' | 'STS';
  /** Origin of the server: `http://127.0.0.1:8080`. */
  endpoint: string;
  parameters: readonly SampleParameter[];
};

/** A parameter that is filled in. */
export type SampleParameter = {
  name: string;
  value: string;
  in: 'query' | 'form';
  /** Whether the value is JSON text, which languages with such literals write as what it means. */
  isJson: boolean;
};

/** Writes code for a call. All samples read the key from the environment, so that no secret stands in code. */
export type WriteSample = (call: SampleCall) => string;

/** Host, with a port where it has one, and protocol of a server, as SDKs want them. */
export function serverOf({ endpoint }: SampleCall): { host: string; protocol: 'HTTP' | 'HTTPS' } {
  const { host, protocol } = new URL(endpoint);
  return { host, protocol: protocol === 'https:' ? 'HTTPS' : 'HTTP' };
}

/** Parameters that go into the query, and those that go into the body. */
export function partsOf({ parameters }: SampleCall) {
  return {
    query: parameters.filter((parameter) => parameter.in === 'query'),
    body: parameters.filter((parameter) => parameter.in === 'form'),
  };
}

/**
 * A text in double quotes with backslashes, as JSON, TypeScript, Python, Java, Go and C# all read it. A half of a
 * surrogate pair becomes the replacement character: Go has no escape for it.
 */
export const quoted = (text: string): string => JSON.stringify(text.toWellFormed());

/** Puts every line of a text further in. */
export const indented = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`);
