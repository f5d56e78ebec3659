import { type Random, randomFor } from '../../src/mix/random.ts';
import { assign } from '../../src/mix/smart/assign.ts';

/** How long it takes to give the shots of a library to the sentences of a batch. */
export type AssignmentSpeed = {
  /** Whether shots keep the order of their source. */
  order: 'free' | 'of the source';
  /** Processor seconds. */
  seconds: number;
  /** The same for taking the best free shot sentence by sentence. */
  greedySeconds: number;
  /** Sum of the scores of the first output, over that of the sentence by sentence way. */
  gain: number;
  /** Outputs that show what an earlier one shows. */
  alike: number;
};

const shots = 2000;
const sentences = 100;
const outputs = 20;
const shotSeconds = 4;

const topics = 30;

/** Scores as judges give them: sentences of one topic want the same few shots, and nothing speaks for most others. */
function drawScores(random: Random): Float32Array[] {
  const topicOf = Array.from({ length: shots }, () => random.int(topics));
  const quality = Float32Array.from(topicOf, () => random.fraction() ** 3);
  return Array.from({ length: sentences }, () => {
    const topic = random.int(topics);
    return quality.map((value, shot) =>
      topicOf[shot] === topic ? 0.3 + 0.7 * value * random.fraction() : 0.15 * random.fraction() ** 4,
    );
  });
}

function spentOn<Result>(work: () => Result): { seconds: number; result: Result } {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (user + system) / 1e6, result };
}

/** The best shot that is left, sentence by sentence; in the order of the source those before it are lost. */
function greedily(scores: readonly Float32Array[], ordered: boolean): number[] {
  const taken = new Set<number>();
  let first = 0;
  return scores.map((row, sentence) => {
    // As many shots are left for the sentences after it as there are sentences.
    const end = ordered ? shots - (sentences - sentence - 1) : shots;
    let best = -1;
    for (let shot = first; shot < end; shot++) {
      if (!taken.has(shot) && (best < 0 || (row[shot] ?? 0) > (row[best] ?? 0))) best = shot;
    }
    taken.add(best);
    if (ordered) first = best + 1;
    return best;
  });
}

const worthOf = (scores: readonly Float32Array[], chosen: readonly number[]) =>
  chosen.reduce((sum, shot, sentence) => sum + (scores[sentence]?.[shot] ?? 0), 0);

/** Measures the assignment of 2,000 shots to 100 sentences in 20 outputs. */
export function measureAssignment(): AssignmentSpeed[] {
  const scores = drawScores(randomFor('bench', 'scores'));
  const task = {
    shots: Array.from({ length: shots }, (_, column) => ({ key: `${column}`, seconds: shotSeconds, column })),
    scores,
    duplicates: false,
    reserve: 0,
    seed: 'bench',
  };
  const phrases = Array.from({ length: sentences }, (_, row) => ({ row, topic: null, seconds: 3 }));
  return [false, true].map((ordered): AssignmentSpeed => {
    const batch = Array.from({ length: outputs }, () => phrases);
    const { seconds, result } = spentOn(() => assign({ ...task, ordered }, batch));
    const greedy = spentOn(() => batch.map(() => greedily(scores, ordered)));
    const ours = worthOf(scores, result[0]?.shots ?? []);
    const theirs = worthOf(scores, greedy.result[0] ?? []);
    return {
      order: ordered ? 'of the source' : 'free',
      seconds,
      greedySeconds: greedy.seconds,
      gain: ours / theirs,
      alike: outputs - new Set(result.map((choice) => choice.shots.join())).size,
    };
  });
}
