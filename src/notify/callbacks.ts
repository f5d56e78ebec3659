import type { Kysely } from 'kysely';
import type { Sealer } from '../access/secrets.ts';
import type { Database } from '../db/schema.ts';
import type { MessageQueues } from '../mns/message-queues.ts';
import { type AttemptListRequest, listAttempts } from './attempts.ts';
import {
  readSubscription,
  removeSubscription,
  type Subscription,
  signingKey,
  writeSubscription,
} from './subscription.ts';

/** What {@link createCallbackService} rests on. */
export type CallbackServiceOptions = {
  db: Kysely<Database>;
  queues: MessageQueues;
  /** Seals the keys that calls are signed with. */
  sealer: Sealer;
  /** 32 bytes that page tokens are sealed with. */
  tokenKey: Uint8Array;
};

/** Callbacks as operations and the delivery use them. */
export type CallbackService = ReturnType<typeof createCallbackService>;

/** Makes the functions about callbacks, for the account of the caller. */
export function createCallbackService({ db, queues, sealer, tokenKey }: CallbackServiceOptions) {
  return {
    get: (account: string) => readSubscription(db, sealer, account),
    /** Replaces the subscription; its queue is there from now on, so that a reader may wait at it. Null removes it. */
    async set(account: string, subscription: Subscription | null): Promise<void> {
      if (subscription === null) return removeSubscription(db, account);
      await db.transaction().execute(async (transaction) => {
        await writeSubscription(transaction, sealer, account, subscription);
        if (subscription.type === 'MNS') {
          await queues.ensure(transaction, { account, name: subscription.address });
        }
      });
    },
    /** The key that calls are signed with now, or null. */
    signingKey: (account: string) => signingKey(db, sealer, account),
    listAttempts: (account: string, request: AttemptListRequest) =>
      listAttempts(db, tokenKey, account, request),
  };
}
