import { z } from 'zod';
import { apiError } from '../errors/api-error.ts';
import { eventTypes } from '../notify/event-types.ts';
import type { Subscription } from '../notify/subscription.ts';
import { choice, list, text } from './fields.ts';
import { defineOperation } from './operation.ts';

const input = z.object({
  CallbackType: choice(['HTTP', 'MNS'], {
    description: 'How events are told: by calling an address, or by writing to a message queue.',
    example: 'HTTP',
  }).optional(),
  CallbackURL: text({
    description: 'Address to call; needed with HTTP.',
    example: 'https://example.com/callback',
    maxBytes: 256,
    form: 'an http or https URL',
    pattern: /^https?:\/\/\S+$/i,
  }).optional(),
  CallbackQueueName: text({
    description: 'Message queue to write to; needed with MNS. It is made when it is not there.',
    example: 'ice-callback-queue',
    form: 'ice-callback- with letters, digits and dashes after it,',
    max: 120,
    pattern: /^ice-callback-[A-Za-z0-9-]+$/,
  }).optional(),
  EventTypeList: list({
    description: 'Events to be told; every event when it is left out.',
    example: 'ProduceMediaComplete,BatchProduceMediaComplete',
    max: 100,
  }).optional(),
  AuthSwitch: choice(['on', 'off'], {
    description: 'Whether calls carry the headers X-ICE-TIMESTAMP and X-ICE-SIGNATURE.',
    example: 'on',
  }).default('off'),
  AuthKey: text({
    description: 'Key of the signature; needed when AuthSwitch is on.',
    example: 'Callback123',
    form: 'text with upper-case letters, lower-case letters and digits,',
    max: 32,
    pattern: /^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)[\x21-\x7e]+$/,
  }).optional(),
});

/** Sets where an account is told of its events (gateway.md 7.1). */
export const SetEventCallback = defineOperation({
  action: 'SetEventCallback',
  access: 'update',
  summary:
    'Sets where the account is told of its events; replaces the whole setting. A call without any parameter removes it.',
  input,
  output: z.object({ Success: z.boolean().describe('Always true.') }),
  errors: [],
  handler: async ({ account, services }, parameters) => {
    await services.callbacks.set(account, subscriptionOf(parameters));
    return { Success: true };
  },
});

function subscriptionOf(parameters: z.output<typeof input>): Subscription | null {
  const { CallbackURL, CallbackQueueName, EventTypeList, AuthSwitch, AuthKey } = parameters;
  const isEmpty =
    AuthSwitch === 'off' &&
    [parameters.CallbackType, CallbackURL, CallbackQueueName, EventTypeList, AuthKey].every(
      (value) => value === undefined,
    );
  if (isEmpty) return null;
  const type = parameters.CallbackType ?? (CallbackURL === undefined ? 'MNS' : 'HTTP');
  const address = type === 'HTTP' ? CallbackURL : CallbackQueueName;
  if (address === undefined) {
    throw apiError('Missing{Name}', { Name: type === 'HTTP' ? 'CallbackURL' : 'CallbackQueueName' });
  }
  if (type === 'HTTP' && !URL.canParse(address)) {
    throw apiError('InvalidParameter', {
      Reason: `CallbackURL must be an http or https URL, not ${JSON.stringify(address)}.`,
    });
  }
  const isSigned = AuthSwitch === 'on';
  if (isSigned && AuthKey === undefined) throw apiError('Missing{Name}', { Name: 'AuthKey' });
  return { type, address, eventTypes: knownEvents(EventTypeList ?? []), isSigned, authKey: AuthKey ?? '' };
}

/** A name with a slip in it would be an event that never comes. */
function knownEvents(names: readonly string[]): string[] {
  return names.map((name) => {
    const known = eventTypes.find((type) => type.toLowerCase() === name.toLowerCase());
    if (known !== undefined) return known;
    throw apiError('InvalidParameter', {
      Reason: `EventTypeList must hold names of events, such as ProduceMediaComplete, not ${JSON.stringify(name.slice(0, 100))}.`,
    });
  });
}
