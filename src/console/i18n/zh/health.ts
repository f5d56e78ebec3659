import type { health as english } from '../en/health.ts';
import type { Translated } from '../translated.ts';

/** Words of the page on how the server is doing. */
export const health: Translated<typeof english> = {
  title: '运行状况',
  lead: '服务器当前的运行情况。',
  workers: '正在渲染',
  ofWorkers: '共 {{count}} 路',
  noWorkers: '本服务器不执行渲染。',
  disk: '可用磁盘空间',
  ofDisk: '共 {{total}}',
  diskLow: '空间不足：请删除不需要的视频，或迁移数据目录。',
  uptime: '已运行',
  jobs: '批量任务',
  states: { Init: '新建', Processing: '处理中', Finished: '已完成', Failed: '失败' },
  finished: '每分钟完成的视频',
  active: '同时渲染数',
  noSeries: '运行几分钟后会显示数据。',
  latest: '当前 {{value}}',
  peak: '峰值 {{value}}',
  chart: '{{title}}：当前 {{latest}}，峰值 {{peak}}，时间 {{from}} 至 {{to}}',
  queue: '队列',
  queueName: '队列',
  waiting: '等待',
  activeJobs: '处理中',
  failed: '失败',
  versions: '版本',
  version: {
    reelmill: 'Reelmill',
    node: 'Node.js',
    ffmpeg: 'FFmpeg',
    database: '数据库',
    dataDir: '数据目录',
  },
};
