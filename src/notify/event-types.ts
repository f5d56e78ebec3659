/** Events that Reelmill tells: the end of a batch, and the end of one video of it. */
export type SentEventType = 'BatchProduceMediaComplete' | 'ProduceMediaComplete';

/**
 * Every name that a subscription may hold (timeline.md 7.3). Events of parts that Reelmill does not have are never sent;
 * their names are accepted so that a setting made for ICE works as it is.
 */
export const eventTypes = [
  'FileUploadComplete',
  'UploadByURLComplete',
  'ImageUploadComplete',
  'AttachedMediaUploadComplete',
  'RegisterStreamComplete',
  'StreamUploadComplete',
  'UploadStreamByURLComplete',
  'CreateAuditComplete',
  'RegisterMediaComplete',
  'DeleteMediaComplete',
  'MediaBaseChangeComplete',
  'WorkflowTaskComplete',
  'VideoAnalysisComplete',
  'SnapshotComplete',
  'DynamicImageComplete',
  'TranscodeComplete',
  'TranscodeParentComplete',
  'MediaConvertComplete',
  'MediaConvertOutputGroupComplete',
  'MediaConvertOutputComplete',
  'AIMediaAuditComplete',
  'AIProduceComplete',
  'MediaAiAnalysisComplete',
  'ProduceMediaComplete',
  'BatchProduceMediaComplete',
  'SmartJobComplete',
  'LiveRecordFileCreated',
  'LiveRecordTaskStatus',
  'LiveSnapshotFileCreated',
] as const;
