import type { Sentences } from '../sentences.ts';

/** What operations do, in Chinese. */
export const operations: Sentences = {
  'Returns several media by their ids; ids of no media are listed.':
    '按 ID 返回多个媒资，并列出不存在的 ID。',
  'Cancels a batch job: videos that are not finished fail with the code Cancelled, those that are finished stay.':
    '取消批量任务：未完成的视频以错误码 Cancelled 失败，已完成的视频保留。',
  'Cancels the job of one video, which fails with the code Cancelled; its batch job goes on.':
    '取消单个视频的任务，该任务以错误码 Cancelled 失败；所属的批量任务继续执行。',
  'Removes media from the library, by their ids or by their addresses; the ids win.':
    '按 ID 或地址从素材库中删除媒资；同时传入时以 ID 为准。',
  'Returns a batch job and the state of every video in it.': '返回批量任务及其中每个视频的状态。',
  'Returns an editing project with its timeline, e.g. the one of a planned video.':
    '返回剪辑工程及其时间线，例如已规划的视频的工程。',
  'Returns where the account is told of its events; every field is empty when nothing is set.':
    '返回账号的事件通知设置；未设置时各字段均为空。',
  'Returns one media, found by its id or by its address; the id wins.':
    '按 ID 或地址返回一个媒资；同时传入时以 ID 为准。',
  'Returns the job of one video with its timeline.': '返回单个视频的任务及其时间线。',
  'Lists the calls of the account, refused ones too, by their time.':
    '按时间列出账号的调用记录，包括被拒绝的调用。',
  'Lists batch jobs by creation time.': '按创建时间列出批量任务。',
  'Lists the attempts to deliver callbacks by their time.': '按时间列出回调的投递记录。',
  'Lists media in the order of their creation; every filter that is given has to match.':
    '按创建顺序列出媒资；须同时满足传入的所有筛选条件。',
  'Lists the jobs of single videos by creation time, e.g. those of one batch.':
    '按创建时间列出单个视频的任务，例如某个批量任务下的任务。',
  'Registers an object as a media of the library. Analysis takes a moment: GetMediaInfo tells its facts as soon as the status is Normal.':
    '将一个对象注册为素材库中的媒资。分析需要片刻：状态变为 Normal 后，即可通过 GetMediaInfo 查询其信息。',
  'Makes the failed videos of a batch job, or one of them, once more: the same timeline to the same URL. The end of the batch job is told once more.':
    '重新制作批量任务中失败的全部视频或其中一个：时间线和输出地址不变。批量任务结束时会再次通知。',
  'Sets where the account is told of its events; replaces the whole setting. A call without any parameter removes it.':
    '设置账号的事件通知方式；整体覆盖原有设置。不带任何参数调用则清除设置。',
  'Submits a job that makes several distinct videos: of groups of materials (MediaGroupArray), or of a pile of footage whose pictures follow a text (MediaArray, MediaSearchInput).':
    '提交任务，生成多个互不相同的视频：使用分组素材（MediaGroupArray），或使用一批素材并按文案匹配画面（MediaArray、MediaSearchInput）。',
  'Submits a job that renders editing projects, one video each. OutputConfig takes neither Count nor GeneratePreviewOnly.':
    '提交任务，渲染剪辑工程，每个工程生成一个视频。OutputConfig 不支持 Count 和 GeneratePreviewOnly。',
  'Submits a job that only chooses the shots of videos. What it chose is in ExtendOutput of GetBatchMediaProducingJob and can be edited before it is laid on timelines.':
    '提交仅为视频挑选镜头的任务。挑选结果位于 GetBatchMediaProducingJob 的 ExtendOutput 中，可先编辑再编排到时间线。',
  'Submits a job that lays chosen shots, voice-over, captions and music on timelines and makes an editing project of each. Nothing is rendered.':
    '提交任务，将选定的镜头、配音、字幕和音乐编排到时间线，并为每条时间线创建一个剪辑工程。不进行渲染。',
  'Submits a job that makes videos of the strongest moments of films or series.':
    '提交任务，用影片或剧集中最精彩的片段生成视频。',
  'Submits a job for the highlights of a match. The job is checked and listed, and then fails with ModelNotAvailable.':
    '提交赛事集锦任务。任务会经过检查并出现在列表中，随后以 ModelNotAvailable 失败。',
  'Plans a batch job without making it: lengths, how many distinct videos the materials allow, warnings and errors. Takes the parameters of SubmitBatchMediaProducingJob.':
    '规划批量任务但不实际制作：返回时长、素材可支持的不同视频数量、警告和错误。参数与 SubmitBatchMediaProducingJob 相同。',
  'Gives a policy to a role.': '为角色授予策略。',
  'Gives a policy to a user.': '为用户授予策略。',
  'Makes a key and returns its secret, which is shown this once.':
    '创建访问密钥并返回其密钥内容，密钥内容仅显示这一次。',
  'Makes a further account on this server, with a key of its own that is shown this once; for the first account alone.':
    '在本服务器上再创建一个账号及其密钥，密钥仅显示这一次；仅限首个账号调用。',
  'Makes a custom policy, with what it says as version v1.': '创建自定义策略，其内容作为版本 v1。',
  'Adds a version to a custom policy, of which it may have five.':
    '为自定义策略添加版本，每个策略最多 5 个版本。',
  'Makes a role that those may assume whom its trust policy names.':
    '创建角色，信任策略中指定的主体可以扮演该角色。',
  'Makes a user, which may do nothing until a policy is attached to it.':
    '创建用户；授予策略之前，该用户没有任何权限。',
  'Tells what the EncodedDiagnosticMessage of a refusal in this account says.':
    '解码本账号内一次拒绝访问的 EncodedDiagnosticMessage 的内容。',
  'Deletes a key.': '删除访问密钥。',
  'Deletes a custom policy that nobody has any more.': '删除不再授予任何用户或角色的自定义策略。',
  'Deletes a version of a custom policy that does not count.': '删除自定义策略的一个非默认版本。',
  'Deletes a role that has no policies any more; its running sessions may do nothing from then on.':
    '删除已无任何策略的角色；其进行中的会话随即失去所有权限。',
  'Deletes a user that has no keys and no policies any more.': '删除已无任何密钥和策略的用户。',
  'Takes a policy from a role.': '解除角色的策略。',
  'Takes a policy from a user.': '解除用户的策略。',
  'Tells when a key was used last, to the minute.': '返回密钥的最近使用时间，精确到分钟。',
  'Returns a policy with what it says.': '返回策略及其内容。',
  'Returns one version of a policy.': '返回策略的一个版本。',
  'Returns a role.': '返回角色信息。',
  'Returns a user.': '返回用户信息。',
  'Lists keys, without their secrets.': '列出访问密钥，不含密钥内容。',
  'Lists the further accounts of this server; for the first account alone.':
    '列出本服务器上的其他账号；仅限首个账号调用。',
  'Lists the users and roles that have a policy.': '列出被授予某策略的用户和角色。',
  'Lists policies: the system policies, then the custom ones in the order in which they were made.':
    '列出策略：先列系统策略，再按创建顺序列出自定义策略。',
  'Lists the policies that a role has, in the order in which it got them.': '按授予顺序列出角色的策略。',
  'Lists the policies that a user has, in the order in which it got them.': '按授予顺序列出用户的策略。',
  'Lists the versions of a policy, the newest first.': '列出策略的版本，最新的在前。',
  'Lists the roles of the account in the order in which they were made.': '按创建顺序列出账号的角色。',
  'Lists the users of the account in the order in which they were made.': '按创建顺序列出账号的用户。',
  'Makes another version of a custom policy the one that counts.': '将自定义策略的另一个版本设为默认版本。',
  'Switches a key on or off.': '启用或停用访问密钥。',
  'Changes who may assume a role, its description or its longest session; what is not given stays.':
    '修改角色的信任策略、描述或最长会话时间；未传入的项保持不变。',
  'Changes the name of a user, or what is said about it; what is not given stays.':
    '修改用户的名称或其他信息；未传入的项保持不变。',
  'Begins a session of a role and returns a temporary key for it; users and sessions may call it, the account itself may not.':
    '开始一个角色会话并返回其临时密钥；用户和会话可以调用，主账号本身不可以。',
  'Tells who calls; needs no permission.': '返回调用者的身份；无需任何权限。',
};
