import { writeFile } from 'node:fs/promises';
import { AV_LOG_ERROR } from 'node-av/constants';
import { Log } from 'node-av/lib';
import { embeddedProvider } from './espeak.ts';
import type { SpeechFacts, SpeechOrder, SpeechReply } from './messages.ts';
import type { SpeechProvider } from './provider.ts';
import { serviceProvider } from './service.ts';
import { record } from './studio.ts';
import { encodeWav } from './wav.ts';

/**
 * The speech process: speaks one order after the other, so that the server's event loop stays free and a
 * crash of native code costs one speech. It ends when its parent goes.
 */

let engine: Promise<SpeechProvider> | null = null;

/** The embedded voice, loaded once. */
function embedded(): Promise<SpeechProvider> {
  engine ??= embeddedProvider();
  return engine;
}

async function serve({ request, service, file }: SpeechOrder): Promise<SpeechFacts> {
  const provider = service === null ? await embedded() : serviceProvider(service);
  const { sound, sentences, words, warnings } = await record(request, provider);
  await writeFile(file, encodeWav(sound));
  return { duration: sound.samples.length / sound.rate, sentences, words, warnings };
}

Log.setLevel(AV_LOG_ERROR);
process.on('disconnect', () => process.exit());
process.on('message', async (order: SpeechOrder) => {
  const answer = (reply: SpeechReply) => process.send?.(reply);
  try {
    answer({ id: order.id, facts: await serve(order) });
  } catch (error) {
    answer({ id: order.id, failure: error instanceof Error ? error.message : String(error) });
  }
});
