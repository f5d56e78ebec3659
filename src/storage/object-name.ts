import { apiError } from '../errors/api-error.ts';

/**
 * Which names a bucket and an object may have. The rules are those of OSS, narrowed to what is a safe relative path on
 * every file system, so that an object can always be a plain file (design.md section 6).
 */

/** Where an object is. */
export type ObjectLocation = { bucket: string; key: string };

const bucketPattern = /^[a-z0-9](?:[a-z0-9._-]{1,61}[a-z0-9])$/;
const windowsDevice = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;
const maxKeyBytes = 1023;
const maxSegmentBytes = 255;

/** Says why a name cannot be a bucket's, or null when it can. */
function bucketFault(bucket: string): string | null {
  if (!bucketPattern.test(bucket)) {
    return 'must have 3 to 63 lower-case letters, digits, dots, dashes or underscores, the first and last a letter or digit';
  }
  return bucket.includes('..') ? 'must not contain ".."' : null;
}

/** Says why one part of a key, between slashes, cannot be a file name, or null when it can. */
function segmentFault(segment: string): string | null {
  if (segment === '') return 'must not start or end with a slash or have two in a row';
  if (segment === '.' || segment === '..') return `must not have "${segment}" as a part`;
  if (Buffer.byteLength(segment) > maxSegmentBytes)
    return `must not have a part of more than ${maxSegmentBytes} bytes`;
  if (windowsDevice.test(segment)) return `must not have the device name "${segment}" as a part`;
  if (/[. ]$/.test(segment)) return 'must not have a part that ends with a dot or a space';
  return null;
}

/** Says why a text cannot be an object's key, or null when it can. */
function keyFault(key: string): string | null {
  if (key === '') return 'must not be empty';
  if (Buffer.byteLength(key) > maxKeyBytes) return `must have at most ${maxKeyBytes} bytes`;
  if (!key.isWellFormed() || /[\u0000-\u001f\u007f]/.test(key)) return 'must not have control characters';
  if (key.includes('\\')) return 'must not have a backslash';
  if (/^[a-z]:/i.test(key)) return 'must not start with a drive letter';
  for (const segment of key.split('/')) {
    const fault = segmentFault(segment);
    if (fault !== null) return fault;
  }
  return null;
}

/**
 * Holds a location against the naming rules.
 *
 * @param field what the sentence of the error names, e.g. `InputURL`
 * @returns the location
 * @throws ApiError `InvalidParameter`
 */
export function checkLocation(location: ObjectLocation, field: string): ObjectLocation {
  const bucket = bucketFault(location.bucket);
  if (bucket !== null) {
    throw apiError('InvalidParameter', { Reason: `The bucket of ${field} ${bucket}: "${location.bucket}".` });
  }
  const key = keyFault(location.key);
  if (key !== null) {
    throw apiError('InvalidParameter', {
      Reason: `The object of ${field} ${key}: ${JSON.stringify(location.key.slice(0, 200))}.`,
    });
  }
  return location;
}
