import { apiError } from '../../errors/api-error.ts';
import { shownText } from '../../text/ssml.ts';
import { type SpeechRequest, speechKey } from '../../timeline/speech.ts';
import type { SmartConfig } from '../config/batch-config.ts';
import { show } from '../config/fields.ts';
import type { HeadingTexts } from '../emit/draws.ts';
import { type MediaSelection, type SelectedSentence, selectionPath } from './selection.ts';
import { drawSmartTexts, type SmartTexts } from './texts.ts';

/** Sentences of a selected output that follow each other and share a voice-over; null = nothing is spoken. */
export type SelectedPart = { request: SpeechRequest | null; sentences: SelectedSentence[]; first: number };

/** A selected output with its drawn texts and its parts. */
export type SelectedOutput = { texts: HeadingTexts; parts: SelectedPart[] };

const plain = (text: string) => text.replace(/\s+/gu, ' ').trim();

/** The alternative of a storyboard's shot that a sentence quotes; else the drawn one. */
function spokenFor(
  config: SmartConfig,
  texts: SmartTexts,
  place: number,
  text: string,
): SpeechRequest | null {
  const drawn = texts.lines[place]?.request ?? null;
  const alternatives = config.input.shotScripts[place]?.speechTexts ?? [];
  const quoted = alternatives.find((alternative) => plain(shownText(alternative)) === plain(text));
  return drawn === null || quoted === undefined ? drawn : { ...drawn, text: quoted };
}

/** The voice-over of a sentence: the text that its textId names, else that of the sentence before, else the drawn one. */
function requestOf(
  config: SmartConfig,
  texts: SmartTexts,
  { textId, text }: SelectedSentence,
  place: number,
  before: string | null,
): { id: string; request: SpeechRequest | null } {
  if (config.input.mode === 'storyboard') {
    const id = textId === '' ? String(place) : textId;
    return { id, request: spokenFor(config, texts, Number(id), text) };
  }
  const [line] = texts.lines;
  if (line === undefined || line.request === null) return { id: '', request: null };
  const id = textId === '' ? (before ?? line.textId) : textId;
  const said = config.input.speechTexts[Number(id)];
  return { id, request: said === undefined ? null : { ...line.request, text: said } };
}

function checkTextId(config: SmartConfig, { textId }: SelectedSentence, output: number, sentence: number) {
  const { mode, speechTexts, shotScripts } = config.input;
  const count = mode === 'storyboard' ? shotScripts.length : speechTexts.length;
  const known = textId === '' || count === 0 || (/^\d+$/.test(textId) && Number(textId) < count);
  if (known) return;
  throw apiError('InvalidParameter', {
    Reason: `${selectionPath(output, sentence)}.textId must be the place of a text from 0 to ${count - 1}, not ${show(textId)}.`,
  });
}

/**
 * The outputs of a selection with their voice-overs: sentences in a row with the same textId are spoken as one text.
 *
 * @throws ApiError InvalidParameter when a textId names no text
 */
export function selectedOutputs(
  config: SmartConfig,
  seed: string,
  selection: MediaSelection,
): SelectedOutput[] {
  const outputs = selection.textMatchMediaOutputList;
  const output = { ...config.output, count: outputs.length };
  const drawn = drawSmartTexts({ ...config, output }, seed);
  return outputs.map(({ textMatchMediaSentenceOutputList: sentences }, index) => {
    const texts = drawn[index] as SmartTexts;
    const parts: SelectedPart[] = [];
    let before: string | null = null;
    for (const [place, sentence] of sentences.entries()) {
      checkTextId(config, sentence, index, place);
      const { id, request } = requestOf(config, texts, sentence, place, before);
      const last = parts.at(-1);
      if (last !== undefined && id === before) last.sentences.push(sentence);
      else parts.push({ request, sentences: [sentence], first: place });
      before = id;
    }
    return { texts, parts };
  });
}

/**
 * Everything that has to be spoken before a selection can be laid on timelines, each request once.
 *
 * @throws ApiError InvalidParameter when a textId names no text
 */
export function selectionSpeechRequests(
  config: SmartConfig,
  seed: string,
  selection: MediaSelection,
): SpeechRequest[] {
  const requests = new Map<string, SpeechRequest>();
  for (const { request } of selectedOutputs(config, seed, selection).flatMap(({ parts }) => parts)) {
    if (request !== null) requests.set(speechKey(request), request);
  }
  return [...requests.values()];
}
