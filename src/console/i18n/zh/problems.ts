import type { problems as english } from '../en/problems.ts';
import type { Translated } from '../translated.ts';

/** What went wrong, in a few words, and what to do about it. */
export const problems: Translated<typeof english> = {
  network: { title: '服务器没有响应', advice: '请确认服务器正在运行且网络可达，然后重试。' },
  signIn: {
    title: '密钥不正确',
    advice: '请检查 AccessKey ID 和 Secret（区分大小写）。该密钥也可能已被禁用。',
  },
  link: {
    title: '此链接已失效',
    advice: '链接只能使用一次，且有效时间很短。请使用访问密钥登录，或获取新的链接。',
  },
  session: { title: '会话已结束', advice: '请重新登录。' },
  forbidden: { title: '没有权限', advice: '请联系主账号，授予允许此操作的权限策略。' },
  missing: { title: '对象不存在', advice: '它可能已被删除，或属于其他账号。请返回列表并刷新。' },
  parameter: { title: '参数值不符合要求', advice: '请修改下方提到的值，然后重试。' },
  conflict: { title: '状态已发生变化', advice: '请重新加载页面，确认是否仍需执行此操作。' },
  tooLarge: { title: '内容过大', advice: '请使用更小的文件，或减少内容。' },
  tooMany: { title: '尝试次数过多', advice: '请等待一分钟后再试。' },
  busy: { title: '服务器繁忙', advice: '服务器正在启动、停止或负载过高，请稍后重试。' },
  server: {
    title: '服务器内部错误',
    advice: '请重试。如果问题仍然存在，请反馈请求 ID，服务器日志中有对应原因。',
  },
  console: { title: '控制台出现错误', advice: '请重新加载页面。如果问题仍然存在，请反馈详情。' },
  material: { title: '素材无法使用', advice: '请替换下方提到的文件，然后重新提交任务。' },
  speech: { title: '文本无法合成语音', advice: '请检查音色和语音服务，然后重试该视频。' },
  render: { title: '视频渲染失败', advice: '请重试。如果再次失败，请查看服务器日志中的原因。' },
  limits: {
    title: '视频超出单次渲染的限制',
    advice: '请缩短时长、降低分辨率，或使用更小的素材，然后重新提交。',
  },
  cancelled: { title: '已取消', advice: '该视频已被取消；如仍需要，可以重试。' },
};
