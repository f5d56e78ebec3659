import { getFFmpegInfo } from 'node-av';

/** Says which FFmpeg renders: the server itself never loads it. */
process.stdout.write(getFFmpegInfo().version);
