import { shownText } from '../../text/ssml.ts';
import { list, text } from './fields.ts';

/** Longest speech text, without the tags of SSML (batch.md 7.7). */
const longestSpeech = 1000;

function speechText() {
  return text({ max: 20_000 }).superRefine((value, context) => {
    if (value === undefined) return;
    try {
      const length = [...shownText(value)].length;
      if (length <= longestSpeech) return;
      context.addIssue({
        code: 'custom',
        message: `must have at most ${longestSpeech} characters, not ${length}`,
      });
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      context.addIssue({ code: 'custom', message: `must be plain text or well-formed SSML: ${reason}` });
    }
  });
}

/** Schema of a `SpeechTextArray`: at most 50 texts, plain or SSML, of 1000 characters each (batch.md 3.2). */
export const speechTexts = () => list(speechText(), { max: 50, what: 'texts' });
