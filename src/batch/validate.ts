import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Database } from '../db/schema.ts';
import { ApiError } from '../errors/api-error.ts';
import { distinctWarnings, type Warning } from '../errors/warning.ts';
import type { RawConfigs } from '../mix/config/batch-config.ts';
import { estimateSpeech } from '../speech/estimate.ts';
import { type CheckTools, checkRequest } from './check-request.ts';
import { type JobPlan, NotInTimeError, type PlanTools } from './kinds/kind.ts';
import { kindOf } from './kinds/registry.ts';
import { batchRequest } from './submit.ts';
import type { Workshop } from './workshop.ts';

/** What is wrong with a request, and with which part of it where one is to blame. */
export type RequestFault = { Code: string; Message: string; Field?: string };

/** What a batch would come to. */
export type BatchForecast = {
  Valid: boolean;
  /** Seconds, and what was drawn, of each output. */
  Outputs: { Index: number; Duration: number; Title: string; SpeechText: string }[];
  /** How many different videos the materials allow; -1 for more than ten thousand. */
  DistinctOutputs: number;
  Warnings: Warning[];
  Errors: RequestFault[];
};

/** What validating rests on. */
export type ValidateTools = CheckTools & {
  db: Kysely<Database>;
  workshop: Omit<PlanTools, 'db'>;
};

/**
 * How long all texts together may take to be spoken, and how long footage may be looked at, in milliseconds: the official
 * SDKs give up after 3 s without an answer.
 */
const patience = 2000;
/** Warning of shots that fit badly, which a dry run cannot know. */
const notCompared = 'WeakMatch';

/**
 * Plans a batch as a submit would, and keeps nothing of it: only what was spoken and found out stays in its cache. The
 * draws are those of a seed made from the configs, so equal requests have equal forecasts; a job that is submitted draws
 * anew.
 */
export async function validateBatch(
  { db, workshop, buckets, addresses }: ValidateTools,
  account: string,
  configs: RawConfigs & { UserData: string },
): Promise<BatchForecast> {
  const warnings: Warning[] = [];
  try {
    const request = { ...configs, ...batchRequest(configs) };
    const kind = kindOf(request.JobType);
    const { outline, warnings: odd } = await checkRequest({ buckets, addresses }, account, kind, request);
    warnings.push(...odd);
    const seed = createHash('sha256').update(JSON.stringify(configs)).digest('hex').slice(0, 32);
    const order = { account, request, seed };
    const plan = await kind.plan({ ...hasty(workshop), db }, order, {
      signal: new AbortController().signal,
      onProgress() {},
    });
    const told = plan.warnings.filter(({ Code }) => Code !== notCompared);
    return forecastOf(plan, outline.output.fps, [...warnings, ...told]);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    const Errors = [faultOf(error)];
    return { Valid: false, Outputs: [], DistinctOutputs: 0, Warnings: distinctWarnings(warnings), Errors };
  }
}

/** The tools of somebody who does not wait for long. */
function hasty(workshop: Omit<PlanTools, 'db'>): Omit<PlanTools, 'db'> {
  const end = performance.now() + patience;
  return {
    ...workshop,
    speak: hastySpeak(workshop.speak, end),
    footage: hastyFootage(workshop.footage, end),
    // Comparing shots with texts changes which shots are chosen, and nothing that is told here.
    match: (request, run) => workshop.match({ ...request, isQuick: true }, run),
  };
}

/** Speaks what can be spoken in time, and estimates the rest; what was begun goes on into the cache. */
function hastySpeak(speak: Workshop['speak'], end: number): Workshop['speak'] {
  return async (request) => {
    const spoken = speak(request);
    // Where the patience is over first, nobody else hears of a failure.
    spoken.catch(() => {});
    const { promise: late, resolve } = Promise.withResolvers<null>();
    const timer = setTimeout(() => resolve(null), Math.max(0, end - performance.now()));
    try {
      return (
        (await Promise.race([spoken, late])) ?? {
          ...estimateSpeech(request),
          path: '',
          warnings: [estimated],
        }
      );
    } finally {
      clearTimeout(timer);
    }
  };
}

/** Looks at footage as long as there is time; a look that takes longer is broken off, as nobody asked for its job. */
function hastyFootage(footage: Workshop['footage'], end: number): Workshop['footage'] {
  return {
    ...footage,
    async of(source, watch = {}) {
      const late = AbortSignal.timeout(Math.max(1, Math.ceil(end - performance.now())));
      const signals = watch.signal === undefined ? [late] : [late, watch.signal];
      try {
        return await footage.of(source, { ...watch, signal: AbortSignal.any(signals) });
      } catch (error) {
        if (late.aborted) throw new NotInTimeError('there was no time to look at footage');
        throw error;
      }
    },
  };
}

const estimated: Warning = {
  Code: 'LengthEstimated',
  Message: 'Not every text was spoken in time: some lengths are estimates. Validate again in a moment.',
};

function forecastOf(plan: JobPlan, fps: number, warnings: readonly Warning[]): BatchForecast {
  const distinct = plan.distinctOutputs();
  return {
    Valid: true,
    Outputs: plan.outputs.map(({ index, frames, drawn }) => ({
      Index: index,
      Duration: Math.round((frames / fps) * 1000) / 1000,
      Title: textOf(drawn.Title),
      SpeechText: textOf(drawn.SpeechText),
    })),
    DistinctOutputs: distinct === 'many' ? -1 : distinct,
    Warnings: distinctWarnings(warnings),
    Errors: [],
  };
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '');

/** Errors name the place they are about first in their sentence. */
function faultOf({ code, message }: ApiError): RequestFault {
  const field = /\b(?:(?:Input|Editing|Output|Template)Config|UserData)(?:\.\w+|\[\d+\])*/.exec(message)?.[0];
  return { Code: code, Message: message, ...(field === undefined ? {} : { Field: field }) };
}
