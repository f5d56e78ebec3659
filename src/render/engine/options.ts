import { AV_OPT_SEARCH_CHILDREN, AV_OPT_TYPE_STRING } from 'node-av/constants';
import type { CodecContext, FormatContext } from 'node-av/lib';
import { check } from './failure.ts';

/**
 * Sets named options of FFmpeg on a context that is not open yet. They are set one by one because the binding frees an
 * option dictionary twice when it is handed to a call that opens something.
 *
 * @throws EngineError when FFmpeg does not know an option or its value
 */
export function setOptions(
  context: CodecContext | FormatContext,
  options: Readonly<Record<string, string>>,
): void {
  for (const [name, value] of Object.entries(options)) {
    check(
      context.setOption(name, value, AV_OPT_TYPE_STRING, AV_OPT_SEARCH_CHILDREN),
      `option ${name}=${value}`,
    );
  }
}
