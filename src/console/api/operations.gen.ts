// Written by scripts/console-operations.ts from the operation registry; `npm run generate` writes it again.

/** A value that is sent as JSON text. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json | undefined };

/**
 * Parameters and answer of every operation, by its name.
 */
export interface Operations {
  /**
   * Begins a session of a role and returns a temporary key for it; users and sessions may call it, the account itself may not.
   */
  AssumeRole: {
    parameters: {
      /**
       * Name of the role in policies.
       */
      RoleArn: string;
      /**
       * Name of the session: who is behind it.
       */
      RoleSessionName: string;
      /**
       * How long the key lives, in seconds; at most the MaxSessionDuration of the role.
       */
      DurationSeconds?: number;
      /**
       * JSON of a policy of at most 2048 characters that narrows what the role may do.
       */
      Policy?: string;
      /**
       * Value for the condition sts:ExternalId of the trust policy.
       */
      ExternalId?: string;
      /**
       * Handed back unchanged.
       */
      SourceIdentity?: string;
    };
    answer: {
      AssumedRoleUser: {
        /**
         * Name of the session in policies.
         */
        Arn: string;
        /**
         * Id of the role and name of the session.
         */
        AssumedRoleId: string;
      };
      Credentials: {
        /**
         * Id of the temporary key.
         */
        AccessKeyId: string;
        /**
         * Its secret.
         */
        AccessKeySecret: string;
        /**
         * Token that goes with every call.
         */
        SecurityToken: string;
        /**
         * When it ends.
         */
        Expiration: string;
      };
      /**
       * As it was sent.
       */
      SourceIdentity?: string;
    };
  };
  /**
   * Gives a policy to a role.
   */
  AttachPolicyToRole: {
    parameters: {
      /**
       * System policies come with the server, custom ones are made by the account.
       */
      PolicyType: 'System' | 'Custom';
      /**
       * Name of the policy.
       */
      PolicyName: string;
      /**
       * Name of the role.
       */
      RoleName: string;
    };
    answer: {};
  };
  /**
   * Gives a policy to a user.
   */
  AttachPolicyToUser: {
    parameters: {
      /**
       * System policies come with the server, custom ones are made by the account.
       */
      PolicyType: 'System' | 'Custom';
      /**
       * Name of the policy.
       */
      PolicyName: string;
      /**
       * Name of the user.
       */
      UserName: string;
    };
    answer: {};
  };
  /**
   * Returns several media by their ids; ids of no media are listed.
   */
  BatchGetMediaInfos: {
    parameters: {
      /**
       * Ids of the media.
       */
      MediaIds: string | readonly string[];
      /**
       * What to return besides the basic facts: FileInfo, DynamicMetaData, or both with a comma.
       */
      AdditionType?: string;
      /**
       * Seconds for which the URLs in the answer are valid.
       */
      AuthTimeout?: number;
    };
    answer: {
      MediaInfos: {
        /**
         * Id of the media.
         */
        MediaId: string;
        MediaBasicInfo: {
          /**
           * Id of the media.
           */
          MediaId: string;
          /**
           * Address as it was registered.
           */
          InputURL: string;
          /**
           * image, video, audio or text.
           */
          MediaType: string;
          /**
           * What the media is for.
           */
          BusinessType: string;
          /**
           * Where the file lies: oss for a bucket of this server.
           */
          Source: string;
          /**
           * Title.
           */
          Title: string;
          /**
           * Category.
           */
          Category: string;
          /**
           * Description.
           */
          Description: string;
          /**
           * Tags, separated by commas.
           */
          MediaTags: string;
          /**
           * Address of the cover.
           */
          CoverURL: string;
          /**
           * Data of the client.
           */
          UserData: string;
          /**
           * JSON array of snapshots.
           */
          Snapshots: string;
          /**
           * JSON array of sprite images.
           */
          SpriteImages: string;
          /**
           * Init, Preparing, PrepareFail or Normal.
           */
          Status: string;
          /**
           * UTC time of the registration.
           */
          CreateTime: string;
          /**
           * UTC time of the last change.
           */
          ModifiedTime: string;
          /**
           * Empty: a deleted media is gone.
           */
          DeletedTime: string;
          /**
           * Id that the client gave.
           */
          ReferenceId: string;
          /**
           * Always ICE.
           */
          Biz: string;
          /**
           * Category id that the client gave.
           */
          CateId?: number;
          /**
           * Name of the category.
           */
          CateName: string;
          /**
           * How the media came into the library.
           */
          UploadSource: string;
          /**
           * Always Init: media are not transcoded.
           */
          TranscodeStatus: string;
        };
        /**
         * The file of the media, when FileInfo was asked for.
         */
        FileInfoList: {
          /**
           * Facts of the file; every value is text.
           */
          FileBasicInfo: {
            /**
             * Name of the file.
             */
            FileName: string;
            /**
             * Normal.
             */
            FileStatus: string;
            /**
             * source_file.
             */
            FileType: string;
            /**
             * Bytes.
             */
            FileSize: string;
            /**
             * Signed address at which the file can be downloaded.
             */
            FileUrl: string;
            /**
             * Region in the address, or local.
             */
            Region: string;
            /**
             * Container, by its FFmpeg name.
             */
            FormatName: string;
            /**
             * Seconds.
             */
            Duration: string;
            /**
             * Kbit/s.
             */
            Bitrate: string;
            /**
             * Pixels.
             */
            Width: string;
            /**
             * Pixels.
             */
            Height: string;
            /**
             * UTC time of the registration.
             */
            CreateTime: string;
            /**
             * UTC time of the last change.
             */
            ModifiedTime: string;
          };
          /**
           * Streams of pictures; every value is text.
           */
          VideoStreamInfoList: {
            Index: string;
            CodecName: string;
            CodecLongName: string;
            CodecTimeBase: string;
            CodecTagString: string;
            CodecTag: string;
            Profile: string;
            Width: string;
            Height: string;
            HasBFrames: string;
            Sar: string;
            Dar: string;
            PixFmt: string;
            Level: string;
            Fps: string;
            AvgFPS: string;
            Bitrate: string;
            NumFrames: string;
            Nb_frames: string;
            Rotate: string;
            Timebase: string;
            StartTime: string;
            Duration: string;
            Lang: string;
          }[];
          /**
           * Streams of sound; every value is text.
           */
          AudioStreamInfoList: {
            Index: string;
            CodecName: string;
            CodecLongName: string;
            CodecTimeBase: string;
            CodecTagString: string;
            CodecTag: string;
            Profile: string;
            SampleFmt: string;
            SampleRate: string;
            Channels: string;
            ChannelLayout: string;
            Bitrate: string;
            Fps: string;
            NumFrames: string;
            Timebase: string;
            StartTime: string;
            Duration: string;
            Lang: string;
          }[];
          /**
           * Streams of texts; every value is text.
           */
          SubtitleStreamInfoList: {
            Index: string;
            CodecName: string;
            CodecLongName: string;
            CodecTimeBase: string;
            CodecTagString: string;
            CodecTag: string;
            Timebase: string;
            StartTime: string;
            Duration: string;
            Lang: string;
          }[];
        }[];
        /**
         * Empty: media have no dynamic metadata.
         */
        MediaDynamicInfo: {
          DynamicMetaData: {
            Data: string;
          };
        };
      }[];
      /**
       * Ids of no media.
       */
      IgnoredList: string[];
    };
  };
  /**
   * Cancels a batch job: videos that are not finished fail with the code Cancelled, those that are finished stay.
   */
  CancelBatchMediaProducingJob: {
    parameters: {
      /**
       * Id of the batch job.
       */
      JobId: string;
    };
    answer: {
      /**
       * Id of the batch job.
       */
      JobId: string;
    };
  };
  /**
   * Cancels the job of one video, which fails with the code Cancelled; its batch job goes on.
   */
  CancelMediaProducingJob: {
    parameters: {
      /**
       * Id of the producing job.
       */
      JobId: string;
    };
    answer: {
      /**
       * Id of the producing job.
       */
      JobId: string;
    };
  };
  /**
   * Makes a key and returns its secret, which is shown this once.
   */
  CreateAccessKey: {
    parameters: {
      /**
       * User that gets the key; the caller when left out.
       */
      UserName?: string;
    };
    answer: {
      AccessKey: {
        /**
         * Id of the key.
         */
        AccessKeyId: string;
        /**
         * Whether it can be used.
         */
        Status: 'Active' | 'Inactive';
        /**
         * When it was made.
         */
        CreateDate: string;
        /**
         * Secret of the key; it cannot be asked for again.
         */
        AccessKeySecret: string;
      };
    };
  };
  /**
   * Makes a further account on this server, with a key of its own that is shown this once; for the first account alone.
   */
  CreateAccount: {
    parameters: {
      /**
       * Name of the account.
       */
      AccountName: string;
      /**
       * Buckets that the account gets; a bucket of its own name when left out.
       */
      Buckets?: string | readonly string[];
    };
    answer: {
      Account: {
        /**
         * Number of the account.
         */
        AccountId: string;
        /**
         * Name of the account.
         */
        AccountName: string;
        Buckets: {
          /**
           * Buckets of the account.
           */
          Bucket: string[];
        };
        /**
         * When it was made.
         */
        CreateDate: string;
      };
      AccessKey: {
        /**
         * Id of the key.
         */
        AccessKeyId: string;
        /**
         * Whether it can be used.
         */
        Status: 'Active' | 'Inactive';
        /**
         * When it was made.
         */
        CreateDate: string;
        /**
         * Secret of the key; it cannot be asked for again.
         */
        AccessKeySecret: string;
      };
    };
  };
  /**
   * Makes a custom policy, with what it says as version v1.
   */
  CreatePolicy: {
    parameters: {
      /**
       * Name of the policy.
       */
      PolicyName: string;
      /**
       * What the policy says: at most 6144 characters.
       */
      PolicyDocument: string;
      /**
       * Description.
       */
      Description?: string;
    };
    answer: {
      Policy: {
        /**
         * Name of the policy.
         */
        PolicyName: string;
        /**
         * Kind of the policy.
         */
        PolicyType: 'System' | 'Custom';
        /**
         * Description.
         */
        Description: string;
        /**
         * Version that counts, such as v1.
         */
        DefaultVersion: string;
        /**
         * When it was made.
         */
        CreateDate: string;
      };
    };
  };
  /**
   * Adds a version to a custom policy, of which it may have five.
   */
  CreatePolicyVersion: {
    parameters: {
      /**
       * Name of the policy.
       */
      PolicyName: string;
      /**
       * What the version says: at most 6144 characters.
       */
      PolicyDocument: string;
      /**
       * Whether it counts from now on.
       */
      SetAsDefault?: boolean;
      /**
       * Whether the oldest version that does not count makes room for it.
       */
      RotateStrategy?: 'None' | 'DeleteOldestNonDefaultVersionWhenLimitExceeded';
    };
    answer: {
      PolicyVersion: {
        /**
         * Id of the version, such as v1.
         */
        VersionId: string;
        /**
         * Whether this version counts.
         */
        IsDefaultVersion: boolean;
        /**
         * JSON of the policy.
         */
        PolicyDocument: string;
        /**
         * When it was made.
         */
        CreateDate: string;
      };
    };
  };
  /**
   * Makes a role that those may assume whom its trust policy names.
   */
  CreateRole: {
    parameters: {
      /**
       * Name of the role.
       */
      RoleName: string;
      /**
       * Trust policy: who may assume the role.
       */
      AssumeRolePolicyDocument: string;
      /**
       * Description.
       */
      Description?: string;
      /**
       * Longest session of the role, in seconds.
       */
      MaxSessionDuration?: number;
    };
    answer: {
      Role: {
        /**
         * Id of the role.
         */
        RoleId: string;
        /**
         * Name of the role.
         */
        RoleName: string;
        /**
         * Name of the role in policies and for AssumeRole.
         */
        Arn: string;
        /**
         * Description.
         */
        Description: string;
        /**
         * Longest session, in seconds.
         */
        MaxSessionDuration: number;
        /**
         * When it was made.
         */
        CreateDate: string;
        /**
         * When it changed last.
         */
        UpdateDate: string;
        /**
         * JSON of the trust policy: who may assume the role.
         */
        AssumeRolePolicyDocument: string;
      };
    };
  };
  /**
   * Makes a user, which may do nothing until a policy is attached to it.
   */
  CreateUser: {
    parameters: {
      /**
       * Name of the user.
       */
      UserName: string;
      /**
       * Name for people.
       */
      DisplayName?: string;
      /**
       * Telephone number, with its country.
       */
      MobilePhone?: string;
      /**
       * Mail address.
       */
      Email?: string;
      /**
       * Remark.
       */
      Comments?: string;
    };
    answer: {
      User: {
        /**
         * Id of the user; it stays when the name changes.
         */
        UserId: string;
        /**
         * Name of the user.
         */
        UserName: string;
        /**
         * Name for people.
         */
        DisplayName: string;
        /**
         * Telephone number.
         */
        MobilePhone: string;
        /**
         * Mail address.
         */
        Email: string;
        /**
         * Remark.
         */
        Comments: string;
        /**
         * When it was made.
         */
        CreateDate: string;
        /**
         * When it changed last.
         */
        UpdateDate: string;
      };
    };
  };
  /**
   * Tells what the EncodedDiagnosticMessage of a refusal in this account says.
   */
  DecodeDiagnosticMessage: {
    parameters: {
      /**
       * Message of a refusal.
       */
      EncodedDiagnosticMessage: string;
    };
    answer: {
      DecodedDiagnosticMessage: {
        /**
         * What the caller wanted to do.
         */
        AuthAction: string;
        /**
         * What it concerned.
         */
        AuthResource: string;
        AuthPrincipal: {
          AuthPrincipalType: string;
          AuthPrincipalOwnerId: string;
          AuthPrincipalDisplayName: string;
        };
        /**
         * What was known of the call.
         */
        AuthConditions: {
          ConditionKey: string;
          ConditionValues: string[];
        }[];
        /**
         * Whether a policy denies it, rather than none allowing it.
         */
        ExplicitDeny: boolean;
        /**
         * Kind of the policies that refused.
         */
        NoPermissionPolicyType: string;
        /**
         * The policies that deny it.
         */
        MatchedPolicies: {
          PolicyIdentifier?: string;
          PolicyType?: string;
          PolicyVersion?: string;
          Effect: string;
          AttachedEntityType: string;
          AttachedScope: string;
        }[];
      };
    };
  };
  /**
   * Deletes a key.
   */
  DeleteAccessKey: {
    parameters: {
      /**
       * Id of the key.
       */
      UserAccessKeyId: string;
      /**
       * User that has the key; the caller when left out.
       */
      UserName?: string;
    };
    answer: {};
  };
  /**
   * Removes media from the library, by their ids or by their addresses; the ids win.
   */
  DeleteMediaInfos: {
    parameters: {
      /**
       * Ids of the media.
       */
      MediaIds?: string | readonly string[];
      /**
       * Addresses of the media.
       */
      InputURLs?: string | readonly string[];
      /**
       * Delete the objects, too.
       */
      DeletePhysicalFiles?: boolean;
    };
    answer: {
      /**
       * Media that may not be deleted; always empty.
       */
      ForbiddenList: string[];
      /**
       * Ids or addresses of no media.
       */
      IgnoredList: string[];
    };
  };
  /**
   * Deletes a custom policy that nobody has any more.
   */
  DeletePolicy: {
    parameters: {
      /**
       * Name of the policy.
       */
      PolicyName: string;
      /**
       * Whether versions besides the default one may go with it.
       */
      CascadingDelete?: boolean;
    };
    answer: {};
  };
  /**
   * Deletes a version of a custom policy that does not count.
   */
  DeletePolicyVersion: {
    parameters: {
      /**
       * Name of the policy.
       */
      PolicyName: string;
      /**
       * Id of the version.
       */
      VersionId: string;
    };
    answer: {};
  };
  /**
   * Deletes a role that has no policies any more; its running sessions may do nothing from then on.
   */
  DeleteRole: {
    parameters: {
      /**
       * Name of the role.
       */
      RoleName: string;
    };
    answer: {};
  };
  /**
   * Deletes a user that has no keys and no policies any more.
   */
  DeleteUser: {
    parameters: {
      /**
       * Name of the user.
       */
      UserName: string;
    };
    answer: {};
  };
  /**
   * Takes a policy from a role.
   */
  DetachPolicyFromRole: {
    parameters: {
      /**
       * System policies come with the server, custom ones are made by the account.
       */
      PolicyType: 'System' | 'Custom';
      /**
       * Name of the policy.
       */
      PolicyName: string;
      /**
       * Name of the role.
       */
      RoleName: string;
    };
    answer: {};
  };
  /**
   * Takes a policy from a user.
   */
  DetachPolicyFromUser: {
    parameters: {
      /**
       * System policies come with the server, custom ones are made by the account.
       */
      PolicyType: 'System' | 'Custom';
      /**
       * Name of the policy.
       */
      PolicyName: string;
      /**
       * Name of the user.
       */
      UserName: string;
    };
    answer: {};
  };
  /**
   * Tells when a key was used last, to the minute.
   */
  GetAccessKeyLastUsed: {
    parameters: {
      /**
       * Id of the key.
       */
      UserAccessKeyId: string;
      /**
       * User that has the key; the caller when left out.
       */
      UserName?: string;
    };
    answer: {
      AccessKeyLastUsed: {
        /**
         * When it was used last; absent when never.
         */
        LastUsedDate?: string;
      };
    };
  };
  /**
   * Returns a batch job and the state of every video in it.
   */
  GetBatchMediaProducingJob: {
    parameters: {
      /**
       * Id of the batch job.
       */
      JobId: string;
    };
    answer: {
      EditingBatchJob: {
        /**
         * Id of the batch job.
         */
        JobId: string;
        /**
         * Type of the job, such as Script.
         */
        JobType: string;
        /**
         * Finished: every video has ended, some may have failed. Failed: the job could not be prepared.
         */
        Status: 'Init' | 'Processing' | 'Finished' | 'Failed';
        /**
         * As submitted.
         */
        InputConfig: string;
        /**
         * As submitted.
         */
        EditingConfig: string;
        /**
         * As submitted.
         */
        OutputConfig: string;
        /**
         * JSON: {} when all went as asked; Warnings, a list of Code and Message, for what did not; ErrorCode and ErrorMessage when the job failed.
         */
        Extend: string;
        /**
         * As submitted.
         */
        UserData: string;
        /**
         * When the job was submitted.
         */
        CreateTime: string;
        /**
         * When the job changed last.
         */
        ModifiedTime: string;
        /**
         * When the job ended; empty until then.
         */
        CompleteTime: string;
        /**
         * JSON of what the job was given to build on: a selection, or the ids of projects; else empty.
         */
        ExtendInput: string;
        /**
         * JSON once it is planned: LargestOverlap, the greatest share of footage that two videos have in common; where pictures were chosen, what was chosen and why.
         */
        ExtendOutput: string;
        /**
         * One entry a video, from the start, in the order of their index.
         */
        SubJobList: {
          /**
           * Id of the producing job.
           */
          JobId: string;
          /**
           * Editing project with the timeline; empty until it is planned.
           */
          ProjectId: string;
          /**
           * Media of the finished video; empty until then.
           */
          MediaId: string;
          /**
           * Where the video is or will be stored; empty when it failed.
           */
          MediaURL: string;
          /**
           * Length of the finished video in seconds; 0 until then.
           */
          Duration: number;
          /**
           * State of the video.
           */
          Status: 'Init' | 'Processing' | 'Success' | 'Failed';
          /**
           * Why it failed: a code of the error catalogue; empty otherwise.
           */
          ErrorCode: string;
          /**
           * Why it failed, in a sentence; empty otherwise.
           */
          ErrorMessage: string;
          /**
           * Percent, 0 to 100.
           */
          Progress: number;
        }[];
      };
    };
  };
  /**
   * Tells who calls; needs no permission.
   */
  GetCallerIdentity: {
    parameters: {};
    answer: {
      /**
       * Kind of the caller.
       */
      IdentityType: 'Account' | 'RAMUser' | 'AssumedRoleUser';
      /**
       * Number of the account.
       */
      AccountId: string;
      /**
       * Id of the caller.
       */
      PrincipalId: string;
      /**
       * Id of the user, or the number of the account itself.
       */
      UserId?: string;
      /**
       * Id of the role of a session.
       */
      RoleId?: string;
      /**
       * Name of the caller in policies.
       */
      Arn: string;
    };
  };
  /**
   * Returns an editing project with its timeline, e.g. the one of a planned video.
   */
  GetEditingProject: {
    parameters: {
      /**
       * Id of the editing project.
       */
      ProjectId: string;
      /**
       * WebSDK asks for a timeline that an editor can load.
       */
      RequestSource?: 'OpenAPI' | 'WebSDK';
    };
    answer: {
      Project: {
        /**
         * Id of the project.
         */
        ProjectId: string;
        /**
         * Title.
         */
        Title: string;
        /**
         * Description.
         */
        Description: string;
        /**
         * JSON of the timeline.
         */
        Timeline: string;
        /**
         * Empty: the project was not made from a template.
         */
        TemplateId: string;
        /**
         * Always Timeline.
         */
        TemplateType: string;
        /**
         * Empty: the project was not made from a template.
         */
        ClipsParam: string;
        /**
         * Picture of the project, or empty.
         */
        CoverURL: string;
        /**
         * Length of the timeline in seconds.
         */
        Duration: number;
        /**
         * State of the project.
         */
        Status: 'Draft' | 'Editing' | 'Producing' | 'Produced' | 'ProduceFailed' | 'Deleted';
        /**
         * What made it, such as OpenAPI.
         */
        CreateSource: string;
        /**
         * What changed it last.
         */
        ModifiedSource: string;
        /**
         * When it was made.
         */
        CreateTime: string;
        /**
         * When it changed last.
         */
        ModifiedTime: string;
        /**
         * Always EditingProject.
         */
        ProjectType: string;
        /**
         * Empty: only live projects have one.
         */
        BusinessConfig: string;
        /**
         * Empty: only live projects have one.
         */
        BusinessStatus: string;
        /**
         * Converted when RequestSource is WebSDK: the stored form is the one that an editor loads.
         */
        TimelineConvertStatus: 'Unconverted' | 'Converted';
        /**
         * Always empty.
         */
        TimelineConvertErrorMessage: string;
      };
    };
  };
  /**
   * Returns where the account is told of its events; every field is empty when nothing is set.
   */
  GetEventCallback: {
    parameters: {};
    answer: {
      /**
       * HTTP or MNS.
       */
      CallbackType: string;
      /**
       * Address to call; empty with MNS.
       */
      CallbackURL: string;
      /**
       * Message queue to write to; empty with HTTP.
       */
      CallbackQueueName: string;
      /**
       * Events separated by commas; empty means every event.
       */
      EventTypeList: string;
      /**
       * on when calls are signed, else off.
       */
      AuthSwitch: string;
      /**
       * Key of the signature.
       */
      AuthKey: string;
    };
  };
  /**
   * Returns one media, found by its id or by its address; the id wins.
   */
  GetMediaInfo: {
    parameters: {
      /**
       * Id of the media.
       */
      MediaId?: string;
      /**
       * Address of the media, in any spelling that is accepted for a material.
       */
      InputURL?: string;
      /**
       * Kind of the address in FileUrl; both give the same here.
       */
      OutputType?: 'oss' | 'cdn';
      /**
       * Seconds for which the URLs in the answer are valid.
       */
      AuthTimeout?: number;
      /**
       * Accepted and not used.
       */
      ReturnDetailedInfo?: Json;
    };
    answer: {
      MediaInfo: {
        /**
         * Id of the media.
         */
        MediaId: string;
        MediaBasicInfo: {
          /**
           * Id of the media.
           */
          MediaId: string;
          /**
           * Address as it was registered.
           */
          InputURL: string;
          /**
           * image, video, audio or text.
           */
          MediaType: string;
          /**
           * What the media is for.
           */
          BusinessType: string;
          /**
           * Where the file lies: oss for a bucket of this server.
           */
          Source: string;
          /**
           * Title.
           */
          Title: string;
          /**
           * Category.
           */
          Category: string;
          /**
           * Description.
           */
          Description: string;
          /**
           * Tags, separated by commas.
           */
          MediaTags: string;
          /**
           * Address of the cover.
           */
          CoverURL: string;
          /**
           * Data of the client.
           */
          UserData: string;
          /**
           * JSON array of snapshots.
           */
          Snapshots: string;
          /**
           * JSON array of sprite images.
           */
          SpriteImages: string;
          /**
           * Init, Preparing, PrepareFail or Normal.
           */
          Status: string;
          /**
           * UTC time of the registration.
           */
          CreateTime: string;
          /**
           * UTC time of the last change.
           */
          ModifiedTime: string;
          /**
           * Empty: a deleted media is gone.
           */
          DeletedTime: string;
          /**
           * Id that the client gave.
           */
          ReferenceId: string;
          /**
           * Always ICE.
           */
          Biz: string;
          /**
           * Category id that the client gave.
           */
          CateId?: number;
          /**
           * Name of the category.
           */
          CateName: string;
          /**
           * How the media came into the library.
           */
          UploadSource: string;
        };
        /**
         * The file of the media.
         */
        FileInfoList: {
          /**
           * Facts of the file; every value is text.
           */
          FileBasicInfo: {
            /**
             * Name of the file.
             */
            FileName: string;
            /**
             * Normal.
             */
            FileStatus: string;
            /**
             * source_file.
             */
            FileType: string;
            /**
             * Bytes.
             */
            FileSize: string;
            /**
             * Signed address at which the file can be downloaded.
             */
            FileUrl: string;
            /**
             * Region in the address, or local.
             */
            Region: string;
            /**
             * Container, by its FFmpeg name.
             */
            FormatName: string;
            /**
             * Seconds.
             */
            Duration: string;
            /**
             * Kbit/s.
             */
            Bitrate: string;
            /**
             * Pixels.
             */
            Width: string;
            /**
             * Pixels.
             */
            Height: string;
            /**
             * UTC time of the registration.
             */
            CreateTime: string;
            /**
             * UTC time of the last change.
             */
            ModifiedTime: string;
          };
          /**
           * Streams of pictures; every value is text.
           */
          VideoStreamInfoList: {
            Index: string;
            CodecName: string;
            CodecLongName: string;
            CodecTimeBase: string;
            CodecTagString: string;
            CodecTag: string;
            Profile: string;
            Width: string;
            Height: string;
            HasBFrames: string;
            Sar: string;
            Dar: string;
            PixFmt: string;
            Level: string;
            Fps: string;
            AvgFPS: string;
            Bitrate: string;
            NumFrames: string;
            Nb_frames: string;
            Rotate: string;
            Timebase: string;
            StartTime: string;
            Duration: string;
            Lang: string;
          }[];
          /**
           * Streams of sound; every value is text.
           */
          AudioStreamInfoList: {
            Index: string;
            CodecName: string;
            CodecLongName: string;
            CodecTimeBase: string;
            CodecTagString: string;
            CodecTag: string;
            Profile: string;
            SampleFmt: string;
            SampleRate: string;
            Channels: string;
            ChannelLayout: string;
            Bitrate: string;
            Fps: string;
            NumFrames: string;
            Timebase: string;
            StartTime: string;
            Duration: string;
            Lang: string;
          }[];
          /**
           * Streams of texts; every value is text.
           */
          SubtitleStreamInfoList: {
            Index: string;
            CodecName: string;
            CodecLongName: string;
            CodecTimeBase: string;
            CodecTagString: string;
            CodecTag: string;
            Timebase: string;
            StartTime: string;
            Duration: string;
            Lang: string;
          }[];
        }[];
        /**
         * Empty: media are not tagged by a model.
         */
        AiRoughData: {
          AiCategory: string;
          AiJobId: string;
          Result: string;
          SaveType: string;
          Status: string;
          StandardSmartTagJob: {
            AiJobId: string;
            ResultUrl: string;
            Results: {
              Type: string;
              Data: string;
            }[];
            Status: string;
          };
        };
      };
    };
  };
  /**
   * Returns the job of one video with its timeline.
   */
  GetMediaProducingJob: {
    parameters: {
      /**
       * Id of the producing job.
       */
      JobId: string;
    };
    answer: {
      MediaProducingJob: {
        /**
         * Id of the producing job.
         */
        JobId: string;
        /**
         * Editing project with the timeline; empty until it is planned.
         */
        ProjectId: string;
        /**
         * Media of the finished video; empty until then.
         */
        MediaId: string;
        /**
         * Where the video is or will be stored; empty when it failed.
         */
        MediaURL: string;
        /**
         * State of the job.
         */
        Status: 'Init' | 'Queuing' | 'Processing' | 'Success' | 'Failed';
        /**
         * Why it failed: a code of the error catalogue; empty otherwise.
         */
        Code: string;
        /**
         * Why it failed, in a sentence; empty otherwise.
         */
        Message: string;
        /**
         * Length of the finished video in seconds.
         */
        Duration?: number;
        /**
         * Empty: the job was not made from a template.
         */
        TemplateId: string;
        /**
         * Empty: the job was not made from a template.
         */
        ClipsParam: string;
        /**
         * As submitted.
         */
        UserData: string;
        /**
         * When the job was made.
         */
        CreateTime: string;
        /**
         * When the job changed last.
         */
        ModifiedTime: string;
        /**
         * When the job ended; empty until then.
         */
        CompleteTime: string;
        /**
         * Always empty.
         */
        VodMediaId: string;
        /**
         * Percent, 0 to 100.
         */
        Progress: number;
        /**
         * JSON of the timeline; empty until it is planned.
         */
        Timeline: string;
        /**
         * JSON of what was drawn for this video of a batch.
         */
        SubJobMaterials: string;
      };
    };
  };
  /**
   * Returns a policy with what it says.
   */
  GetPolicy: {
    parameters: {
      /**
       * System policies come with the server, custom ones are made by the account.
       */
      PolicyType: 'System' | 'Custom';
      /**
       * Name of the policy.
       */
      PolicyName: string;
    };
    answer: {
      Policy: {
        /**
         * Name of the policy.
         */
        PolicyName: string;
        /**
         * Kind of the policy.
         */
        PolicyType: 'System' | 'Custom';
        /**
         * Description.
         */
        Description: string;
        /**
         * Version that counts, such as v1.
         */
        DefaultVersion: string;
        /**
         * How many users and roles have it.
         */
        AttachmentCount: number;
        /**
         * When it was made.
         */
        CreateDate: string;
        /**
         * When it changed last.
         */
        UpdateDate: string;
      };
      DefaultPolicyVersion: {
        /**
         * Id of the version, such as v1.
         */
        VersionId: string;
        /**
         * Whether this version counts.
         */
        IsDefaultVersion: boolean;
        /**
         * JSON of the policy.
         */
        PolicyDocument: string;
        /**
         * When it was made.
         */
        CreateDate: string;
      };
    };
  };
  /**
   * Returns one version of a policy.
   */
  GetPolicyVersion: {
    parameters: {
      /**
       * System policies come with the server, custom ones are made by the account.
       */
      PolicyType: 'System' | 'Custom';
      /**
       * Name of the policy.
       */
      PolicyName: string;
      /**
       * Id of the version.
       */
      VersionId: string;
    };
    answer: {
      PolicyVersion: {
        /**
         * Id of the version, such as v1.
         */
        VersionId: string;
        /**
         * Whether this version counts.
         */
        IsDefaultVersion: boolean;
        /**
         * JSON of the policy.
         */
        PolicyDocument: string;
        /**
         * When it was made.
         */
        CreateDate: string;
      };
    };
  };
  /**
   * Returns a role.
   */
  GetRole: {
    parameters: {
      /**
       * Name of the role.
       */
      RoleName: string;
    };
    answer: {
      Role: {
        /**
         * Id of the role.
         */
        RoleId: string;
        /**
         * Name of the role.
         */
        RoleName: string;
        /**
         * Name of the role in policies and for AssumeRole.
         */
        Arn: string;
        /**
         * Description.
         */
        Description: string;
        /**
         * Longest session, in seconds.
         */
        MaxSessionDuration: number;
        /**
         * When it was made.
         */
        CreateDate: string;
        /**
         * When it changed last.
         */
        UpdateDate: string;
        /**
         * JSON of the trust policy: who may assume the role.
         */
        AssumeRolePolicyDocument: string;
      };
    };
  };
  /**
   * Returns a user.
   */
  GetUser: {
    parameters: {
      /**
       * Name of the user.
       */
      UserName: string;
    };
    answer: {
      User: {
        /**
         * Id of the user; it stays when the name changes.
         */
        UserId: string;
        /**
         * Name of the user.
         */
        UserName: string;
        /**
         * Name for people.
         */
        DisplayName: string;
        /**
         * Telephone number.
         */
        MobilePhone: string;
        /**
         * Mail address.
         */
        Email: string;
        /**
         * Remark.
         */
        Comments: string;
        /**
         * When it was made.
         */
        CreateDate: string;
        /**
         * When it changed last.
         */
        UpdateDate: string;
      };
    };
  };
  /**
   * Lists keys, without their secrets.
   */
  ListAccessKeys: {
    parameters: {
      /**
       * User that has the keys; the caller when left out.
       */
      UserName?: string;
    };
    answer: {
      AccessKeys: {
        /**
         * The keys.
         */
        AccessKey: {
          /**
           * Id of the key.
           */
          AccessKeyId: string;
          /**
           * Whether it can be used.
           */
          Status: 'Active' | 'Inactive';
          /**
           * When it was made.
           */
          CreateDate: string;
        }[];
      };
    };
  };
  /**
   * Lists the further accounts of this server; for the first account alone.
   */
  ListAccounts: {
    parameters: {};
    answer: {
      Accounts: {
        /**
         * The accounts.
         */
        Account: {
          /**
           * Number of the account.
           */
          AccountId: string;
          /**
           * Name of the account.
           */
          AccountName: string;
          Buckets: {
            /**
             * Buckets of the account.
             */
            Bucket: string[];
          };
          /**
           * When it was made.
           */
          CreateDate: string;
        }[];
      };
    };
  };
  /**
   * Lists the calls of the account, refused ones too, by their time.
   */
  ListAuditRecords: {
    parameters: {
      /**
       * Earliest creation time, included.
       */
      StartTime?: string;
      /**
       * Latest creation time, included.
       */
      EndTime?: string;
      /**
       * Size of a page.
       */
      MaxResults?: number;
      /**
       * Token of the next page, from the answer with the page before; filters and order stay the same.
       */
      NextToken?: string;
      /**
       * Only the call with this RequestId.
       */
      RequestId?: string;
      /**
       * Only calls that were signed, or claimed to be signed, with this key.
       */
      AccessKeyId?: string;
      /**
       * Only calls of this operation.
       */
      ActionName?: string;
      /**
       * Only calls that ended with this error.
       */
      Code?: string;
      /**
       * Order by time: newest first, or oldest first.
       */
      SortBy?: 'desc' | 'asc';
    };
    answer: {
      AuditRecordList: {
        /**
         * When the call was answered.
         */
        Time: string;
        /**
         * Id of the call.
         */
        RequestId: string;
        /**
         * Who called, in the words of policies; empty where the call proved nobody (the first account lists those).
         */
        Principal: string;
        /**
         * Key that the call named.
         */
        AccessKeyId: string;
        /**
         * Name of the operation in policies, such as ice:GetMediaInfo.
         */
        ActionName: string;
        /**
         * Address of the caller.
         */
        SourceIp: string;
        /**
         * Program of the caller, in its own words.
         */
        UserAgent: string;
        /**
         * Code of the error; empty for a call that worked.
         */
        Code: string;
        /**
         * Status of the answer.
         */
        HttpStatus: number;
        /**
         * Milliseconds.
         */
        Duration: number;
      }[];
      /**
       * Size of a page.
       */
      MaxResults: number;
      /**
       * Token of the next page; absent on the last one.
       */
      NextToken?: string;
    };
  };
  /**
   * Lists batch jobs by creation time.
   */
  ListBatchMediaProducingJobs: {
    parameters: {
      /**
       * Earliest creation time, included.
       */
      StartTime?: string;
      /**
       * Latest creation time, included.
       */
      EndTime?: string;
      /**
       * Size of a page.
       */
      MaxResults?: number;
      /**
       * Token of the next page, from the answer with the page before; filters and order stay the same.
       */
      NextToken?: string;
      /**
       * Only the job with this id.
       */
      JobId?: string;
      /**
       * Type of the jobs.
       */
      JobType?:
        | 'Script'
        | 'Smart_Mix'
        | 'Sports_Highlights'
        | 'Screen_Media_Highlights'
        | 'Smart_Mix_Media_Select'
        | 'Screen_Media_Highlights_Media_Select'
        | 'Smart_Mix_Timeline_Organize'
        | 'Screen_Media_Highlights_Timeline_Organize'
        | 'Scene_Batch_Editing';
      /**
       * State of the jobs.
       */
      Status?: 'Init' | 'Processing' | 'Finished' | 'Failed';
      /**
       * Order by creation time: newest first, or oldest first.
       */
      SortBy?: 'desc' | 'asc';
    };
    answer: {
      EditingBatchJobList: {
        /**
         * Id of the batch job.
         */
        JobId: string;
        /**
         * Type of the job, such as Script.
         */
        JobType: string;
        /**
         * Finished: every video has ended, some may have failed. Failed: the job could not be prepared.
         */
        Status: 'Init' | 'Processing' | 'Finished' | 'Failed';
        /**
         * As submitted.
         */
        InputConfig: string;
        /**
         * As submitted.
         */
        EditingConfig: string;
        /**
         * As submitted.
         */
        OutputConfig: string;
        /**
         * JSON: {} when all went as asked; Warnings, a list of Code and Message, for what did not; ErrorCode and ErrorMessage when the job failed.
         */
        Extend: string;
        /**
         * As submitted.
         */
        UserData: string;
        /**
         * When the job was submitted.
         */
        CreateTime: string;
        /**
         * When the job changed last.
         */
        ModifiedTime: string;
        /**
         * When the job ended; empty until then.
         */
        CompleteTime: string;
      }[];
      /**
       * Size of a page.
       */
      MaxResults: number;
      /**
       * Token of the next page; absent on the last one.
       */
      NextToken?: string;
    };
  };
  /**
   * Lists the attempts to deliver callbacks by their time.
   */
  ListCallbackAttempts: {
    parameters: {
      /**
       * Earliest creation time, included.
       */
      StartTime?: string;
      /**
       * Latest creation time, included.
       */
      EndTime?: string;
      /**
       * Size of a page.
       */
      MaxResults?: number;
      /**
       * Token of the next page, from the answer with the page before; filters and order stay the same.
       */
      NextToken?: string;
      /**
       * Only attempts of this batch with its sub jobs, or of this sub job.
       */
      JobId?: string;
      /**
       * Order by time: newest first, or oldest first.
       */
      SortBy?: 'desc' | 'asc';
    };
    answer: {
      CallbackAttemptList: {
        /**
         * When the attempt ended.
         */
        Time: string;
        /**
         * The batch or the sub job whose end is told.
         */
        JobId: string;
        /**
         * BatchProduceMediaComplete or ProduceMediaComplete.
         */
        EventType: string;
        /**
         * The address that was called, or the name of the queue.
         */
        Address: string;
        /**
         * Number of the attempt, from 1.
         */
        Attempt: number;
        /**
         * Refused: the address may not be called, so it is not tried again.
         */
        Outcome: 'Delivered' | 'Failed' | 'Refused';
        /**
         * Status of the answer, when there was one.
         */
        HttpStatus?: number;
        /**
         * Milliseconds.
         */
        Duration: number;
        /**
         * Why it was not delivered; else empty.
         */
        Error: string;
        /**
         * How the callback stands now: Pending ones are tried again, Dropped ones are not.
         */
        DeliveryStatus: 'Pending' | 'Delivered' | 'Dropped';
      }[];
      /**
       * Size of a page.
       */
      MaxResults: number;
      /**
       * Token of the next page; absent on the last one.
       */
      NextToken?: string;
    };
  };
  /**
   * Lists the users and roles that have a policy.
   */
  ListEntitiesForPolicy: {
    parameters: {
      /**
       * System policies come with the server, custom ones are made by the account.
       */
      PolicyType: 'System' | 'Custom';
      /**
       * Name of the policy.
       */
      PolicyName: string;
    };
    answer: {
      Users: {
        /**
         * The users.
         */
        User: {
          UserId: string;
          UserName: string;
          DisplayName: string;
          /**
           * When it got the policy.
           */
          AttachDate: string;
        }[];
      };
      Roles: {
        /**
         * The roles.
         */
        Role: {
          RoleId: string;
          RoleName: string;
          Arn: string;
          Description: string;
          /**
           * When it got the policy.
           */
          AttachDate: string;
        }[];
      };
      Groups: {
        /**
         * Always empty: there are no groups.
         */
        Group: {}[];
      };
    };
  };
  /**
   * Lists media in the order of their creation; every filter that is given has to match.
   */
  ListMediaBasicInfos: {
    parameters: {
      /**
       * Type of the media.
       */
      MediaType?: 'image' | 'video' | 'audio' | 'text';
      /**
       * Where the files lie.
       */
      Source?: 'oss' | 'vod' | 'live' | 'general';
      /**
       * What the media is for.
       */
      BusinessType?: 'subtitles' | 'font' | 'watermark' | 'opening' | 'ending' | 'general';
      /**
       * Status of the media.
       */
      Status?: 'Init' | 'Preparing' | 'PrepareFail' | 'Normal';
      /**
       * Id of the media.
       */
      MediaId?: string;
      /**
       * Created after this time.
       */
      StartTime?: string;
      /**
       * Created at this time or before.
       */
      EndTime?: string;
      /**
       * Newest or oldest first.
       */
      SortBy?: 'desc' | 'asc';
      /**
       * Media on a page.
       */
      MaxResults?: number;
      /**
       * Only media that have each of these words in title, description, tags, category, address or id. Only Reelmill has it.
       */
      Keyword?: string;
      /**
       * NextToken of the page before.
       */
      NextToken?: string;
      /**
       * Return the facts of the files, too.
       */
      IncludeFileBasicInfo?: boolean;
      /**
       * Seconds for which the URLs in the answer are valid.
       */
      AuthTimeout?: number;
    };
    answer: {
      MediaInfos: {
        /**
         * Id of the media.
         */
        MediaId: string;
        MediaBasicInfo: {
          /**
           * Id of the media.
           */
          MediaId: string;
          /**
           * Address as it was registered.
           */
          InputURL: string;
          /**
           * image, video, audio or text.
           */
          MediaType: string;
          /**
           * What the media is for.
           */
          BusinessType: string;
          /**
           * Where the file lies: oss for a bucket of this server.
           */
          Source: string;
          /**
           * Title.
           */
          Title: string;
          /**
           * Category.
           */
          Category: string;
          /**
           * Description.
           */
          Description: string;
          /**
           * Tags, separated by commas.
           */
          MediaTags: string;
          /**
           * Address of the cover.
           */
          CoverURL: string;
          /**
           * Data of the client.
           */
          UserData: string;
          /**
           * JSON array of snapshots.
           */
          Snapshots: string;
          /**
           * JSON array of sprite images.
           */
          SpriteImages: string;
          /**
           * Init, Preparing, PrepareFail or Normal.
           */
          Status: string;
          /**
           * UTC time of the registration.
           */
          CreateTime: string;
          /**
           * UTC time of the last change.
           */
          ModifiedTime: string;
          /**
           * Empty: a deleted media is gone.
           */
          DeletedTime: string;
          /**
           * Id that the client gave.
           */
          ReferenceId: string;
          /**
           * Always ICE.
           */
          Biz: string;
          /**
           * Category id that the client gave.
           */
          CateId?: number;
          /**
           * Name of the category.
           */
          CateName: string;
          /**
           * How the media came into the library.
           */
          UploadSource: string;
          /**
           * Always Init: media are not transcoded.
           */
          TranscodeStatus: string;
        };
        /**
         * The file of the media, when IncludeFileBasicInfo is true.
         */
        FileInfoList: {
          FileBasicInfo: {
            /**
             * Name of the file.
             */
            FileName: string;
            /**
             * Normal.
             */
            FileStatus: string;
            /**
             * source_file.
             */
            FileType: string;
            /**
             * Bytes.
             */
            FileSize: string;
            /**
             * Signed address at which the file can be downloaded.
             */
            FileUrl: string;
            /**
             * Region in the address, or local.
             */
            Region: string;
            /**
             * Container, by its FFmpeg name.
             */
            FormatName: string;
            /**
             * Seconds.
             */
            Duration: string;
            /**
             * Kbit/s.
             */
            Bitrate: string;
            /**
             * Pixels.
             */
            Width: string;
            /**
             * Pixels.
             */
            Height: string;
            /**
             * UTC time of the registration.
             */
            CreateTime: string;
            /**
             * UTC time of the last change.
             */
            ModifiedTime: string;
          };
        }[];
      }[];
      /**
       * Media on a page.
       */
      MaxResults: number;
      /**
       * Asks for the next page; absent on the last one.
       */
      NextToken?: string;
      /**
       * Media that match, on all pages.
       */
      TotalCount: number;
    };
  };
  /**
   * Lists the jobs of single videos by creation time, e.g. those of one batch.
   */
  ListMediaProducingJobs: {
    parameters: {
      /**
       * Earliest creation time, included.
       */
      StartTime?: string;
      /**
       * Latest creation time, included.
       */
      EndTime?: string;
      /**
       * Size of a page.
       */
      MaxResults?: number;
      /**
       * Token of the next page, from the answer with the page before; filters and order stay the same.
       */
      NextToken?: string;
      /**
       * Only the sub jobs of this batch job.
       */
      MasterJobId?: string;
      /**
       * Only jobs of this editing project.
       */
      ProjectId?: string;
      /**
       * Id of a job or of an editing project.
       */
      Keyword?: string;
      /**
       * Type of the jobs.
       */
      JobType?: 'EditingJob' | 'VETemplateJob' | 'LiveEditingJob';
      /**
       * State of the jobs; Init includes Queuing.
       */
      Status?: 'Init' | 'Queuing' | 'Processing' | 'Success' | 'Failed';
      /**
       * Order by creation time: newest first, or oldest first.
       */
      SortBy?: 'CreationTime:Desc' | 'CreationTime:Asc';
    };
    answer: {
      MediaProducingJobList: {
        /**
         * Id of the producing job.
         */
        JobId: string;
        /**
         * Editing project with the timeline; empty until it is planned.
         */
        ProjectId: string;
        /**
         * Media of the finished video; empty until then.
         */
        MediaId: string;
        /**
         * Where the video is or will be stored; empty when it failed.
         */
        MediaURL: string;
        /**
         * State of the job.
         */
        Status: 'Init' | 'Queuing' | 'Processing' | 'Success' | 'Failed';
        /**
         * Why it failed: a code of the error catalogue; empty otherwise.
         */
        Code: string;
        /**
         * Why it failed, in a sentence; empty otherwise.
         */
        Message: string;
        /**
         * Length of the finished video in seconds.
         */
        Duration?: number;
        /**
         * Empty: the job was not made from a template.
         */
        TemplateId: string;
        /**
         * Empty: the job was not made from a template.
         */
        ClipsParam: string;
        /**
         * As submitted.
         */
        UserData: string;
        /**
         * When the job was made.
         */
        CreateTime: string;
        /**
         * When the job changed last.
         */
        ModifiedTime: string;
        /**
         * When the job ended; empty until then.
         */
        CompleteTime: string;
      }[];
      /**
       * Size of a page.
       */
      MaxResults: string;
      /**
       * Token of the next page; absent on the last one.
       */
      NextToken?: string;
    };
  };
  /**
   * Lists policies: the system policies, then the custom ones in the order in which they were made.
   */
  ListPolicies: {
    parameters: {
      /**
       * System policies come with the server, custom ones are made by the account.
       */
      PolicyType?: 'System' | 'Custom';
      /**
       * Marker that the call before answered; asks for the next part of the list.
       */
      Marker?: string;
      /**
       * Entries in one answer.
       */
      MaxItems?: number;
    };
    answer: {
      /**
       * Whether there are more.
       */
      IsTruncated: boolean;
      /**
       * Asks for the next part of the list; absent at the end.
       */
      Marker?: string;
      Policies: {
        /**
         * The policies.
         */
        Policy: {
          /**
           * Name of the policy.
           */
          PolicyName: string;
          /**
           * Kind of the policy.
           */
          PolicyType: 'System' | 'Custom';
          /**
           * Description.
           */
          Description: string;
          /**
           * Version that counts, such as v1.
           */
          DefaultVersion: string;
          /**
           * How many users and roles have it.
           */
          AttachmentCount: number;
          /**
           * When it was made.
           */
          CreateDate: string;
          /**
           * When it changed last.
           */
          UpdateDate: string;
        }[];
      };
    };
  };
  /**
   * Lists the policies that a role has, in the order in which it got them.
   */
  ListPoliciesForRole: {
    parameters: {
      /**
       * Name of the role.
       */
      RoleName: string;
    };
    answer: {
      Policies: {
        /**
         * The policies.
         */
        Policy: {
          /**
           * Name of the policy.
           */
          PolicyName: string;
          /**
           * Kind of the policy.
           */
          PolicyType: 'System' | 'Custom';
          /**
           * Description.
           */
          Description: string;
          /**
           * Version that counts, such as v1.
           */
          DefaultVersion: string;
          /**
           * When it was attached.
           */
          AttachDate: string;
        }[];
      };
    };
  };
  /**
   * Lists the policies that a user has, in the order in which it got them.
   */
  ListPoliciesForUser: {
    parameters: {
      /**
       * Name of the user.
       */
      UserName: string;
    };
    answer: {
      Policies: {
        /**
         * The policies.
         */
        Policy: {
          /**
           * Name of the policy.
           */
          PolicyName: string;
          /**
           * Kind of the policy.
           */
          PolicyType: 'System' | 'Custom';
          /**
           * Description.
           */
          Description: string;
          /**
           * Version that counts, such as v1.
           */
          DefaultVersion: string;
          /**
           * When it was attached.
           */
          AttachDate: string;
        }[];
      };
    };
  };
  /**
   * Lists the versions of a policy, the newest first.
   */
  ListPolicyVersions: {
    parameters: {
      /**
       * System policies come with the server, custom ones are made by the account.
       */
      PolicyType: 'System' | 'Custom';
      /**
       * Name of the policy.
       */
      PolicyName: string;
    };
    answer: {
      PolicyVersions: {
        /**
         * The versions.
         */
        PolicyVersion: {
          /**
           * Id of the version, such as v1.
           */
          VersionId: string;
          /**
           * Whether this version counts.
           */
          IsDefaultVersion: boolean;
          /**
           * JSON of the policy.
           */
          PolicyDocument: string;
          /**
           * When it was made.
           */
          CreateDate: string;
        }[];
      };
    };
  };
  /**
   * Lists the roles of the account in the order in which they were made.
   */
  ListRoles: {
    parameters: {
      /**
       * Marker that the call before answered; asks for the next part of the list.
       */
      Marker?: string;
      /**
       * Entries in one answer.
       */
      MaxItems?: number;
    };
    answer: {
      /**
       * Whether there are more.
       */
      IsTruncated: boolean;
      /**
       * Asks for the next part of the list; absent at the end.
       */
      Marker?: string;
      Roles: {
        /**
         * The roles.
         */
        Role: {
          /**
           * Id of the role.
           */
          RoleId: string;
          /**
           * Name of the role.
           */
          RoleName: string;
          /**
           * Name of the role in policies and for AssumeRole.
           */
          Arn: string;
          /**
           * Description.
           */
          Description: string;
          /**
           * Longest session, in seconds.
           */
          MaxSessionDuration: number;
          /**
           * When it was made.
           */
          CreateDate: string;
          /**
           * When it changed last.
           */
          UpdateDate: string;
        }[];
      };
    };
  };
  /**
   * Lists the users of the account in the order in which they were made.
   */
  ListUsers: {
    parameters: {
      /**
       * Marker that the call before answered; asks for the next part of the list.
       */
      Marker?: string;
      /**
       * Entries in one answer.
       */
      MaxItems?: number;
    };
    answer: {
      /**
       * Whether there are more.
       */
      IsTruncated: boolean;
      /**
       * Asks for the next part of the list; absent at the end.
       */
      Marker?: string;
      Users: {
        /**
         * The users.
         */
        User: {
          /**
           * Id of the user; it stays when the name changes.
           */
          UserId: string;
          /**
           * Name of the user.
           */
          UserName: string;
          /**
           * Name for people.
           */
          DisplayName: string;
          /**
           * Telephone number.
           */
          MobilePhone: string;
          /**
           * Mail address.
           */
          Email: string;
          /**
           * Remark.
           */
          Comments: string;
          /**
           * When it was made.
           */
          CreateDate: string;
          /**
           * When it changed last.
           */
          UpdateDate: string;
        }[];
      };
    };
  };
  /**
   * Registers an object as a media of the library. Analysis takes a moment: GetMediaInfo tells its facts as soon as the status is Normal.
   */
  RegisterMediaInfo: {
    parameters: {
      /**
       * Address of the media, in any spelling that is accepted for a material.
       */
      InputURL: string;
      /**
       * Type of the media.
       */
      MediaType?: 'image' | 'video' | 'audio' | 'text';
      /**
       * What the media is for.
       */
      BusinessType?: 'subtitles' | 'font' | 'watermark' | 'opening' | 'ending' | 'general';
      /**
       * Title.
       */
      Title?: string;
      /**
       * Description.
       */
      Description?: string;
      /**
       * Up to 16 tags of at most 32 bytes, separated by commas.
       */
      MediaTags?: string;
      /**
       * Address of a cover.
       */
      CoverURL?: string;
      /**
       * Data of the client.
       */
      UserData?: string;
      /**
       * Replace the media that is registered for the object; without it a second one is refused.
       */
      Overwrite?: boolean;
      /**
       * Accepted and not used.
       */
      ClientToken?: string;
      /**
       * SearchLibName in it names the search library that the media belongs to, for MediaSearchInput of Smart_Mix jobs. The rest is accepted and not used: sprites and snapshots are not made.
       */
      RegisterConfig?: Json;
      /**
       * Category id.
       */
      CateId?: number;
      /**
       * Accepted and not used.
       */
      WorkflowId?: string;
      /**
       * Accepted and not used.
       */
      SmartTagTemplateId?: string;
      /**
       * Id of your own, unique in the account.
       */
      ReferenceId?: string;
    };
    answer: {
      /**
       * Id of the new media.
       */
      MediaId: string;
    };
  };
  /**
   * Makes the failed videos of a batch job, or one of them, once more: the same timeline to the same URL. The end of the batch job is told once more.
   */
  RetryMediaProducingJob: {
    parameters: {
      /**
       * Id of a batch job or of a producing job.
       */
      JobId: string;
    };
    answer: {
      /**
       * Ids of the producing jobs that are taken up again.
       */
      JobIds: string[];
    };
  };
  /**
   * Makes another version of a custom policy the one that counts.
   */
  SetDefaultPolicyVersion: {
    parameters: {
      /**
       * Name of the policy.
       */
      PolicyName: string;
      /**
       * Id of the version.
       */
      VersionId: string;
    };
    answer: {};
  };
  /**
   * Sets where the account is told of its events; replaces the whole setting. A call without any parameter removes it.
   */
  SetEventCallback: {
    parameters: {
      /**
       * How events are told: by calling an address, or by writing to a message queue.
       */
      CallbackType?: 'HTTP' | 'MNS';
      /**
       * Address to call; needed with HTTP.
       */
      CallbackURL?: string;
      /**
       * Message queue to write to; needed with MNS. It is made when it is not there.
       */
      CallbackQueueName?: string;
      /**
       * Events to be told; every event when it is left out.
       */
      EventTypeList?: string | readonly string[];
      /**
       * Whether calls carry the headers X-ICE-TIMESTAMP and X-ICE-SIGNATURE.
       */
      AuthSwitch?: 'on' | 'off';
      /**
       * Key of the signature; needed when AuthSwitch is on.
       */
      AuthKey?: string;
    };
    answer: {
      /**
       * Always true.
       */
      Success: boolean;
    };
  };
  /**
   * Submits a job that makes several distinct videos: of groups of materials (MediaGroupArray), or of a pile of footage whose pictures follow a text (MediaArray, MediaSearchInput).
   */
  SubmitBatchMediaProducingJob: {
    parameters: {
      /**
       * Makes repeats of this call one job for 24 hours.
       */
      ClientToken?: string;
      /**
       * Materials and texts.
       */
      InputConfig: Json;
      /**
       * How the videos are edited: volumes, captions, voice, transitions.
       */
      EditingConfig?: Json;
      /**
       * How many videos, where to, and their size.
       */
      OutputConfig: Json;
      /**
       * Templates to choose from.
       */
      TemplateConfig?: Json;
      /**
       * Your own data, handed back unchanged; NotifyAddress in it is called when the job ends.
       */
      UserData?: Json;
    };
    answer: {
      /**
       * Id of the batch job.
       */
      JobId: string;
    };
  };
  /**
   * Submits a job that renders editing projects, one video each. OutputConfig takes neither Count nor GeneratePreviewOnly.
   */
  SubmitSceneBatchEditingJob: {
    parameters: {
      /**
       * Editing projects in the order of their videos, separated by commas.
       */
      ProjectIds: string | readonly string[];
      /**
       * How many videos, where to, and their size.
       */
      OutputConfig: Json;
      /**
       * Your own data, handed back unchanged; NotifyAddress in it is called when the job ends.
       */
      UserData?: Json;
    };
    answer: {
      /**
       * Id of the job.
       */
      JobId: string;
    };
  };
  /**
   * Submits a job that only chooses the shots of videos. What it chose is in ExtendOutput of GetBatchMediaProducingJob and can be edited before it is laid on timelines.
   */
  SubmitSceneMediaSelectionJob: {
    parameters: {
      /**
       * Which job the step belongs to.
       */
      JobType: 'Smart_Mix_Media_Select' | 'Screen_Media_Highlights_Media_Select';
      /**
       * Materials and texts, as for the whole job.
       */
      InputConfig: Json;
      /**
       * How the videos are edited: volumes, captions, voice, transitions.
       */
      EditingConfig?: Json;
      /**
       * How many videos, where to, and their size.
       */
      OutputConfig: Json;
      /**
       * Your own data, handed back unchanged; NotifyAddress in it is called when the job ends.
       */
      UserData?: Json;
    };
    answer: {
      /**
       * Id of the job.
       */
      JobId: string;
    };
  };
  /**
   * Submits a job that lays chosen shots, voice-over, captions and music on timelines and makes an editing project of each. Nothing is rendered.
   */
  SubmitSceneTimelineOrganizationJob: {
    parameters: {
      /**
       * Which job the step belongs to.
       */
      JobType: 'Smart_Mix_Timeline_Organize' | 'Screen_Media_Highlights_Timeline_Organize';
      /**
       * What a selection job chose (its ExtendOutput), as it is or edited.
       */
      MediaSelectResult: Json;
      /**
       * Materials and texts, as for the whole job.
       */
      InputConfig: Json;
      /**
       * How the videos are edited: volumes, captions, voice, transitions.
       */
      EditingConfig?: Json;
      /**
       * How many videos, where to, and their size.
       */
      OutputConfig: Json;
      /**
       * Your own data, handed back unchanged; NotifyAddress in it is called when the job ends.
       */
      UserData?: Json;
    };
    answer: {
      /**
       * Id of the job.
       */
      JobId: string;
    };
  };
  /**
   * Submits a job that makes videos of the strongest moments of films or series.
   */
  SubmitScreenMediaHighlightsJob: {
    parameters: {
      /**
       * The videos in the order of their plot, and how their moments are chosen.
       */
      InputConfig: Json;
      /**
       * How the videos are edited: volumes, titles, transitions.
       */
      EditingConfig?: Json;
      /**
       * How many videos, where to, and their size.
       */
      OutputConfig: Json;
      /**
       * Your own data, handed back unchanged; NotifyAddress in it is called when the job ends.
       */
      UserData?: Json;
    };
    answer: {
      /**
       * Id of the batch job.
       */
      JobId: string;
    };
  };
  /**
   * Submits a job for the highlights of a match. The job is checked and listed, and then fails with ModelNotAvailable.
   */
  SubmitSportsHighlightsJob: {
    parameters: {
      /**
       * Makes repeats of this call one job for 24 hours.
       */
      ClientToken?: string;
      /**
       * The recording of the match, its players and names.
       */
      InputConfig: Json;
      /**
       * How many videos, where to, and their size.
       */
      OutputConfig: Json;
      /**
       * Your own data, handed back unchanged; NotifyAddress in it is called when the job ends.
       */
      UserData?: Json;
    };
    answer: {
      /**
       * Id of the batch job.
       */
      JobId: string;
    };
  };
  /**
   * Switches a key on or off.
   */
  UpdateAccessKey: {
    parameters: {
      /**
       * Id of the key.
       */
      UserAccessKeyId: string;
      /**
       * Whether the key can be used.
       */
      Status: 'Active' | 'Inactive';
      /**
       * User that has the key; the caller when left out.
       */
      UserName?: string;
    };
    answer: {};
  };
  /**
   * Changes who may assume a role, its description or its longest session; what is not given stays.
   */
  UpdateRole: {
    parameters: {
      /**
       * Name of the role.
       */
      RoleName: string;
      /**
       * New trust policy.
       */
      NewAssumeRolePolicyDocument?: string;
      /**
       * New description.
       */
      NewDescription?: string;
      /**
       * Longest session of the role, in seconds.
       */
      NewMaxSessionDuration?: number;
    };
    answer: {
      Role: {
        /**
         * Id of the role.
         */
        RoleId: string;
        /**
         * Name of the role.
         */
        RoleName: string;
        /**
         * Name of the role in policies and for AssumeRole.
         */
        Arn: string;
        /**
         * Description.
         */
        Description: string;
        /**
         * Longest session, in seconds.
         */
        MaxSessionDuration: number;
        /**
         * When it was made.
         */
        CreateDate: string;
        /**
         * When it changed last.
         */
        UpdateDate: string;
        /**
         * JSON of the trust policy: who may assume the role.
         */
        AssumeRolePolicyDocument: string;
      };
    };
  };
  /**
   * Changes the name of a user, or what is said about it; what is not given stays.
   */
  UpdateUser: {
    parameters: {
      /**
       * Name of the user.
       */
      UserName: string;
      /**
       * New name of the user.
       */
      NewUserName?: string;
      /**
       * Name for people.
       */
      NewDisplayName?: string;
      /**
       * Telephone number, with its country.
       */
      NewMobilePhone?: string;
      /**
       * Mail address.
       */
      NewEmail?: string;
      /**
       * Remark.
       */
      NewComments?: string;
    };
    answer: {
      User: {
        /**
         * Id of the user; it stays when the name changes.
         */
        UserId: string;
        /**
         * Name of the user.
         */
        UserName: string;
        /**
         * Name for people.
         */
        DisplayName: string;
        /**
         * Telephone number.
         */
        MobilePhone: string;
        /**
         * Mail address.
         */
        Email: string;
        /**
         * Remark.
         */
        Comments: string;
        /**
         * When it was made.
         */
        CreateDate: string;
        /**
         * When it changed last.
         */
        UpdateDate: string;
      };
    };
  };
  /**
   * Plans a batch job without making it: lengths, how many distinct videos the materials allow, warnings and errors. Takes the parameters of SubmitBatchMediaProducingJob.
   */
  ValidateBatchMediaProducingJob: {
    parameters: {
      /**
       * Makes repeats of this call one job for 24 hours.
       */
      ClientToken?: string;
      /**
       * Materials and texts.
       */
      InputConfig: Json;
      /**
       * How the videos are edited: volumes, captions, voice, transitions.
       */
      EditingConfig?: Json;
      /**
       * How many videos, where to, and their size.
       */
      OutputConfig: Json;
      /**
       * Templates to choose from.
       */
      TemplateConfig?: Json;
      /**
       * Your own data, handed back unchanged; NotifyAddress in it is called when the job ends.
       */
      UserData?: Json;
    };
    answer: {
      /**
       * Whether a submit would be accepted and could be planned.
       */
      Valid: boolean;
      /**
       * One entry a video. A job that is submitted draws anew, so titles and texts may change places.
       */
      Outputs: {
        /**
         * Index of the video, from 0.
         */
        Index: number;
        /**
         * Length in seconds.
         */
        Duration: number;
        /**
         * Title that was drawn; empty without one.
         */
        Title: string;
        /**
         * Texts that are spoken, one a line; empty without any.
         */
        SpeechText: string;
      }[];
      /**
       * How many different videos the materials allow; -1 for more than 10000.
       */
      DistinctOutputs: number;
      /**
       * What could not be done as asked.
       */
      Warnings: {
        /**
         * A code that stays the same.
         */
        Code: string;
        /**
         * A sentence.
         */
        Message: string;
      }[];
      /**
       * Why the request cannot work.
       */
      Errors: {
        /**
         * A code that stays the same.
         */
        Code: string;
        /**
         * A sentence.
         */
        Message: string;
        /**
         * Part of the configs that is to blame.
         */
        Field?: string;
      }[];
    };
  };
}

