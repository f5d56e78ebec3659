import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { measureAssignment } from './match/assignment.ts';
import { measureDetection } from './match/detection.ts';
import { measureEmbeddings } from './match/embedding-speed.ts';
import { measureListening } from './match/listening.ts';
import { measureReading } from './match/reading.ts';

/**
 * What it costs to choose footage by its content: finding shots (at least 20 times realtime for a core at 1080p) against
 * bare decoding of the same film, looking at key frames against the bare network, reading and listening, and the
 * assignment of 2,000 shots to 100 sentences in 20 outputs (at most 2 s) against taking the best shot sentence by
 * sentence. Writes `bench/results/match.json`.
 */

const bounds = { realtime: 20, assignmentSeconds: 2 };

const detection = await measureDetection();
console.table(
  detection.map(({ encoding, bitrate, realtime, bare, found, cuts, invented }) => ({
    film: encoding,
    'Mbit/s': (bitrate / 1e6).toFixed(1),
    'shots, x realtime a core': realtime.toFixed(1),
    'bare decoding': bare.toFixed(1),
    cuts: `${found} of ${cuts}`,
    invented,
  })),
);
const embeddings = await measureEmbeddings();
const reading = await measureReading();
const listening = await measureListening();
console.table({
  [`key frames looked at a second (${embeddings.model})`]: embeddings.pictures.toFixed(1),
  'the bare network': embeddings.bare.toFixed(1),
  'seconds to compare 2,000 phrases with 2,000 shots': embeddings.compareSeconds.toFixed(2),
  'key frames read a second (text on screen)': reading.pictures.toFixed(1),
  'lines read right': `${Math.round(100 * reading.right)} %`,
  'sound searched for speech, x realtime a core': Math.round(listening),
});
const assignment = measureAssignment();
console.table(
  assignment.map(({ order, seconds, greedySeconds, gain, alike }) => ({
    'order of shots': order,
    seconds: seconds.toFixed(2),
    'sentence by sentence': greedySeconds.toFixed(2),
    'worth of the first output, against that': gain.toFixed(3),
    'outputs alike': alike,
  })),
);

const slowest = Math.min(...detection.map(({ realtime }) => realtime));
const longest = Math.max(...assignment.map(({ seconds }) => seconds));
const passed = slowest >= bounds.realtime && longest <= bounds.assignmentSeconds;
const results = join(import.meta.dirname, 'results');
await mkdir(results, { recursive: true });
const report = { bounds, passed, detection, embeddings, reading, listening, assignment };
await writeFile(join(results, 'match.json'), `${JSON.stringify(report, null, 2)}\n`);
console.log(
  `shots ${slowest.toFixed(1)} x realtime, bound ${bounds.realtime}; ` +
    `assignment ${longest.toFixed(2)} s, bound ${bounds.assignmentSeconds}: ${passed ? 'passed' : 'FAILED'}`,
);
process.exitCode = passed ? 0 : 1;
