import type { ColumnType, Generated, Insertable, Selectable } from 'kysely';

/**
 * The tables as Kysely sees them (made by `migrations/`). Times are `timestamptz(3)`; ids are 32 lower-case hex digits;
 * `seq` is the order of insertion and the tie-break of every page.
 */

/** A time column: read as Date, written as Date. */
type Time = ColumnType<Date, Date, Date>;
type MaybeTime = ColumnType<Date | null, Date | null | undefined, Date | null>;

/** One submit of a batch. The four configs are kept byte for byte as the client sent them. */
export type BatchJobTable = {
  id: string;
  seq: Generated<string>;
  account_id: string;
  job_type: string;
  status: 'Init' | 'Processing' | 'Finished' | 'Failed';
  input_config: string;
  editing_config: string;
  output_config: string;
  template_config: string;
  user_data: string;
  /** JSON text: `{}`, warnings, or the error of a failed batch. */
  extend: string;
  extend_input: string;
  extend_output: string;
  /** Seed of every random choice of the batch (design.md section 7). */
  seed: string;
  create_time: Time;
  modified_time: Time;
  complete_time: MaybeTime;
};

/** One output video: a sub job of a batch, or a job of its own. */
export type ProducingJobTable = {
  id: string;
  seq: Generated<string>;
  account_id: string;
  batch_job_id: string | null;
  /** Place in the batch, from 0; 0 for a job of its own. */
  output_index: number;
  status: 'Init' | 'Queuing' | 'Processing' | 'Success' | 'Failed';
  project_id: string | null;
  media_id: string | null;
  media_url: string;
  /** Timeline JSON, empty until planned. */
  timeline: string;
  code: string;
  message: string;
  /** Percent, 0 to 100. */
  progress: number;
  /** Seconds of the finished video. */
  duration: number | null;
  /** JSON text: what was drawn for this output. */
  sub_job_materials: string;
  user_data: string;
  create_time: Time;
  modified_time: Time;
  complete_time: MaybeTime;
};

/** A stored timeline that can be looked at and edited. */
export type EditingProjectTable = {
  id: string;
  seq: Generated<string>;
  account_id: string;
  title: string;
  description: string;
  timeline: string;
  cover_url: string;
  duration: number;
  status: 'Draft' | 'Editing' | 'Producing' | 'Produced' | 'ProduceFailed' | 'Deleted';
  create_source: string;
  modified_source: string;
  create_time: Time;
  modified_time: Time;
};

/** An asset of the library. */
export type MediaTable = {
  id: string;
  seq: Generated<string>;
  account_id: string;
  /** As registered; unique in an account. */
  input_url: string;
  /** Where the bytes are. */
  bucket: string;
  object_key: string;
  media_type: 'image' | 'video' | 'audio' | 'text';
  business_type: string;
  source: string;
  title: string;
  description: string;
  tags: string;
  cover_url: string;
  user_data: string;
  category: string;
  cate_id: string;
  reference_id: string;
  /** Name of the search library that it belongs to besides that of the account; empty = none. */
  search_lib: Generated<string>;
  status: 'Init' | 'Preparing' | 'PrepareFail' | 'Normal';
  /** JSON text of `ProbeReport` (media/probe.ts), empty until analysed. */
  probe: string;
  create_time: Time;
  modified_time: Time;
};

/** An answered ClientToken (gateway.md section 6). */
export type ClientTokenTable = {
  account_id: string;
  action: string;
  token: string;
  /** Hash of the parameters that the token was first used with. */
  fingerprint: string;
  job_id: string;
  create_time: Time;
};

/** A callback to deliver: the body is fixed when the job ends and never changes after. */
export type NotificationTable = {
  id: string;
  account_id: string;
  /** The batch, or the sub job, that ended. */
  job_id: string;
  event_type: string;
  /** An http or https URL, or the name of a queue. */
  address: string;
  body: string;
  status: 'Pending' | 'Delivered' | 'Dropped';
  attempts: number;
  last_error: string;
  create_time: Time;
  modified_time: Time;
};

/** Where an account wants to be told of its events. */
export type EventCallbackTable = {
  account_id: string;
  callback_type: 'HTTP' | 'MNS';
  /** A URL, or the name of a queue. */
  address: string;
  /** Names separated by commas; empty = every event. */
  event_types: string;
  is_signed: boolean;
  /** Key of the signing headers, readable with the master key only; empty = none. */
  sealed_auth_key: string;
  modified_time: Time;
};

/** One attempt to deliver a callback. */
export type CallbackAttemptTable = {
  seq: Generated<string>;
  notification_id: string;
  account_id: string;
  job_id: string;
  event_type: string;
  address: string;
  /** Counts the attempts of one callback, from 1. */
  number: number;
  /** Refused: the address may not be called, so it is not tried again. */
  outcome: 'Delivered' | 'Failed' | 'Refused';
  /** Null for a queue, and when there was no answer. */
  http_status: number | null;
  duration_ms: number;
  error: string;
  create_time: Time;
};

/** A message queue (`mns/`). Times in seconds. */
export type MessageQueueTable = {
  account_id: string;
  name: string;
  /** False for a queue that a callback made; creating it by a call then sets its attributes. */
  is_explicit: boolean;
  delay_seconds: number;
  /** Bytes. */
  maximum_message_size: number;
  message_retention_period: number;
  visibility_timeout: number;
  polling_wait_seconds: number;
  create_time: Time;
  modified_time: Time;
};

