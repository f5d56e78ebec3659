import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pictureNetwork, pictureSide } from './tiny-picture.ts';
import { textNetwork, tokenizerFile } from './tiny-text.ts';
import { vectorLength } from './tiny-traits.ts';

export { tinyClipConcepts } from './concepts.ts';

/** The networks, fitted once in a process: it takes some seconds. */
let networks: Promise<{ picture: Uint8Array; text: Uint8Array }> | null = null;

async function fitted() {
  return { picture: await pictureNetwork(), text: textNetwork() };
}

/**
 * Makes a small vision-language model of the CLIP family in a folder, with all files that the library wants: it knows the
 * things of {@link tinyClipConcepts} in English and Chinese, and nothing else. Every run makes the same model.
 */
export async function makeTinyClip(folder: string): Promise<void> {
  networks ??= fitted();
  const { picture, text } = await networks;
  await mkdir(join(folder, 'onnx'), { recursive: true });
  const json = (name: string, content: object) => writeFile(join(folder, name), JSON.stringify(content));
  await Promise.all([
    writeFile(join(folder, 'onnx', 'vision_model.onnx'), picture),
    writeFile(join(folder, 'onnx', 'text_model.onnx'), text),
    json('config.json', { model_type: 'clip', architectures: ['CLIPModel'], projection_dim: vectorLength }),
    json('tokenizer.json', tokenizerFile()),
    json('tokenizer_config.json', {
      tokenizer_class: 'PreTrainedTokenizerFast',
      model_max_length: 77,
      pad_token: '[PAD]',
      unk_token: '[UNK]',
    }),
    json('preprocessor_config.json', {
      image_processor_type: 'CLIPFeatureExtractor',
      do_resize: true,
      size: { shortest_edge: pictureSide },
      resample: 2,
      do_center_crop: true,
      crop_size: { width: pictureSide, height: pictureSide },
      do_rescale: true,
      rescale_factor: 1 / 255,
      do_normalize: true,
      image_mean: [0.5, 0.5, 0.5],
      image_std: [0.5, 0.5, 0.5],
    }),
  ]);
}
