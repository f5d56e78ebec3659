import { apiError } from '../errors/api-error.ts';
import type { Warning } from '../errors/warning.ts';
import { isCallbackQueue, isCallbackUrl } from '../notify/address.ts';

/** Where the end of a job is told (a URL, or the name of a queue), and what could not be understood of the wish. */
export type NotifyWish = { address: string | null; warnings: Warning[] };

const maxBytes = 512;

/**
 * Reads the `NotifyAddress` of a `UserData` (batch.md 8.0). Only its form is looked at here; whether the address may be
 * called is decided when it is called.
 *
 * @param userData empty, or a JSON object of at most 512 bytes
 * @throws ApiError `InvalidParameter`
 */
export function readUserData(userData: string): NotifyWish {
  if (userData === '') return { address: null, warnings: [] };
  const size = Buffer.byteLength(userData);
  if (size > maxBytes) throw invalid(`UserData must have at most ${maxBytes} bytes, not ${size}.`);
  const { NotifyAddress: address, RegisterMediaNotifyAddress: mediaAddress } = parseObject(userData);
  const warnings: Warning[] = [];
  if (isGiven(mediaAddress)) {
    warnings.push({
      Code: 'CallbackNotSupported',
      Message:
        'UserData.RegisterMediaNotifyAddress: no event is sent when the media of an output was analysed.',
    });
  }
  if (!isGiven(address)) return { address: null, warnings };
  if (typeof address === 'string' && (isCallbackUrl(address) || isCallbackQueue(address))) {
    return { address, warnings };
  }
  warnings.push({
    Code: 'CallbackNotSupported',
    Message: `UserData.NotifyAddress: only http:// and https:// addresses and queues named ice-callback… are told, not ${JSON.stringify(address)}.`,
  });
  return { address: null, warnings };
}

const isGiven = (value: unknown) => value !== undefined && value !== null && value !== '';

const invalid = (reason: string) => apiError('InvalidParameter', { Reason: reason });

function parseObject(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw invalid(`UserData must be a JSON object, not ${JSON.stringify(text.slice(0, 100))}.`);
  }
  return value as Record<string, unknown>;
}