/** A message that is not deleted yet. */
export type MessageTable = {
  id: string;
  seq: Generated<string>;
  account_id: string;
  queue_name: string;
  body: string;
  /** 1 to 16; 1 is received first. */
  priority: number;
  /** Names the last receive; only its holder may delete the message. Null before the first. */
  receipt: string | null;
  dequeue_count: number;
  enqueue_time: Time;
  /** Until then nobody receives it. */
  visible_time: Time;
  first_dequeue_time: MaybeTime;
  expire_time: Time;
};

/** A further account; the first one is in `credentials.json` of the data folder. */
export type AccountTable = {
  /** 16 digits. */
  id: string;
  seq: Generated<string>;
  name: string;
  create_time: Time;
};

/** A bucket that a further account was given; the first account has all others. */
export type AccountBucketTable = { bucket: string; account_id: string };

/** A user of an account. */
export type RamUserTable = {
  /** 18 digits. */
  id: string;
  seq: Generated<string>;
  account_id: string;
  name: string;
  display_name: string;
  email: string;
  mobile_phone: string;
  comments: string;
  create_time: Time;
  update_time: Time;
};

/** A key of a user, or of the account itself. */
export type AccessKeyTable = {
  id: string;
  seq: Generated<string>;
  account_id: string;
  /** Null for a key of the account itself. */
  user_id: string | null;
  /** Readable with the master key only (`access/secrets.ts`). */
  sealed_secret: string;
  status: 'Active' | 'Inactive';
  last_used_time: MaybeTime;
  create_time: Time;
};

/** A custom policy. */
export type RamPolicyTable = {
  id: string;
  seq: Generated<string>;
  account_id: string;
  name: string;
  description: string;
  default_version: number;
  /** Highest number given so far: numbers of deleted versions do not come again. */
  last_version: number;
  create_time: Time;
  update_time: Time;
};

/** One version of a custom policy. */
export type RamPolicyVersionTable = {
  policy_id: string;
  version: number;
  /** JSON text as it was sent. */
  document: string;
  create_time: Time;
};

/** A role. */
export type RamRoleTable = {
  /** 18 digits. */
  id: string;
  seq: Generated<string>;
  account_id: string;
  name: string;
  description: string;
  /** JSON text as it was sent. */
  trust_policy: string;
  /** Seconds. */
  max_session_duration: number;
  create_time: Time;
  update_time: Time;
};

/** A policy that a user or a role has. */
export type RamAttachmentTable = {
  account_id: string;
  policy_type: 'System' | 'Custom';
  policy_name: string;
  holder_kind: 'user' | 'role';
  holder_id: string;
  seq: Generated<string>;
  create_time: Time;
};

/** A nonce that a gateway has taken (`gateway/shared-nonces.ts`). */
export type GatewayNonceTable = { entry: string; expires: Time };

/** One call of the API, also of those that were refused. */
export type AuditRecordTable = {
  seq: Generated<string>;
  /** The account that called; the first account where nobody proved to be anybody. */
  account_id: string;
  request_id: string;
  /** `acs:ram::ACCOUNT:user/NAME`; empty where nobody was proven. */
  principal: string;
  /** As the caller wrote it, proven or not. */
  access_key_id: string;
  /** Name of the operation in policies, or what the caller asked for. */
  action: string;
  source_ip: string;
  user_agent: string;
  /** Code of the error; empty for a call that worked. */
  code: string;
  http_status: number;
  /** Milliseconds. */
  duration_ms: number;
  create_time: Time;
};

/** What was found out about the content of a file (`media/findings.ts`). */
export type FootageFindingTable = {
  fingerprint: string;
  /** Who found it; the name tells version and model. */
  finder: string;
  body: ColumnType<Uint8Array, Uint8Array, Uint8Array>;
  create_time: Time;
  used_time: Time;
};

/** All tables. */
export type Database = {
  batch_jobs: BatchJobTable;
  producing_jobs: ProducingJobTable;
  editing_projects: EditingProjectTable;
  media: MediaTable;
  client_tokens: ClientTokenTable;
  notifications: NotificationTable;
  event_callbacks: EventCallbackTable;
  callback_attempts: CallbackAttemptTable;
  message_queues: MessageQueueTable;
  messages: MessageTable;
  accounts: AccountTable;
  account_buckets: AccountBucketTable;
  ram_users: RamUserTable;
  access_keys: AccessKeyTable;
  ram_policies: RamPolicyTable;
  ram_policy_versions: RamPolicyVersionTable;
  ram_roles: RamRoleTable;
  ram_attachments: RamAttachmentTable;
  gateway_nonces: GatewayNonceTable;
  audit_records: AuditRecordTable;
  footage_findings: FootageFindingTable;
};

/** A row of `batch_jobs` as it is read. */
export type BatchJob = Selectable<BatchJobTable>;
/** A row of `producing_jobs` as it is read. */
export type ProducingJob = Selectable<ProducingJobTable>;
/** A row of `media` as it is read. */
export type Media = Selectable<MediaTable>;
/** A row of `media` as it is written. */
export type NewMedia = Insertable<MediaTable>;
/** A row of `notifications` as it is read. */
export type Notification = Selectable<NotificationTable>;
/** A row of the subscriptions as it is read. */
export type EventCallback = Selectable<EventCallbackTable>;
/** A recorded attempt to deliver a callback. */
export type CallbackAttempt = Selectable<CallbackAttemptTable>;
/** A row of the message queues as it is read. */
export type MessageQueue = Selectable<MessageQueueTable>;
/** A row of the RAM users as it is read. */
export type RamUser = Selectable<RamUserTable>;
/** A row of the custom policies as it is read. */
export type RamPolicy = Selectable<RamPolicyTable>;
/** A row of the roles as it is read. */
export type RamRole = Selectable<RamRoleTable>;
