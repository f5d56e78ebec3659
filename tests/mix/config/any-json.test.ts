import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ApiError } from '../../../src/errors/api-error.ts';
import { parseBatchConfigs, type RawConfigs } from '../../../src/mix/config/batch-config.ts';
import { outputConfig } from '../facts.ts';
import { groups } from './requests.ts';

describe('parseBatchConfigs', () => {
  it('answers any JSON with configs or an ApiError', () => {
    const key = fc.constantFrom(
      'MediaGroupArray',
      'MediaArray',
      'SpeechTextArray',
      'Duration',
      'TitleConfig',
      'FontColor',
      'SpeechConfig',
      'AsrConfig',
      'Voice',
      'ProcessConfig',
      'TransitionList',
      'Video',
      'Count',
      'MediaURL',
      'Width',
      'Height',
      '__proto__',
      'constructor',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom(null, '', '0', 0, 1, -1, 1e308, true, 'x', '{index}', '#fff', [], {}),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 4 }),
      ),
    }));
    const text = fc.oneof(
      { weight: 6, arbitrary: tree.map((value) => JSON.stringify(value)) },
      { weight: 1, arbitrary: fc.string() },
    );
    let accepted = 0;
    fc.assert(
      fc.property(
        fc.record({
          InputConfig: text,
          EditingConfig: text,
          OutputConfig: text,
          TemplateConfig: fc.option(text, { nil: undefined }),
        }),
        (raw: RawConfigs) => {
          for (const configs of [
            raw,
            {
              ...raw,
              InputConfig: JSON.stringify({ MediaGroupArray: groups }),
              OutputConfig: JSON.stringify(outputConfig),
              TemplateConfig: undefined,
            },
          ]) {
            try {
              parseBatchConfigs(configs);
              accepted++;
            } catch (error) {
              assert.ok(error instanceof ApiError, String(error));
            }
          }
        },
      ),
      { numRuns: 500 },
    );
    assert.ok(accepted > 50);
  });
});
