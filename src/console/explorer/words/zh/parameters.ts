import type { Sentences } from '../sentences.ts';

/** What parameters are, in Chinese. */
export const parameters: Sentences = {
  'Ids of the media.': '媒资的 ID。',
  'What to return besides the basic facts: FileInfo, DynamicMetaData, or both with a comma.':
    '除基本信息外还要返回的内容：FileInfo、DynamicMetaData，或以逗号分隔的两者。',
  'Seconds for which the URLs in the answer are valid.': '返回结果中的 URL 的有效时间，单位为秒。',
  'Id of the batch job.': '批量任务的 ID。',
  'Id of the producing job.': '视频任务的 ID。',
  'Addresses of the media.': '媒资的地址。',
  'Delete the objects, too.': '同时删除存储中的对象。',
  'Id of the editing project.': '剪辑工程的 ID。',
  'WebSDK asks for a timeline that an editor can load.': '取值为 WebSDK 时，返回编辑器可以加载的时间线。',
  'Id of the media.': '媒资的 ID。',
  'Address of the media, in any spelling that is accepted for a material.':
    '媒资的地址，可使用素材支持的任意写法。',
  'Kind of the address in FileUrl; both give the same here.':
    'FileUrl 中地址的类型；此处两种取值的结果相同。',
  'Accepted and not used.': '可以传入，但不使用。',
  'Earliest creation time, included.': '最早的创建时间，含该时刻。',
  'Latest creation time, included.': '最晚的创建时间，含该时刻。',
  'Size of a page.': '每页条数。',
  'Token of the next page, from the answer with the page before; filters and order stay the same.':
    '下一页的令牌，取自上一页的返回结果；筛选条件和排序方式须保持不变。',
  'Only the call with this RequestId.': '仅返回该 RequestId 的调用。',
  'Only calls that were signed, or claimed to be signed, with this key.':
    '仅返回以该密钥签名或声称以该密钥签名的调用。',
  'Only calls of this operation.': '仅返回该接口的调用。',
  'Only calls that ended with this error.': '仅返回以该错误码结束的调用。',
  'Order by time: newest first, or oldest first.': '按时间排序：最新优先或最早优先。',
  'Only the job with this id.': '仅返回该 ID 的任务。',
  'Type of the jobs.': '任务的类型。',
  'State of the jobs.': '任务的状态。',
  'Order by creation time: newest first, or oldest first.': '按创建时间排序：最新优先或最早优先。',
  'Only attempts of this batch with its sub jobs, or of this sub job.':
    '仅返回该批量任务及其子任务，或该子任务的投递记录。',
  'Type of the media.': '媒资的类型。',
  'Where the files lie.': '文件的存储位置。',
  'What the media is for.': '媒资的用途。',
  'Status of the media.': '媒资的状态。',
  'Created after this time.': '创建时间晚于该时刻。',
  'Created at this time or before.': '创建时间不晚于该时刻。',
  'Newest or oldest first.': '最新优先或最早优先。',
  'Media on a page.': '每页的媒资数。',
  'Only media that have each of these words in title, description, tags, category, address or id. Only Reelmill has it.':
    '仅返回标题、描述、标签、分类、地址或 ID 中包含全部这些词的媒资。Reelmill 独有。',
  'NextToken of the page before.': '上一页返回的 NextToken。',
  'Return the facts of the files, too.': '同时返回文件信息。',
  'Only the sub jobs of this batch job.': '仅返回该批量任务的子任务。',
  'Only jobs of this editing project.': '仅返回该剪辑工程的任务。',
  'Id of a job or of an editing project.': '任务或剪辑工程的 ID。',
  'State of the jobs; Init includes Queuing.': '任务的状态；Init 包含 Queuing。',
  'Title.': '标题。',
  'Description.': '描述。',
  'Up to 16 tags of at most 32 bytes, separated by commas.':
    '最多 16 个标签，每个不超过 32 字节，以逗号分隔。',
  'Address of a cover.': '封面的地址。',
  'Data of the client.': '客户端的数据。',
  'Replace the media that is registered for the object; without it a second one is refused.':
    '替换该对象已注册的媒资；不设置时，重复注册会被拒绝。',
  'SearchLibName in it names the search library that the media belongs to, for MediaSearchInput of Smart_Mix jobs. The rest is accepted and not used: sprites and snapshots are not made.':
    '其中的 SearchLibName 指定媒资所属的搜索库，供 Smart_Mix 任务的 MediaSearchInput 使用。其余内容可以传入但不使用：不生成雪碧图和截图。',
  'Category id.': '分类 ID。',
  'Id of your own, unique in the account.': '自定义 ID，在账号内唯一。',
  'Id of a batch job or of a producing job.': '批量任务或视频任务的 ID。',
  'How events are told: by calling an address, or by writing to a message queue.':
    '事件的通知方式：调用一个地址，或写入消息队列。',
  'Address to call; needed with HTTP.': '要调用的地址；方式为 HTTP 时必填。',
  'Message queue to write to; needed with MNS. It is made when it is not there.':
    '要写入的消息队列；方式为 MNS 时必填。队列不存在时自动创建。',
  'Events to be told; every event when it is left out.': '要通知的事件；不传则通知所有事件。',
  'Whether calls carry the headers X-ICE-TIMESTAMP and X-ICE-SIGNATURE.':
    '回调是否携带请求头 X-ICE-TIMESTAMP 和 X-ICE-SIGNATURE。',
  'Key of the signature; needed when AuthSwitch is on.': '签名密钥；AuthSwitch 为 on 时必填。',
  'Makes repeats of this call one job for 24 hours.': '24 小时内，重复的调用只产生一个任务。',
  'Materials and texts.': '素材和文案。',
  'How the videos are edited: volumes, captions, voice, transitions.':
    '视频的剪辑方式：音量、字幕、配音和转场。',
  'How many videos, where to, and their size.': '视频的数量、输出位置和尺寸。',
  'Templates to choose from.': '可供选择的模板。',
  'Your own data, handed back unchanged; NotifyAddress in it is called when the job ends.':
    '自定义数据，原样返回；任务结束时会调用其中的 NotifyAddress。',
  'Editing projects in the order of their videos, separated by commas.':
    '按视频顺序排列的剪辑工程，以逗号分隔。',
  'Which job the step belongs to.': '该步骤所属的任务类型。',
  'Materials and texts, as for the whole job.': '素材和文案，与完整任务相同。',
  'What a selection job chose (its ExtendOutput), as it is or edited.':
    '选材任务的结果（其 ExtendOutput），可原样传入或编辑后传入。',
  'The videos in the order of their plot, and how their moments are chosen.':
    '按剧情顺序排列的视频，以及精彩片段的挑选方式。',
  'How the videos are edited: volumes, titles, transitions.': '视频的剪辑方式：音量、标题和转场。',
  'The recording of the match, its players and names.': '比赛录像，以及参赛选手和名称。',
  'System policies come with the server, custom ones are made by the account.':
    '系统策略由服务器提供，自定义策略由账号创建。',
  'Name of the policy.': '策略名称。',
  'Name of the role.': '角色名称。',
  'Name of the user.': '用户名称。',
  'User that gets the key; the caller when left out.': '获得密钥的用户；不传则为调用者。',
  'Name of the account.': '账号名称。',
  'Buckets that the account gets; a bucket of its own name when left out.':
    '分配给账号的存储空间；不传则为与账号同名的存储空间。',
  'What the policy says: at most 6144 characters.': '策略内容，最多 6144 个字符。',
  'What the version says: at most 6144 characters.': '版本内容，最多 6144 个字符。',
  'Whether it counts from now on.': '是否立即设为默认版本。',
  'Whether the oldest version that does not count makes room for it.': '是否删除最早的非默认版本以腾出位置。',
  'Trust policy: who may assume the role.': '信任策略：谁可以扮演该角色。',
  'Longest session of the role, in seconds.': '角色的最长会话时间，单位为秒。',
  'Name for people.': '显示名称。',
  'Telephone number, with its country.': '电话号码，含国家代码。',
  'Mail address.': '邮箱地址。',
  'Remark.': '备注。',
  'Message of a refusal.': '拒绝访问时返回的编码消息。',
  'Id of the key.': '密钥的 ID。',
  'User that has the key; the caller when left out.': '拥有密钥的用户；不传则为调用者。',
  'Whether versions besides the default one may go with it.': '是否同时删除默认版本以外的版本。',
  'Id of the version.': '版本的 ID。',
  'User that has the keys; the caller when left out.': '拥有这些密钥的用户；不传则为调用者。',
  'Marker that the call before answered; asks for the next part of the list.':
    '上一次调用返回的标记；用于获取列表的下一部分。',
  'Entries in one answer.': '单次返回的条数。',
  'Whether the key can be used.': '密钥是否可用。',
  'New trust policy.': '新的信任策略。',
  'New description.': '新的描述。',
  'New name of the user.': '用户的新名称。',
  'Name of the role in policies.': '角色在策略中的名称。',
  'Name of the session: who is behind it.': '会话名称：标识会话背后的使用者。',
  'How long the key lives, in seconds; at most the MaxSessionDuration of the role.':
    '密钥的有效时间，单位为秒；不超过角色的 MaxSessionDuration。',
  'JSON of a policy of at most 2048 characters that narrows what the role may do.':
    '用于收窄角色权限的策略 JSON，最多 2048 个字符。',
  'Value for the condition sts:ExternalId of the trust policy.': '信任策略中条件 sts:ExternalId 的值。',
  'Handed back unchanged.': '原样返回。',
};
