import { type Speech, speechKey } from '../../timeline/speech.ts';
import type { ScriptConfig } from '../config/batch-config.ts';
import type { DrawnTexts } from './texts.ts';

/**
 * A part of an output that is filled with shots by itself: the whole video in global mode, a group's segment in grouped
 * mode (batch.md 9.1, 9.2).
 */
export type Section = {
  /** Groups that give one shot each, in order. */
  base: number[];
  /** Groups that further shots come from when those are too short; a later row is for when the earlier ones are used up. */
  extras: number[][];
  /** Length in seconds; null = that of the shot that is drawn. */
  target: number | null;
  /** Upper bound in seconds where the target is null. */
  atMost: number | null;
  /**
   * How the shots meet the length: `reach` it and be shortened evenly, come `near` it and change speed, or be `cut` at
   * its end.
   */
  rule: 'reach' | 'near' | 'cut';
  speech: Speech | null;
};

/** Length of a group that has neither speech nor Duration (batch.md 3.2). */
const defaultGroupSeconds = 5;
/** MaxDuration when it is not given (batch.md 5). */
const defaultMaxSeconds = 15;

function speechOf(
  request: DrawnTexts['speeches'][number],
  speeches: ReadonlyMap<string, Speech>,
): Speech | null {
  if (request === null || request === undefined) return null;
  const speech = speeches.get(speechKey(request));
  if (speech === undefined)
    throw new TypeError(`the text ${JSON.stringify(request.text)} has not been spoken`);
  return speech;
}

/** batch.md 9.1, step 6: the speech, FixedDuration, or a shot per group capped by MaxDuration. */
function globalLength(config: ScriptConfig, speech: Speech | null): number {
  const { output, editing, input } = config;
  if (speech !== null) return speech.duration;
  if (output.fixedDuration !== null) return output.fixedDuration;
  const shots = editing.process.shotDuration * input.groups.length;
  return Math.min(shots, output.maxDuration ?? defaultMaxSeconds);
}

/** Seconds below which no shot of a walk through the groups is made: what is shorter cannot be seen. */
function shortestShot(config: ScriptConfig): number {
  return Math.min(1, config.editing.process.shotDuration);
}

/** The groups of a walk: all of them, or as many as the length has room for, the last always among them. */
function baseGroups(config: ScriptConfig, seconds: number): number[] {
  const all = [...config.input.groups.keys()];
  const room = Math.max(1, Math.floor(seconds / shortestShot(config) + 1e-6));
  return all.length <= room ? all : [...all.slice(0, room - 1), all.length - 1];
}

function globalSection(config: ScriptConfig, speech: Speech | null): Section {
  const groups = [...config.input.groups.keys()];
  const target = globalLength(config, speech);
  const { alignment } = config.editing.process;
  const cut = speech !== null && alignment === 'Cut';
  return {
    // A track that is cut at its end takes the groups in turn until the end.
    base: cut ? groups : baseGroups(config, target),
    // batch.md 9.1, step 4: not the first and the last group, while the others have any.
    extras: groups.length > 2 ? [groups.slice(1, -1), groups] : [groups],
    target,
    atMost: null,
    rule: cut ? 'cut' : speech !== null ? 'near' : 'reach',
    speech,
  };
}

function groupSection(config: ScriptConfig, index: number, speech: Speech | null): Section {
  const group = config.input.groups[index];
  const adapt = speech === null && group?.adaptDuration === true;
  return {
    base: [index],
    extras: [[index]],
    target: adapt ? null : (speech?.duration ?? group?.duration ?? defaultGroupSeconds),
    atMost: adapt ? (group?.duration ?? null) : null,
    rule: 'reach',
    speech,
  };
}

/** The sections of one output, in order. */
export function sectionsOf(
  config: ScriptConfig,
  texts: DrawnTexts,
  speeches: ReadonlyMap<string, Speech>,
): Section[] {
  const spoken = texts.speeches.map((request) => speechOf(request, speeches));
  if (config.input.mode === 'global') return [globalSection(config, spoken[0] ?? null)];
  return config.input.groups.map((_, index) => groupSection(config, index, spoken[index] ?? null));
}
