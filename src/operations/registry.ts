import { BatchGetMediaInfos } from './BatchGetMediaInfos.ts';
import { CancelBatchMediaProducingJob } from './CancelBatchMediaProducingJob.ts';
import { CancelMediaProducingJob } from './CancelMediaProducingJob.ts';
import { DeleteMediaInfos } from './DeleteMediaInfos.ts';
import { GetBatchMediaProducingJob } from './GetBatchMediaProducingJob.ts';
import { GetEditingProject } from './GetEditingProject.ts';
import { GetEventCallback } from './GetEventCallback.ts';
import { GetMediaInfo } from './GetMediaInfo.ts';
import { GetMediaProducingJob } from './GetMediaProducingJob.ts';
import { ListAuditRecords } from './ListAuditRecords.ts';
import { ListBatchMediaProducingJobs } from './ListBatchMediaProducingJobs.ts';
import { ListCallbackAttempts } from './ListCallbackAttempts.ts';
import { ListMediaBasicInfos } from './ListMediaBasicInfos.ts';
import { ListMediaProducingJobs } from './ListMediaProducingJobs.ts';
import { indexOperations, type Operation } from './operation.ts';
import { RegisterMediaInfo } from './RegisterMediaInfo.ts';
import { RetryMediaProducingJob } from './RetryMediaProducingJob.ts';
import { ramOperations } from './ram/all.ts';
import { SetEventCallback } from './SetEventCallback.ts';
import { SubmitBatchMediaProducingJob } from './SubmitBatchMediaProducingJob.ts';
import { SubmitSceneBatchEditingJob } from './SubmitSceneBatchEditingJob.ts';
import { SubmitSceneMediaSelectionJob } from './SubmitSceneMediaSelectionJob.ts';
import { SubmitSceneTimelineOrganizationJob } from './SubmitSceneTimelineOrganizationJob.ts';
import { SubmitScreenMediaHighlightsJob } from './SubmitScreenMediaHighlightsJob.ts';
import { SubmitSportsHighlightsJob } from './SubmitSportsHighlightsJob.ts';
import { AssumeRole } from './sts/AssumeRole.ts';
import { GetCallerIdentity } from './sts/GetCallerIdentity.ts';
import { ValidateBatchMediaProducingJob } from './ValidateBatchMediaProducingJob.ts';

const all: readonly Operation[] = [
  BatchGetMediaInfos,
  CancelBatchMediaProducingJob,
  CancelMediaProducingJob,
  DeleteMediaInfos,
  GetBatchMediaProducingJob,
  GetEditingProject,
  GetEventCallback,
  GetMediaInfo,
  GetMediaProducingJob,
  ListAuditRecords,
  ListBatchMediaProducingJobs,
  ListCallbackAttempts,
  ListMediaBasicInfos,
  ListMediaProducingJobs,
  RegisterMediaInfo,
  RetryMediaProducingJob,
  SetEventCallback,
  SubmitBatchMediaProducingJob,
  SubmitSceneBatchEditingJob,
  SubmitSceneMediaSelectionJob,
  SubmitSceneTimelineOrganizationJob,
  SubmitScreenMediaHighlightsJob,
  SubmitSportsHighlightsJob,
  ValidateBatchMediaProducingJob,
  ...ramOperations,
  AssumeRole,
  GetCallerIdentity,
];

/** Every operation that the server knows, by `operationKey`. An operation exists once it is listed here. */
export const operations: ReadonlyMap<string, Operation> = indexOperations(all);
