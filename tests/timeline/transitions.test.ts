import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startGraph } from '../../src/render/engine/filter-graph.ts';
import {
  drawableTransitions,
  transitionName,
  transitionNames,
  transitionWarning,
} from '../../src/timeline/transitions.ts';

describe('transitions', () => {
  it('are all 63 of the wire format', () => {
    assert.equal(new Set(transitionNames).size, 63);
  });

  it('are drawn by transitions that FFmpeg has', () => {
    const known = new Set(transitionNames.flatMap((name) => transitionName(name) ?? []));
    for (const xfade of known) {
      const sources = 'color=s=16x16:r=25:d=1[a];color=s=16x16:r=25:d=1[b]';
      startGraph(
        `${sources};[a][b]xfade=transition=${xfade}:duration=0.4:offset=0[out]`,
        'video',
        [],
      ).close();
    }
    assert.ok(known.size > 20);
  });

  it('are found in any case, and tell when they are not what was asked for', () => {
    assert.equal(transitionName('WipeLeft'), 'wipeleft');
    assert.equal(transitionWarning('wipeleft'), null);
    assert.equal(transitionName('kaleidoscope'), null);
    assert.equal(transitionWarning('kaleidoscope')?.Code, 'TransitionReplaced');
    assert.match(transitionWarning('kaleidoscope')?.Message ?? '', /"fade" is shown/);
    assert.match(transitionWarning('morph')?.Message ?? '', /"dissolve" is shown/);
    assert.equal(transitionWarning('OT0001-atom_melt_down')?.Code, 'UnknownTransition');
    assert.ok(drawableTransitions.every((name) => transitionWarning(name) === null));
  });
});
