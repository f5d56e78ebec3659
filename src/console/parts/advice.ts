import type { messages } from '../i18n/en/index.ts';

/** A kind of problem for which the console has advice. */
export type Advice = keyof (typeof messages)['problems'];

/** Codes whose advice does not follow from the HTTP status. Failed videos have only a code. */
const byCode: Readonly<Record<string, Advice>> = {
  Network: 'network',
  ConsoleError: 'console',
  SignInFailed: 'signIn',
  SignInLinkInvalid: 'link',
  InvalidCsrfToken: 'session',
  'InvalidParameter.ResourceContentBad': 'material',
  'InvalidMaterial.NotFound': 'material',
  'InvalidParameter.JobNotFound': 'missing',
  ProjectNotFound: 'missing',
  ResourceNotFound: 'missing',
  NoSuchKey: 'missing',
  SpeechFailed: 'speech',
  ProduceFailed: 'render',
  RenderMemoryExceeded: 'limits',
  RenderTimeExceeded: 'limits',
  RenderCancelled: 'cancelled',
  Cancelled: 'cancelled',
};

const byStatus: Readonly<Record<number, Advice>> = {
  401: 'session',
  403: 'forbidden',
  404: 'missing',
  409: 'conflict',
  413: 'tooLarge',
  429: 'tooMany',
  502: 'busy',
  503: 'busy',
  504: 'busy',
};

/** Which advice a failure gets, by its code where that says more, else by its HTTP status. */
export function adviceKey({ code, status }: { code: string; status: number }): Advice {
  const known = byCode[code] ?? byStatus[status];
  if (known !== undefined) return known;
  if (status >= 400 && status < 500) return 'parameter';
  return status === 0 ? 'network' : 'server';
}

/** Which advice the failure of a video gets. */
export function videoAdvice(code: string): Advice {
  return byCode[code] ?? 'render';
}
