import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BatchJob, ProducingJob } from '../db/schema.ts';
import type { Warning } from '../errors/warning.ts';
import type { Run } from '../queue/queue.ts';
import type { RenderRequest, RenderResult } from '../render/request.ts';
import { parseOutputUrl } from '../storage/material-url.ts';
import type { Source } from '../timeline/material.ts';
import { sourceKey, speechOfClip, type Timeline } from '../timeline/model.ts';
import { mapConcurrently } from './each.ts';
import { type Fault, withWarnings } from './extend.ts';
import { faultOf } from './fault.ts';
import { derivedId } from './ids.ts';
import { kindOf } from './kinds/registry.ts';
import { requestOf, type StepTools } from './plan-step.ts';
import { renderProgress } from './progress.ts';
import { databaseTime, failSubJob, lockBatch, setProject, settleBatch, tellSubJobEnd } from './settle.ts';
import { producingStatesBefore } from './states.ts';
import type { Workshop } from './workshop.ts';

const sourceConcurrency = 4;

/**
 * Renders one planned output, stores it and enters it into the library. A second run, after the first was killed or lost,
 * renders the same frames to the same object under the same media id; whichever ends first ends the job, the other
 * one changes nothing.
 */
export async function runRenderStep(tools: StepTools, id: string, run: Run): Promise<void> {
  const job = await begin(tools, id);
  if (job === undefined || job.batch_job_id === null) return;
  const batch = await tools.db
    .selectFrom('batch_jobs')
    .selectAll()
    .where('id', '=', job.batch_job_id)
    .executeTakeFirstOrThrow();
  const workDir = join(tools.workshop.workDir, `${id}-${randomBytes(4).toString('hex')}`);
  try {
    await mkdir(workDir, { recursive: true });
    const { result, warnings } = await produce(tools, batch, job, workDir, run.signal);
    await succeed(tools, batch, job, result, warnings);
  } catch (error) {
    if (run.signal.aborted) throw error;
    const fault = faultOf(error, run.last);
    if (fault === null) throw error;
    tools.logger.warn({ err: error, producingJob: id, batchJob: batch.id }, 'a video could not be produced');
    await endFailed(tools, batch.id, id, fault);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
}

/** Ends a sub job as failed, and its batch when it was the last one. */
export async function endFailed(
  { db, queue }: StepTools,
  batchId: string,
  id: string,
  fault: Fault,
): Promise<void> {
  await db.transaction().execute(async (transaction) => {
    const batch = await lockBatch(transaction, batchId);
    if (batch === undefined || !(await failSubJob(transaction, queue, batch, id, fault))) return;
    await settleBatch(transaction, queue, batch);
  });
}

/** Marks the job as being rendered; undefined when it has ended. */
function begin({ db }: StepTools, id: string): Promise<ProducingJob | undefined> {
  return db
    .updateTable('producing_jobs')
    .set({ status: 'Processing', modified_time: databaseTime })
    .where('id', '=', id)
    .where('status', 'in', producingStatesBefore('Processing'))
    .returningAll()
    .executeTakeFirst();
}

type Produced = { result: RenderResult; warnings: Warning[] };

async function produce(
  tools: StepTools,
  batch: BatchJob,
  job: ProducingJob,
  workDir: string,
  signal: AbortSignal,
): Promise<Produced> {
  const { workshop, db } = tools;
  const { output } = kindOf(batch.job_type).outline(requestOf(batch));
  const { width, height, fps, codec, crf, bitrate, preset } = output;
  const timeline = JSON.parse(job.timeline) as Timeline;
  const request: RenderRequest = {
    timeline,
    format: { width, height, fps, codec, crf, bitrate, preset },
    sources: await gatherSources(workshop, job.account_id, timeline),
    fontDir: workshop.fontDir,
    workDir,
    outputFile: join(workDir, 'output.mp4'),
  };
  signal.throwIfAborted();
  const progress = renderProgress(db, job.id);
  const result = await workshop.render(request, { signal, onProgress: progress.report });
  await progress.end();
  // The object of a job that was cancelled just now stays what it was.
  signal.throwIfAborted();
  await workshop.store(parseOutputUrl(job.media_url, 'MediaURL', workshop.addresses()), request.outputFile);
  return { result, warnings: result.warnings };
}

/** The bytes of every clip, by the name under which the renderer looks for them. */
async function gatherSources(
  workshop: Workshop,
  account: string,
  timeline: Timeline,
): Promise<Record<string, Source>> {
  const clips = [
    ...timeline.VideoTracks.flatMap((track) => track.VideoTrackClips),
    ...(timeline.AudioTracks ?? []).flatMap((track) => track.AudioTrackClips),
  ];
  const byKey = new Map(clips.map((clip) => [sourceKey(clip), clip]));
  const entries = await mapConcurrently([...byKey], sourceConcurrency, async ([key, clip]) => {
    const isSpoken = 'Content' in clip && clip.Type === 'AI_TTS';
    const source = isSpoken ? await spokenSource(workshop, clip) : await workshop.material(account, key);
    return [key, source] as const;
  });
  return Object.fromEntries(entries);
}

async function spokenSource(workshop: Workshop, clip: Parameters<typeof speechOfClip>[0]): Promise<Source> {
  const { path, duration } = await workshop.speak(speechOfClip(clip));
  const sound = { codec: 'pcm_s16le', sampleRate: 48_000, channels: 1 };
  const size = Math.round(duration * sound.sampleRate) * 2;
  const bitrate = sound.sampleRate * 16;
  return { path, facts: { kind: 'audio', format: 'wav', duration, size, bitrate, picture: null, sound } };
}

async function succeed(
  { db, queue, workshop }: StepTools,
  { id: batchId }: BatchJob,
  job: ProducingJob,
  result: RenderResult,
  warnings: readonly Warning[],
): Promise<void> {
  const mediaId = derivedId(job.id, 'media');
  const register = await workshop.register(job.account_id, {
    mediaId,
    url: job.media_url,
    location: parseOutputUrl(job.media_url, 'MediaURL', workshop.addresses()),
    title: job.media_url.split('/').at(-1) ?? job.id,
  });
  await db.transaction().execute(async (transaction) => {
    const batch = await lockBatch(transaction, batchId);
    const ended = await transaction
      .updateTable('producing_jobs')
      .set({
        status: 'Success',
        media_id: mediaId,
        duration: result.duration,
        progress: 100,
        modified_time: databaseTime,
        complete_time: databaseTime,
      })
      .where('id', '=', job.id)
      .where('status', 'in', producingStatesBefore('Success'))
      .executeTakeFirst();
    if (batch === undefined || ended.numUpdatedRows === 0n) return;
    await register(transaction);
    if (job.project_id !== null) await setProject(transaction, job.project_id, 'Produced');
    await tellSubJobEnd(transaction, queue, batch, job.id);
    const extend = withWarnings(batch.extend, warnings);
    if (extend !== batch.extend) {
      await transaction.updateTable('batch_jobs').set({ extend }).where('id', '=', batchId).execute();
    }
    await settleBatch(transaction, queue, batch);
  });
}
