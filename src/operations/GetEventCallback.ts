import { z } from 'zod';
import { defineOperation } from './operation.ts';

/** Returns where an account is told of its events (gateway.md 7.1). */
export const GetEventCallback = defineOperation({
  action: 'GetEventCallback',
  access: 'get',
  summary: 'Returns where the account is told of its events; every field is empty when nothing is set.',
  input: z.object({}),
  output: z.object({
    CallbackType: z.string().describe('HTTP or MNS.'),
    CallbackURL: z.string().describe('Address to call; empty with MNS.'),
    CallbackQueueName: z.string().describe('Message queue to write to; empty with HTTP.'),
    EventTypeList: z.string().describe('Events separated by commas; empty means every event.'),
    AuthSwitch: z.string().describe('on when calls are signed, else off.'),
    AuthKey: z.string().describe('Key of the signature.'),
  }),
  errors: [],
  handler: async ({ account, services }) => {
    const set = await services.callbacks.get(account);
    return {
      CallbackType: set?.type ?? '',
      CallbackURL: set?.type === 'HTTP' ? set.address : '',
      CallbackQueueName: set?.type === 'MNS' ? set.address : '',
      EventTypeList: set?.eventTypes.join(',') ?? '',
      AuthSwitch: set === null ? '' : set.isSigned ? 'on' : 'off',
      AuthKey: set?.authKey ?? '',
    };
  },
});
