import { section, text } from '../mix/config/fields.ts';
import { parsePart } from '../mix/config/parse-part.ts';
import { wholeLibrary } from '../mix/config/smart-input.ts';

const schema = section({ SearchLibName: text({ max: 200 }) });

/**
 * The search library that a RegisterConfig names (batch.md 3.3); undefined without one, and for the one that holds every
 * media anyway. Its other keys (sprites, snapshots) are not used.
 *
 * @throws ApiError InvalidParameter
 */
export function searchLibOf(registerConfig: string | undefined): string | undefined {
  const { SearchLibName: name } = parsePart('RegisterConfig', registerConfig, schema);
  return name === wholeLibrary ? undefined : name;
}