/** API version of every operation. */
export const versions = {
  AssumeRole: '2015-04-01',
  AttachPolicyToRole: '2015-05-01',
  AttachPolicyToUser: '2015-05-01',
  BatchGetMediaInfos: '2020-11-09',
  CancelBatchMediaProducingJob: '2020-11-09',
  CancelMediaProducingJob: '2020-11-09',
  CreateAccessKey: '2015-05-01',
  CreateAccount: '2015-05-01',
  CreatePolicy: '2015-05-01',
  CreatePolicyVersion: '2015-05-01',
  CreateRole: '2015-05-01',
  CreateUser: '2015-05-01',
  DecodeDiagnosticMessage: '2015-05-01',
  DeleteAccessKey: '2015-05-01',
  DeleteMediaInfos: '2020-11-09',
  DeletePolicy: '2015-05-01',
  DeletePolicyVersion: '2015-05-01',
  DeleteRole: '2015-05-01',
  DeleteUser: '2015-05-01',
  DetachPolicyFromRole: '2015-05-01',
  DetachPolicyFromUser: '2015-05-01',
  GetAccessKeyLastUsed: '2015-05-01',
  GetBatchMediaProducingJob: '2020-11-09',
  GetCallerIdentity: '2015-04-01',
  GetEditingProject: '2020-11-09',
  GetEventCallback: '2020-11-09',
  GetMediaInfo: '2020-11-09',
  GetMediaProducingJob: '2020-11-09',
  GetPolicy: '2015-05-01',
  GetPolicyVersion: '2015-05-01',
  GetRole: '2015-05-01',
  GetUser: '2015-05-01',
  ListAccessKeys: '2015-05-01',
  ListAccounts: '2015-05-01',
  ListAuditRecords: '2020-11-09',
  ListBatchMediaProducingJobs: '2020-11-09',
  ListCallbackAttempts: '2020-11-09',
  ListEntitiesForPolicy: '2015-05-01',
  ListMediaBasicInfos: '2020-11-09',
  ListMediaProducingJobs: '2020-11-09',
  ListPolicies: '2015-05-01',
  ListPoliciesForRole: '2015-05-01',
  ListPoliciesForUser: '2015-05-01',
  ListPolicyVersions: '2015-05-01',
  ListRoles: '2015-05-01',
  ListUsers: '2015-05-01',
  RegisterMediaInfo: '2020-11-09',
  RetryMediaProducingJob: '2020-11-09',
  SetDefaultPolicyVersion: '2015-05-01',
  SetEventCallback: '2020-11-09',
  SubmitBatchMediaProducingJob: '2020-11-09',
  SubmitSceneBatchEditingJob: '2020-11-09',
  SubmitSceneMediaSelectionJob: '2020-11-09',
  SubmitSceneTimelineOrganizationJob: '2020-11-09',
  SubmitScreenMediaHighlightsJob: '2020-11-09',
  SubmitSportsHighlightsJob: '2020-11-09',
  UpdateAccessKey: '2015-05-01',
  UpdateRole: '2015-05-01',
  UpdateUser: '2015-05-01',
  ValidateBatchMediaProducingJob: '2020-11-09',
} as const satisfies Record<keyof Operations, string>;
