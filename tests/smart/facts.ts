import assert from 'node:assert/strict';
import type { SmartConfig } from '../../src/mix/config/batch-config.ts';
import type { OutputPlan } from '../../src/mix/plan.ts';
import { smartCandidates } from '../../src/mix/smart/candidates.ts';
import type { Matching } from '../../src/mix/smart/matching.ts';
import { type SmartPlanFacts, smartPhrases, smartSpeechRequests } from '../../src/mix/smart/plan-smart.ts';
import { resolveEdit } from '../../src/timeline/edit.ts';
import { colourNames, type Footage, type ShotMark, type SourceShot } from '../../src/timeline/footage.ts';
import type { MediaFacts, Source } from '../../src/timeline/material.ts';
import { sourceKey, speechOfClip, type VideoTrackClip } from '../../src/timeline/model.ts';
import { type Speech, type SpeechRequest, speechKey } from '../../src/timeline/speech.ts';
import { audio, fonts } from '../mix/facts.ts';

/** Facts of made-up footage, so that Smart_Mix can be planned without files and models. */

/** A shot with ordinary looks. */
export function shot(from: number, to: number, marks: ShotMark[] = []): SourceShot {
  return {
    in: from,
    out: to,
    keyTime: (from + to) / 2,
    motion: 0.2,
    brightness: 0.5,
    sharpness: 0.5,
    colours: colourNames.map(() => 0),
    outdoors: 0.5,
    marks,
  };
}

/** Footage with cuts at the given seconds. */
export function footageOf(...cuts: number[]): Footage {
  return { shots: cuts.slice(1).map((to, index) => shot(cuts[index] as number, to)) };
}

/** A speech of 0.1 s a character: sentences end at full stops, words at spaces. */
export function speak(request: SpeechRequest): Speech {
  let at = 0;
  const spanOf = (text: string) => {
    const start = at;
    at = Math.round((at + text.length * 0.1) * 1e6) / 1e6;
    return { text, start, end: at };
  };
  const sentences = request.text.match(/[^.]+\.?\s*/g) ?? [request.text];
  const words = sentences.flatMap((sentence) => (sentence.match(/\S+\s*/g) ?? [sentence]).map(spanOf));
  let from = 0;
  const spans = sentences.map((text) => {
    const start = from;
    from = Math.round((from + text.length * 0.1) * 1e6) / 1e6;
    return { text, start, end: from };
  });
  return { key: speechKey(request), duration: at, sentences: spans, words };
}

/** Plan facts; a shot's score for a phrase is what `score` says of the phrase, the material and the shot. */
export function smartFacts(
  config: SmartConfig,
  materials: Record<string, MediaFacts>,
  footage: Record<string, Footage>,
  options: { seed?: string; score?: (phrase: string, media: string, index: number) => number } = {},
): SmartPlanFacts {
  const { seed = 'seed', score = () => 0 } = options;
  const speeches = new Map(
    smartSpeechRequests(config, seed).map((request) => [speechKey(request), speak(request)]),
  );
  const given = { materials: new Map(Object.entries(materials)), footage: new Map(Object.entries(footage)) };
  const candidates = smartCandidates({ config, ...given }, () => {});
  const phrases = smartPhrases(config, seed, speeches);
  const matching: Matching = {
    phrases,
    candidates,
    scores: phrases.map((phrase) =>
      Float32Array.from(candidates, ({ media, index }) => score(phrase, media, index)),
    ),
    reasons: (phrase, candidate) => {
      const { media, index } = candidates[candidate] as Matching['candidates'][number];
      const value = score(phrases[phrase] ?? '', media, index);
      return value > 0 ? [{ judge: 'words', score: value, detail: `${media} was asked for` }] : [];
    },
  };
  return { config, ...given, speeches, fonts, seed, matching };
}

/** The clips of the main track. */
export function mainClips({ timeline }: OutputPlan): VideoTrackClip[] {
  return timeline.VideoTracks.find((track) => track.MainTrack === true)?.VideoTrackClips ?? [];
}

/** The material of a clip. */
export function mediaOf(clip: VideoTrackClip): string {
  return clip.MediaURL ?? clip.MediaId ?? '';
}

/** The materials that an output shows, in order. */
export function mediaShown(output: OutputPlan | undefined): string[] {
  assert.ok(output !== undefined, 'there is an output');
  return mainClips(output).map(mediaOf);
}

/** The timeline of an output, resolved as the renderer does it. */
export function resolve(plan: OutputPlan, facts: Pick<SmartPlanFacts, 'config' | 'materials' | 'speeches'>) {
  const { width, height, fps } = facts.config.output;
  const sources: Record<string, Source> = {};
  for (const [key, value] of facts.materials) sources[key] = { path: `/${key}`, facts: value };
  for (const track of plan.timeline.AudioTracks ?? []) {
    for (const clip of track.AudioTrackClips) {
      if (clip.Type !== 'AI_TTS') continue;
      const speech = facts.speeches.get(speechKey(speechOfClip(clip)));
      assert.ok(speech, 'a speech clip stands for a speech that was asked for');
      sources[sourceKey(clip)] = { path: '/speech', facts: audio(speech.duration) };
    }
  }
  return resolveEdit(plan.timeline, { width, height }, fps, sources);
}
