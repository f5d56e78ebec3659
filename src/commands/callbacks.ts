import { connect } from './connection.ts';
import { tableOf } from './table.ts';

/** Options of `callbacks`, named as on the command line. */
export type CallbacksOptions = { max?: number; all?: boolean; json?: boolean; endpoint?: string };

/** An attempt as `ListCallbackAttempts` answers it. */
type Attempt = {
  Time: string;
  JobId: string;
  EventType: string;
  Address: string;
  Attempt: number;
  Outcome: string;
  HttpStatus?: number;
  Duration: number;
  Error: string;
  DeliveryStatus: string;
};

type Page = { CallbackAttemptList: Attempt[]; NextToken?: string };

/** Lists the attempts to deliver callbacks, newest first: of one job, or of all. */
export async function callbacks(job: string | undefined, options: CallbacksOptions): Promise<void> {
  const { client } = await connect(options.endpoint);
  const MaxResults = options.max ?? (options.all ? 100 : 20);
  const attempts: Attempt[] = [];
  let token: string | undefined;
  do {
    const page = await client.call<Page>('ListCallbackAttempts', {
      JobId: job,
      MaxResults,
      NextToken: token,
    });
    attempts.push(...page.CallbackAttemptList);
    token = page.NextToken;
  } while (options.all && token);
  if (options.json) {
    const shown = { CallbackAttemptList: attempts, ...(token ? { NextToken: token } : {}) };
    process.stdout.write(`${JSON.stringify(shown, null, 2)}\n`);
    return;
  }
  const rows = attempts.map((attempt) => [
    attempt.Time,
    attempt.JobId,
    attempt.EventType,
    attempt.Address,
    String(attempt.Attempt),
    outcomeOf(attempt),
    `${attempt.Duration} ms`,
    attempt.DeliveryStatus,
  ]);
  const head = ['Time', 'JobId', 'Event', 'Address', 'Try', 'Outcome', 'Took', 'Callback'];
  process.stdout.write(tableOf(head, rows));
  if (token) process.stdout.write('There are more: --all shows them.\n');
}

function outcomeOf({ Outcome, HttpStatus, Error: reason }: Attempt): string {
  if (Outcome === 'Delivered') return HttpStatus === undefined ? Outcome : `${Outcome} (${HttpStatus})`;
  return `${Outcome}: ${reason}`;
}
