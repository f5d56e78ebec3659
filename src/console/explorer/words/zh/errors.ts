import type { Sentences } from '../sentences.ts';

/** What errors mean and what to do then, in Chinese. */
export const errors: Sentences = {
  'There is no job with this id in the account.': '账号下没有该 ID 的任务。',
  'The state of the job does not allow this: only a running job can be cancelled, only a failed one retried.':
    '任务的当前状态不允许此操作：只有执行中的任务可以取消，只有失败的任务可以重试。',
  'There is no editing project with this id in the account.': '账号下没有该 ID 的剪辑工程。',
  'There is no such media or project in the account.': '账号下没有该媒资或工程。',
  'The library does not know the address; register it first.': '素材库中没有该地址；请先注册。',
  'The object was registered before; use that media, or register again with Overwrite.':
    '该对象已注册过；请使用已有的媒资，或设置 Overwrite 后重新注册。',
  'A ClientToken names one request for 24 hours; use a new one for a new request.':
    '一个 ClientToken 在 24 小时内只对应一个请求；新的请求请使用新的 ClientToken。',
  'A mandatory part of a config was not sent, or is empty; the sentence names it.':
    '配置中的某个必填项未传入或为空；错误消息会指明是哪一项。',
  'The account has no role with this name, or the role of another account does not trust the caller.':
    '账号下没有该名称的角色，或另一账号的角色不信任调用者。',
  'There is no policy with this name and type; `./reelmill policies` lists them.':
    '没有该名称和类型的策略；可用 `./reelmill policies` 查看。',
  'Nothing has to be done.': '无需任何操作。',
  'Put what they say into one policy.': '请将多个策略的内容合并为一个策略。',
  'The account has no user with this name; `./reelmill users` lists them.':
    '账号下没有该名称的用户；可用 `./reelmill users` 查看。',
  'Delete a key that is not used any more; GetAccessKeyLastUsed tells.':
    '请删除不再使用的密钥；可通过 GetAccessKeyLastUsed 查询使用情况。',
  'Names of accounts are unique; choose another one.': '账号名称必须唯一；请换一个名称。',
  'A bucket has one account; choose another one.': '一个存储空间只能属于一个账号；请换一个存储空间。',
  'A name has characters that it may not have.': '名称中含有不允许的字符。',
  'A parameter of RAM or STS is too long or too short.': 'RAM 或 STS 的某个参数过长或过短。',
  'A policy or trust policy breaks the policy grammar; the sentence names the place, the rule and the value.':
    '策略或信任策略不符合策略语法；错误消息会指明位置、规则和取值。',
  'Names of policies are unique in an account, those of system policies are taken; add a version, or choose another name.':
    '策略名称在账号内必须唯一，且不能与系统策略重名；请添加版本或换一个名称。',
  'Delete policies that are not needed any more.': '请删除不再需要的策略。',
  'Delete a version, or let RotateStrategy delete the oldest one.':
    '请删除一个版本，或通过 RotateStrategy 自动删除最早的版本。',
  'Names of roles are unique in an account; choose another one.': '角色名称在账号内必须唯一；请换一个名称。',
  'Delete roles that are not needed any more.': '请删除不再需要的角色。',
  'A mail address or a telephone number is not written as it should be.': '邮箱地址或电话号码的格式不正确。',
  'Names of users are unique in an account; choose another one.': '用户名称在账号内必须唯一；请换一个名称。',
  'Delete users that are not needed any more.': '请删除不再需要的用户。',
  'A parameter of RAM or STS has a value that is not allowed.': 'RAM 或 STS 的某个参数取值不允许。',
  'The user, or the account itself when no user is named, has no such key.':
    '用户（未指定用户时为主账号）没有该密钥。',
  'Detach it first; ListEntitiesForPolicy tells who has it.':
    '请先解除该策略；可通过 ListEntitiesForPolicy 查询被授予的用户和角色。',
  'Delete them first, or set CascadingDelete.': '请先删除这些版本，或设置 CascadingDelete。',
  'The policy has no such version, or it was deleted.': '策略没有该版本，或该版本已删除。',
  'Make another version the default one first.': '请先将另一个版本设为默认版本。',
  'Detach the policies of the role first.': '请先解除该角色的策略。',
  'Delete the keys of the user first.': '请先删除该用户的密钥。',
  'Detach the policies of the user first.': '请先解除该用户的策略。',
  'It was never attached, or detached before.': '该策略从未授予，或已经解除。',
  'The session policy of AssumeRole breaks the policy grammar or is too long.':
    'AssumeRole 的会话策略不符合策略语法或过长。',
};
