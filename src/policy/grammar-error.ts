/** Where in a document something stands: keys and list positions from the outside in; empty is the whole. */
export type Place = readonly (string | number)[];

/** A policy document breaks a rule; the message names the place, the rule and the value. */
export class PolicyGrammarError extends Error {
  override readonly name = 'PolicyGrammarError';

  /**
   * @param rule completes a sentence that begins with the place: `must be a list`, `appears twice`
   * @param value what stands there; left out when the rule is not about a value
   */
  constructor(place: Place, rule: string, value?: unknown) {
    const but = value === undefined ? '' : `, not ${shorten(JSON.stringify(value))}`;
    super(`${showPlace(place)} ${rule}${but}.`);
  }
}

/** `Statement[1].Condition.IpAddress."acs:SourceIp"[0]`. */
function showPlace(place: Place): string {
  if (place.length === 0) return 'The policy document';
  const steps = place.map((step) => {
    if (typeof step === 'number') return `[${step}]`;
    return /^\w{1,60}$/.test(step) ? `.${step}` : `.${shorten(JSON.stringify(step))}`;
  });
  return steps.join('').replace(/^\./, '');
}

/** Keeps strangers' values from filling the answer. */
function shorten(text: string): string {
  const letters = [...text];
  return letters.length <= 80 ? text : `${letters.slice(0, 77).join('')}...`;
}
